package layout

import "slices"

// Margins around the units and limits of their size, in CSS pixels.
const (
	LeftMargin   = 48 // the names of the inputs
	TopMargin    = 44 // the tools of a layer
	RightMargin  = 20
	BottomMargin = 16

	maxPitch    = 64  // between the centres of two units of a layer
	fillOfPitch = 0.4 // the largest radius, as a share of the pitch
)

// An Arrangement is where everything in the picture of a network is. The
// layers of units stand side by side, inputs first.
type Arrangement struct {
	Rect      Rect
	Scale     float64
	MaxRadius float64 // in CSS pixels
	Units     []int   // how many units each layer has
	Columns   []Column
	Knots     []Knot // the shape of every connection
}

// A Column is a layer of units, one below the other, each at most Radius from
// its centre.
type Column struct {
	X      float64 // of all centres
	Top    float64 // of the first centre
	Pitch  float64 // from one centre to the next
	Radius float64
}

// Y is the height at which the centre of a unit is.
func (c Column) Y(index int) float64 { return c.Top + float64(index)*c.Pitch }

// Arrange places layers of units in r, none of them with a radius above
// maxRadius CSS pixels. There are at least two layers, inputs and outputs.
func Arrange(units []int, r Rect, scale, maxRadius float64) *Arrangement {
	a := &Arrangement{
		Rect: r, Scale: scale, MaxRadius: maxRadius,
		Units:   slices.Clone(units),
		Columns: make([]Column, len(units)),
		Knots:   knots(connections(units)),
	}
	inner := r.shrink(LeftMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
	radius := min(maxRadius*scale, inner.W/float64(4*len(units)))
	gap := (inner.W - 2*radius) / float64(len(units)-1)
	for layer, n := range units {
		pitch := min(inner.H/float64(n), maxPitch*scale)
		a.Columns[layer] = Column{
			X:      inner.X + radius + float64(layer)*gap,
			Top:    inner.Y + inner.H/2 - pitch*float64(n-1)/2,
			Pitch:  pitch,
			Radius: min(radius, pitch*fillOfPitch),
		}
	}
	return a
}

func connections(units []int) int {
	n := 0
	for layer := 1; layer < len(units); layer++ {
		n += units[layer-1] * units[layer]
	}
	return n
}

// Unit is the centre of a unit.
func (a *Arrangement) Unit(layer, index int) (x, y float64) {
	return a.Columns[layer].X, a.Columns[layer].Y(index)
}

// A Connection leads from unit In of one layer of units to unit Out of the
// next. Layer is the place of its weights in a snapshot's Layers: 0 between
// the inputs and the first layer after them.
type Connection struct{ Layer, Out, In int }

// Span is where a connection begins and ends: at the right edge of one unit
// and at the left edge of the other.
func (a *Arrangement) Span(c Connection) (x0, y0, x1, y1 float64) {
	from, to := a.Columns[c.Layer], a.Columns[c.Layer+1]
	return from.X + from.Radius, from.Y(c.In), to.X - to.Radius, to.Y(c.Out)
}
