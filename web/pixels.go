package web

import (
	"image/color"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// pixels draws the inputs of a network whose inputs are the pixels of an image. A
// pixel shows how much the network uses it: how many of its connections are kept or,
// if nothing is pruned, how large its weights are. While a neuron of the first layer
// is highlighted, the pixels show the weights of that neuron.
type pixels struct {
	heat     []float32 // 0 to 1, or for a neuron's weights −1 to 1
	means    []float32 // by pixel: the mean of |w|, as a share of the largest
	revision int       // of the weights, for means
}

const (
	pixelHeat = 0.9 // how strong the colour of the hottest pixel is
	deadShare = 0.4 // the side of a dead pixel, as a share of the others': it can be recognised without its colour
)

func (p *pixels) add(m *mesh, s *snapshot.Snapshot, a *layout.Arrangement, c *census, theme *Theme, h Highlight) {
	column := &a.Columns[0]
	frame := layout.Rect{X: column.Left(), Y: column.Top - column.Radius}
	frame.W, frame.H = column.Right()-frame.X, float64(a.Image.Height-1)*column.Pitch+2*column.Radius
	m.rect(frame.Grown(2*a.Scale), opaque(theme.Line))
	m.rect(frame.Grown(a.Scale), opaque(theme.Surface))

	neuron := h.Unit != nil && h.Unit.Layer == 1
	if neuron {
		p.setWeights(&s.Layers[0], h.Unit.Index)
	} else {
		p.setCounts(s, c)
	}
	for index := range p.heat {
		if !h.marks(recipe.Unit{Index: index}) {
			p.addPixel(m, s, a, theme, index, neuron)
		}
	}
	for index := range p.heat {
		if h.marks(recipe.Unit{Index: index}) {
			addLead(m, a, theme, index)
			p.addPixel(m, s, a, theme, index, neuron)
		}
	}
}

// addPixel draws one pixel. If its value is a weight, the colour shows its sign.
func (p *pixels) addPixel(m *mesh, s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme, index int, signed bool) {
	x, y := a.Unit(0, index)
	radius := a.Columns[0].Radius
	var tint color.RGBA
	switch v := p.heat[index]; {
	case s.Dead[0][index]:
		tint, radius = theme.Dead, radius*deadShare
	case signed:
		tint = mix(theme.Surface, theme.signed(v), float64(abs(v))*pixelHeat)
	default:
		tint = mix(theme.Surface, theme.Ink, float64(v)*pixelHeat)
	}
	m.rect(layout.Rect{X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius}, opaque(tint))
}

// addLead draws a ring around a pixel and a line from there to the image's edge, where
// its connections begin.
func addLead(m *mesh, a *layout.Arrangement, theme *Theme, index int) {
	u := lookOf(a, 0, index, theme)
	m.line(u.x, u.y, a.Columns[0].Right(), u.y, 4*a.Scale, opaque(theme.Surface))
	m.line(u.x, u.y, a.Columns[0].Right(), u.y, 2*a.Scale, opaque(theme.Ink))
	u.addMark(m, true)
}

// setCounts sets the heat of each pixel to the number of its kept connections, as a
// share of the largest number. If nothing is pruned, it uses the means of |w|.
func (p *pixels) setCounts(s *snapshot.Snapshot, c *census) {
	if c.whole(0) {
		p.setMeans(s)
		p.heat = append(p.heat[:0], p.means...)
		return
	}
	most := 1
	for _, kept := range c.ofInput {
		most = max(most, kept)
	}
	p.heat = p.heat[:0]
	for _, kept := range c.ofInput {
		p.heat = append(p.heat, float32(kept)/float32(most))
	}
}

// setMeans computes the means, if the weights have changed.
func (p *pixels) setMeans(s *snapshot.Snapshot) {
	if len(p.means) > 0 && p.revision == s.Revisions.Weights {
		return
	}
	p.revision = s.Revisions.Weights
	layer := &s.Layers[0]
	p.means = append(p.means[:0], make([]float32, layer.In)...)
	for out := range layer.Out {
		for in, w := range layer.W[out*layer.In : (out+1)*layer.In] {
			if finite(w) {
				p.means[in] += abs(w)
			}
		}
	}
	scaleBy(p.means, 1/largestAbs(p.means))
}

// setWeights sets the heat to the kept weights of a neuron, as shares of the largest.
func (p *pixels) setWeights(layer *snapshot.Layer, neuron int) {
	from, to := neuron*layer.In, (neuron+1)*layer.In
	p.heat = p.heat[:0]
	for at := from; at < to; at++ {
		w := layer.W[at]
		if layer.Mask[at] == 0 || !finite(w) {
			w = 0
		}
		p.heat = append(p.heat, w)
	}
	scaleBy(p.heat, 1/largestAbs(p.heat))
}

func scaleBy(values []float32, factor float32) {
	for i := range values {
		values[i] *= factor
	}
}
