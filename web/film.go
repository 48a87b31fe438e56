package web

import (
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// The size of a frame of a film, in CSS pixels.
const (
	FrameWidth  = 800
	FrameHeight = 500
)

// Where the parts of a frame are, in CSS pixels.
const (
	frameTitle     = 34 // baselines
	frameFacts     = 58
	frameMore      = 79
	frameNetwork   = 56 // top; the network has a margin of its own
	frameHistogram = 402
	frameBars      = 72 // height
)

// Frame draws a snapshot as a frame of a film: the title, the first three facts
// of the caption, the network with the names of its inputs and outputs, and the histogram. All
// frames have their parts at the same places. Their lines are as wide and as faint as in
// the picture of one of them, like, so a connection looks the same as long as it is there.
func Frame(s, like *snapshot.Snapshot, theme *Theme, caption Caption) string {
	facts := append(slices.Clone(caption.Facts), "", "", "")
	caption.Layers = nil
	w := &figureWriter{s: s, theme: theme, caption: &caption, width: FrameWidth, like: like}
	w.network(layout.Rect{X: figureMargin, Y: frameNetwork, W: FrameWidth - 2*figureMargin, H: frameHistogram - frameNetwork - 16})
	w.put(`<g font-size="~" font-weight="600">`, theme.Ink, titleSize)
	w.text(figureMargin, frameTitle, "start", theme.Ink, caption.Title)
	w.put(`</g><g font-size="~">`, theme.Ink, factSize+2)
	w.text(figureMargin, frameFacts, "start", theme.Ink, facts[1])
	w.text(figureMargin+150, frameFacts, "start", theme.Ink, facts[0])
	w.text(figureMargin, frameMore, "start", theme.Ink, facts[2])
	w.write("</g>")
	w.histogram(frameHistogram, frameBars)
	return w.document(FrameWidth, FrameHeight)
}
