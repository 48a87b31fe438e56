package panel

import (
	"math"
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Lengths in the histogram, in CSS pixels.
const (
	tickBelow  = 13  // from the bars to the foot of the numbers under them
	lineHeight = 14  // of what is written in its upper right corner
	gripRoom   = 20  // around ε, where the grip of the handle is
	titleRoom  = 120 // the width of what is written in the corner
	rangesRoom = 220 // and with the ranges of the curves
	wordsSize  = 11  // of the letters there, as in the style sheet
	wordsLatin = 0.5 // of which a Latin one is so wide, on average
	wordsEdge  = 4   // from the words to the edge of what lies behind them
	mostTicks  = 8
	tickRoom   = 40 // the width of a number with the space beside it

	roomForRanges = 480 // least width at which what the curves are is said with their ranges
)

// OverHistogram shows accuracy and bytes over ε on the histogram, which has the
// axis, in an element of the page, with the numbers of |w| and of weights, and
// what the curves measure from where to where. All lengths are CSS pixels of the window.
func OverHistogram(v *markup.View, w *text.Words, s *snapshot.Snapshot, curve snapshot.StudyCurve, axis layout.Axis, element layout.Rect) {
	points := curve.Points
	lowest, most := max(lowestOf(points), 0), 1
	for _, p := range points {
		most = max(most, p.Bytes)
	}
	accuracy, bytes := chart.Line{Class: "test"}, chart.Line{Class: "train"}
	for _, p := range points {
		height := (p.Accuracy - lowest) / max(1-lowest, 1e-9)
		accuracy.Points = append(accuracy.Points, chart.Point{X: p.Epsilon, Y: height})
		bytes.Points = append(bytes.Points, chart.Point{X: p.Epsilon, Y: float64(p.Bytes) / float64(most)})
	}
	box := axis.Plot
	box.X -= element.X
	box.Y -= element.Y
	c := chart.Chart{X: chart.Axis{High: axis.Max}, Y: chart.Axis{High: 1}, Lines: []chart.Line{accuracy, bytes}}
	shapes := c.Draw(box)
	write := func(x, y float64, anchor, words string) *markup.Node {
		text := markup.New("text").With("x", coordinate(x)).With("y", coordinate(y)).With("text-anchor", anchor).Saying(words)
		shapes = append(shapes, text)
		return text
	}
	values, step := c.X.Ticks(min(mostTicks, int(box.W/tickRoom)))
	for _, value := range values {
		x := box.X + box.W*value/axis.Max
		if math.Abs(x-(axis.X(s.Epsilon)-element.X)) > gripRoom {
			write(x, box.Y+box.H+tickBelow, "middle", w.Number(value, decimals(step)))
		}
	}
	for _, n := range axis.Counts() {
		y := axis.Y(n) - element.Y
		shapes = append(shapes, markup.New("path").
			With("d", "M"+coordinate(box.X-4)+" "+coordinate(y)+"h4"))
		write(box.X-7, y+4, "end", w.Count(n))
	}
	lines, room := []string{w.Text("histogram.title")}, float64(titleRoom)
	if s.Epsilon > axis.Max {
		lines = append(lines, w.Text("histogram.beyond", "epsilon", w.Number(s.Epsilon, 3)))
	}
	right, handle := box.X+box.W, axis.X(s.Epsilon)-element.X
	switch {
	case len(points) > 0 && box.W <= roomForRanges && handle <= right-room: // beside ε there is room for the title
		lines = append(lines, w.Text("histogram.solid"+measure(s)), w.Text("histogram.dotted"))
	case len(points) > 0 && box.W > roomForRanges:
		room = rangesRoom
		lines = append(lines,
			w.Text("histogram.accuracy"+measure(s), "low", Accuracy(w, s, lowest), "high", Accuracy(w, s, 1)),
			w.Text("histogram.bytes", "high", w.Count(most)))
		if part := curve.Part; part != (snapshot.Part{}) {
			lines = append(lines, w.Text("study.part", "first", w.Count(part.First), "of", w.Count(part.Of)))
		}
	}
	if handle > right-room { // the words stand at the left of the handle, but not outside
		right = max(handle-gripRoom/2, box.X+room)
	}
	for i, line := range lines {
		width := layout.TextWidth(line, wordsSize, wordsLatin) + 2*wordsEdge
		shapes = append(shapes, markup.New("rect").With("class", "behind").
			With("x", coordinate(right+wordsEdge-width)).With("y", coordinate(box.Y+float64(i)*lineHeight)).
			With("width", coordinate(width)).With("height", coordinate(lineHeight)))
		write(right, box.Y+float64(i+1)*lineHeight-4, "end", line).With("class", "said")
	}
	v.Fill("#curve", shapes...)
}

func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// tipBins is into how many parts the axis of the histogram is divided for what is
// said about a part: as many as there are bars.
const tipBins = layout.HistogramBins

// HistogramTip says what the histogram has at a place x of the window: how many
// connections the bar there stands for, and the point of the curve that is
// nearest, if there is one. The text stands in the histogram's element, and does not leave it.
func HistogramTip(v *markup.View, w *text.Words, s *snapshot.Snapshot, points []snapshot.StudyPoint, axis layout.Axis, element layout.Rect, x float64) {
	value := axis.Value(x)
	width := axis.Max / tipBins
	from := math.Min(math.Floor(value/width), tipBins-1) * width
	count := 0
	for _, layer := range s.Layers {
		for i, weight := range layer.W {
			if a := math.Abs(float64(weight)); layer.Base[i] != 0 && a >= from && (a < from+width || from+width >= axis.Max) {
				count++
			}
		}
	}
	words := w.Text("histogram.tip", "from", w.Number(from, 3), "to", w.Number(from+width, 3), "n", w.Count(count))
	if len(points) > 0 {
		nearest := points[0]
		for _, p := range points {
			if math.Abs(p.Epsilon-value) < math.Abs(nearest.Epsilon-value) {
				nearest = p
			}
		}
		words = text.Sentences(words, w.Text("histogram.at"+measure(s), "epsilon", w.Number(nearest.Epsilon, 3),
			"accuracy", Accuracy(w, s, nearest.Accuracy), "bytes", w.Count(nearest.Bytes)))
	}
	class, left := "tip", x-element.X
	room := element.W - left
	switch {
	case element.W < roomForRanges:
		left, room = 0, element.W // the histogram is narrow: the text takes its whole width
	case left > element.W/2:
		class, room = "tip left", left
	}
	v.Fill("#histogramTip", markup.New("p").With("class", class).With("style.left", pixels(left)).With("style.maxWidth", pixels(room)).Saying(words))
}
