package layout

import "slices"

// Margins around the units and limits of their size, in CSS pixels.
const (
	LeftMargin   = 48 // the names of the inputs
	ImageMargin  = 20 // in their place, where the inputs are an image
	TopMargin    = 44 // the tools of a layer
	RightMargin  = 20
	BottomMargin = 16
)

// An Arrangement is where everything in the picture of a network is. The
// layers of units stand side by side, inputs first.
type Arrangement struct {
	Rect      Rect
	Scale     float64
	MaxRadius float64 // in CSS pixels
	Units     []int   // how many units each layer has
	Side      int     // of the image that the inputs are, in units; 0: they are a column
	Columns   []Column
	stray     float64 // of a connection's pieces from its curve, at most, in CSS pixels

	// Lines are the connections that are drawn as lines, and can be pointed at,
	// where there are too many for all; nil: all.
	Lines []Connection
}

// Arrange places layers of units in r, none of them with a radius above
// maxRadius CSS pixels. There are at least two layers, inputs and outputs; the
// inputs are an image of side rows when side is not 0.
func Arrange(units []int, side int, r Rect, scale, maxRadius float64) *Arrangement {
	a := &Arrangement{
		Rect: r, Scale: scale, MaxRadius: maxRadius, Side: side,
		Units:   slices.Clone(units),
		Columns: make([]Column, len(units)),
		stray:   strayAmong(min(Connections(units), MostLines)),
	}
	inner := r.shrink(LeftMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
	columns, first := a.Columns, 0
	if side > 0 {
		inner = r.shrink(ImageMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
		columns[0] = image(side, inner)
		taken := columns[0].Right() - inner.X
		inner.X, inner.W = inner.X+taken, max(inner.W-taken, 0)
		first = 1
	}
	radius := min(maxRadius*scale, inner.W/float64(4*len(units)))
	gap := (inner.W - 2*radius) / float64(len(units)-1)
	if first > 0 { // the image's right edge is where its connections begin
		gap = (inner.W - radius) / float64(len(units)-1)
	}
	for layer := first; layer < len(units); layer++ {
		columns[layer] = column(units[layer], inner, scale, radius, gap*mostOfGap)
		columns[layer].X = inner.X + inner.W - radius - float64(len(units)-1-layer)*gap
	}
	return a
}

// Connections is how many there are between layers of units.
func Connections(units []int) int {
	n := 0
	for layer := 1; layer < len(units); layer++ {
		n += units[layer-1] * units[layer]
	}
	return n
}

// MostLines is the largest number of connections of which all are drawn as
// lines, and StrongestLines how many are drawn where there are more.
const (
	MostLines      = 4000
	StrongestLines = 3000
)

// Unit is the centre of a unit.
func (a *Arrangement) Unit(layer, index int) (x, y float64) {
	return a.Columns[layer].Unit(index)
}

// leastNamed is the least distance of inputs, in CSS pixels, at which their
// names can be read.
const leastNamed = 9

// RoomForNames tells whether the inputs' names can stand beside them. Pixels of
// an image have no names, nor have inputs that stand too close.
func (a *Arrangement) RoomForNames() bool {
	column := a.Columns[0]
	return a.Side == 0 && column.Across == 1 && column.Pitch >= leastNamed*a.Scale
}

// A Connection leads from unit In of one layer of units to unit Out of the
// next. Layer is the place of its weights in a snapshot's Layers: 0 between
// the inputs and the first layer after them.
type Connection struct{ Layer, Out, In int }

// Span is where a connection begins and ends: at the right edge of one unit
// and at the left edge of the other. From an image it begins at the image's
// edge, beside the row of the pixel, so that the image stays to be seen.
func (a *Arrangement) Span(c Connection) (x0, y0, x1, y1 float64) {
	from, to := &a.Columns[c.Layer], &a.Columns[c.Layer+1]
	x0, y0 = from.Unit(c.In)
	x1, y1 = to.Unit(c.Out)
	x0 += from.Radius
	if c.Layer == 0 && a.Side > 0 {
		x0 = from.Right()
	}
	return x0, y0, x1 - to.Radius, y1
}
