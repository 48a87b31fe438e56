package web

import (
	"math"

	"bonsai/web/layout"
)

// fabric shows the kept connections of a network that has too many to draw each as a
// line: a grey area between two layers, darker where more connections pass.
//
// Units are counted in groups, as the census has them. The connections from one group
// to another make a band with soft edges. The bands are added up on a coarse grid, and
// the grid is drawn as a picture.
type fabric struct {
	arrangement *layout.Arrangement
	gaps        []gap
	dense       float64 // opacity where it is darkest

	image  *Image
	pixels []byte
	mesh   mesh
}

// A gap is the fabric between two layers.
type gap struct {
	rect     layout.Rect
	from, to []group
	field    []float32              // [fabricRows][fabricColumns]: the number of connections there
	full     float32                // the number at which it is darkest
	woven    []int                  // by two groups: the number of connections that field contains
	patches  int                    // how often field was changed in part
	across   [fabricColumns]float64 // by column: how far a connection has gone up or down, 0 to 1
	along    [fabricColumns]float64 // by column: how far it has gone to the right, 0 to 1
}

// A group is where the bands of some neighbouring units begin or end, in rows of the
// grid: a band is strongest in the middle and reaches 0 at the distance half.
type group struct{ middle, half float64 }

func (g group) top() float64    { return g.middle - g.half }
func (g group) bottom() float64 { return g.middle + g.half }

const (
	fabricColumns = 32
	fabricRows    = 64
	fabricOpacity = 0.42
)

// arrange places the groups, and computes how dark the fabric is when nothing is
// pruned.
func (f *fabric) arrange(a *layout.Arrangement, c *census) {
	f.arrangement, f.gaps = a, f.gaps[:0]
	n := layout.Connections(a.Units)
	if n <= layout.MostLines {
		return
	}
	f.dense = fabricOpacity * float64(n-layout.StrongestLines) / float64(n)
	for l := range len(a.Units) - 1 {
		g := newGap(a, c, l)
		all := make([]int, len(c.bundles[l]))
		for _, out := range c.groups[l+1] {
			for _, in := range c.groups[l] {
				all[int(out)*len(g.from)+int(in)]++
			}
		}
		g.weave(all)
		g.full = twiceMean(g.field)
		g.patches = mostPatches // the next call of weave computes the field from the start
		f.gaps = append(f.gaps, g)
	}
}

func newGap(a *layout.Arrangement, c *census, l int) gap {
	g := gap{
		from: groups(a, c, l), to: groups(a, c, l+1),
		field: make([]float32, fabricRows*fabricColumns),
	}
	x0, x1 := a.Columns[l].X, a.Columns[l+1].X
	if l == 0 && a.Image.Is() {
		x0 = a.Columns[l].Right()
	}
	g.woven = make([]int, len(g.to)*len(g.from))
	top := min(g.from[0].top(), g.to[0].top())
	bottom := max(g.from[len(g.from)-1].bottom(), g.to[len(g.to)-1].bottom())
	g.rect = layout.Rect{X: x0, Y: top, W: x1 - x0, H: bottom - top}
	rows := fabricRows / max(g.rect.H, 1)
	for _, list := range [...][]group{g.from, g.to} {
		for i := range list {
			list[i] = group{(list[i].middle - top) * rows, max(list[i].half*rows, 1)}
		}
	}
	for i := range g.along {
		g.along[i] = (float64(i) + 0.5) / fabricColumns
		g.across[i] = layout.Across(g.along[i])
	}
	return g
}

// groups returns the groups of a layer of units, in pixels.
func groups(a *layout.Arrangement, c *census, layer int) []group {
	n := groupsOf(a.Units[layer])
	list, count := make([]group, n), make([]float64, n)
	for index, in := range c.groups[layer] {
		_, y := a.Unit(layer, index)
		list[in].middle += y
		count[in]++
	}
	for i := range list {
		list[i].middle /= count[i]
	}
	for i := range list {
		list[i].half = a.Columns[layer].Radius
		if a.Units[layer] > n {
			list[i].half = (list[n-1].middle - list[0].middle) / float64(n-1)
		}
	}
	return list
}

// twiceMean returns twice the mean of the values above zero.
func twiceMean(values []float32) float32 {
	sum, n := float32(0), 0
	for _, v := range values {
		if v > 0 {
			sum += v
			n++
		}
	}
	return 2 * sum / float32(max(n, 1))
}

// weave updates the layers whose counts have changed.
func (f *fabric) weave(c *census) {
	for l := range f.gaps {
		if c.changed[l] {
			f.gaps[l].weave(c.bundles[l])
			f.paint(l)
			c.changed[l] = false
		}
	}
}

// mostPatches is how often a field is changed by adding and subtracting the difference.
// After that it is computed from the start, so that rounding errors do not add up.
const mostPatches = 100

// weave makes the field contain these numbers of connections, [to][from].
func (g *gap) weave(bundles []int) {
	if g.patches == mostPatches {
		clear(g.field)
		clear(g.woven)
		g.patches = 0
	}
	g.patches++
	for to, t := range g.to {
		for from, s := range g.from {
			at := to*len(g.from) + from
			if n := bundles[at] - g.woven[at]; n != 0 {
				g.band(s, t, float32(n))
				g.woven[at] = bundles[at]
			}
		}
	}
}

// band adds n connections from group s to group t: in each column a triangle with the
// area n.
func (g *gap) band(s, t group, n float32) {
	for column := range fabricColumns {
		middle := s.middle + (t.middle-s.middle)*g.across[column] - 0.5
		half := s.half + (t.half-s.half)*g.along[column]
		top := max(int(math.Ceil(middle-half)), 0)
		bottom := min(int(middle+half), fabricRows-1)
		at := float32(float64(top) - middle)
		slope := float32(1 / half)
		peak := n * slope
		for row := top; row <= bottom; row++ {
			g.field[row*fabricColumns+column] += peak * (1 - abs(at)*slope)
			at++
		}
	}
}

// opacity returns the opacity of a cell of the grid. It grows with the square root of
// the number of connections, so that a tenth of them can still be seen.
func (g *gap) opacity(cell int) float64 {
	return math.Sqrt(float64(max(0, min(g.field[cell]/g.full, 1))))
}

// paint writes the fabric of a layer into its part of the picture.
func (f *fabric) paint(l int) {
	const size = 4 * fabricRows * fabricColumns
	for len(f.pixels) < size*len(f.gaps) {
		f.pixels = append(f.pixels, make([]byte, size)...)
	}
	at := size * l
	for cell := range f.gaps[l].field {
		white := byte(255*f.gaps[l].opacity(cell) + 0.5)
		f.pixels[at], f.pixels[at+1], f.pixels[at+2], f.pixels[at+3] = white, white, white, white
		at += 4
	}
}

// draw draws the fabric; paler, if something is highlighted.
func (f *fabric) draw(dst *Image, theme *Theme, h Highlight) {
	height := fabricRows * len(f.gaps)
	f.image = painted(f.image, fabricColumns, height, f.pixels[:4*fabricColumns*height])
	opacity := f.dense
	if h.any() {
		opacity *= dimmed
	}
	f.mesh.reset()
	for l := range f.gaps {
		top := float32(l * fabricRows)
		f.mesh.texturedRect(f.gaps[l].rect, 0.5, top+0.5, fabricColumns-0.5, top+fabricRows-0.5, translucent(theme.Muted, opacity))
	}
	f.mesh.draw(dst, f.image)
}
