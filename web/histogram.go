package web

import (
	"image/color"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

const histogramBins = layout.HistogramBins

// Histogram draws how many weights there are of each |w|, and ε as a handle over it.
type Histogram struct {
	counts  layout.Counts
	largest layout.Largest
	mesh    mesh
}

// Axis returns the mapping between ε, numbers of weights and pixels of r that Draw uses.
func (v *Histogram) Axis(s *snapshot.Snapshot, r layout.Rect, scale float64) layout.Axis {
	axis := layout.NewAxis(v.largest.Of(s), r, scale)
	v.counts.Fill(s, histogramBins, axis.Max)
	axis.Tallest = v.counts.Tallest
	return axis
}

// Draw fills r with the histogram. The handle is at the snapshot's ε; active says that
// the pointer is on it, that it is being dragged, or that it has the focus.
func (v *Histogram) Draw(dst *Image, s *snapshot.Snapshot, r layout.Rect, theme *Theme, scale float64, active bool) {
	v.collect(s, r, theme, scale, active)
	v.mesh.draw(dst, brush())
}

func (v *Histogram) collect(s *snapshot.Snapshot, r layout.Rect, theme *Theme, scale float64, active bool) {
	axis := v.Axis(s, r, scale)
	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	v.addBelow(s, axis, theme)
	v.bars(axis, scale, theme, func(bar layout.Rect, c color.RGBA) { v.mesh.rect(bar, opaque(c)) })
	v.addBaseline(axis.Plot, theme, scale)
	v.addHandle(axis.X(s.Epsilon), axis.Plot, theme, scale, active)
}

// addBelow shades the range below ε.
func (v *Histogram) addBelow(s *snapshot.Snapshot, axis layout.Axis, theme *Theme) {
	below := axis.Plot
	below.W = axis.X(s.Epsilon) - below.X
	v.mesh.rect(below, translucent(theme.Pruned, 0.16))
}

// bars calls add with each part of the bars. There is a bar for each bin, with the
// positive, negative and pruned weights one over the other. The height of the bar shows
// how many there are, and its parts the shares of the three.
func (v *Histogram) bars(axis layout.Axis, scale float64, theme *Theme, add func(bar layout.Rect, c color.RGBA)) {
	plot := axis.Plot
	foot := plot.Y + plot.H
	width := plot.W / histogramBins
	gap := min(scale, width/4)
	left := plot.X
	for bin := range histogramBins {
		right := plot.X + float64(bin+1)*width
		if n := v.total(bin); n > 0 {
			height := max(foot-axis.Y(n), 2*scale)
			bar := layout.Rect{X: left + gap/2, W: right - left - gap, Y: foot}
			for _, part := range [...]struct {
				count int
				paint color.RGBA
			}{
				{v.counts.Positive[bin], theme.Positive},
				{v.counts.Negative[bin], theme.Negative},
				{v.counts.Pruned[bin], theme.Pruned},
			} {
				bar.H = height * float64(part.count) / float64(n)
				bar.Y -= bar.H
				add(bar, part.paint)
			}
		}
		left = right
	}
}

func (v *Histogram) total(bin int) int {
	return v.counts.Positive[bin] + v.counts.Negative[bin] + v.counts.Pruned[bin]
}

func (v *Histogram) addBaseline(plot layout.Rect, theme *Theme, scale float64) {
	v.mesh.rect(layout.Rect{X: plot.X, Y: plot.Y + plot.H, W: plot.W, H: max(scale, 1)}, opaque(theme.Line))
}

// addHandle draws a line at ε, and a grip at its lower end.
func (v *Histogram) addHandle(x float64, plot layout.Rect, theme *Theme, scale float64, active bool) {
	ink, surface := opaque(theme.Ink), opaque(theme.Surface)
	width, height := 12*scale, 20*scale
	if active {
		v.mesh.rounded(grip(x, plot, width+8*scale, height+8*scale), width, translucent(theme.Ink, 0.18))
	}
	top, bottom := plot.Y-6*scale, plot.Y+plot.H
	v.mesh.line(x, top, x, bottom, 4*scale, translucent(theme.Surface, 0.8))
	v.mesh.line(x, top, x, bottom, 2*scale, ink)
	v.mesh.rounded(grip(x, plot, width+2*scale, height+2*scale), width, surface)
	v.mesh.rounded(grip(x, plot, width, height), width/2, ink)
	for _, side := range [...]float64{-1, 1} {
		x := x + side*1.75*scale
		v.mesh.line(x, bottom-4*scale, x, bottom+4*scale, 1.25*scale, surface)
	}
}

// grip returns the rectangle of the grip, around the point where the handle meets the
// baseline.
func grip(x float64, plot layout.Rect, width, height float64) layout.Rect {
	return layout.Rect{X: x - width/2, Y: plot.Y + plot.H - height/2, W: width, H: height}
}
