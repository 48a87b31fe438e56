package layout

import "slices"

// Margins around the units, in CSS pixels.
const (
	LeftMargin   = 60 // least room for the names of the inputs
	ImageMargin  = 20 // the left margin if the inputs are an image, without names
	TopMargin    = 44 // room for the buttons of each layer
	RightMargin  = 20
	BottomMargin = 16
)

// An Image is the size in pixels of the image that the inputs are, row by row; zero if
// they are not an image.
type Image struct{ Width, Height int }

// Is reports whether the inputs are an image.
func (i Image) Is() bool { return i.Width > 0 }

// An Arrangement is the layout of the picture of a network. Each layer of units is a
// column, the inputs at the left and the outputs at the right.
type Arrangement struct {
	Rect      Rect
	Scale     float64
	MaxRadius float64 // largest radius of a unit, in CSS pixels
	Units     []int   // number of units of each layer, inputs first
	Image     Image   // that the inputs are
	Names     float64 // width that the names of the inputs ask for, in CSS pixels
	Columns   []Column

	// tolerance is how far, in CSS pixels, the straight pieces of a connection may
	// be from its curve.
	tolerance float64

	// Lines are the connections that are drawn, and can be pointed at, in a network
	// with too many connections to draw all. nil means all connections.
	Lines []Connection
}

// Arrange lays out layers of units in r. units has at least two layers, inputs and
// outputs. picture is the image that the inputs are. maxRadius is the largest radius
// of a unit in CSS pixels.
func Arrange(units []int, picture Image, r Rect, scale, maxRadius float64) *Arrangement {
	return ArrangeNamed(units, picture, r, scale, maxRadius, LeftMargin)
}

// mostNames is the largest share of the picture that the names of inputs take.
const mostNames = 0.2

// ArrangeNamed is Arrange with room for names of inputs that are names CSS pixels wide,
// as far as the picture has it.
func ArrangeNamed(units []int, picture Image, r Rect, scale, maxRadius, names float64) *Arrangement {
	left := max(min(names, r.W*mostNames/scale), LeftMargin)
	a := &Arrangement{
		Rect: r, Scale: scale, MaxRadius: maxRadius, Image: picture,
		Units:     slices.Clone(units),
		Names:     names,
		Columns:   make([]Column, len(units)),
		tolerance: curveTolerance(min(Connections(units), MostLines)),
	}
	inner := r.shrink(left*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
	columns, first := a.Columns, 0
	if picture.Is() {
		inner = r.shrink(ImageMargin*scale, TopMargin*scale, RightMargin*scale, BottomMargin*scale)
		columns[0] = image(picture, inner)
		taken := columns[0].Right() - inner.X
		inner.X, inner.W = inner.X+taken, max(inner.W-taken, 0)
		first = 1
	}
	radius := min(maxRadius*scale, inner.W/float64(4*len(units)))
	gap := (inner.W - 2*radius) / float64(len(units)-1)
	if first > 0 { // the connections of an image begin at its right edge
		gap = (inner.W - radius) / float64(len(units)-1)
	}
	for layer := first; layer < len(units); layer++ {
		columns[layer] = column(units[layer], inner, scale, radius, gap*widthShare)
		columns[layer].X = inner.X + inner.W - radius - float64(len(units)-1-layer)*gap
	}
	return a
}

// Connections returns the number of connections between layers of units.
func Connections(units []int) int {
	n := 0
	for layer := 1; layer < len(units); layer++ {
		n += units[layer-1] * units[layer]
	}
	return n
}

// A network with up to MostLines connections is drawn with all of them. Of a larger
// one only the StrongestLines connections with the largest |w| are drawn.
const (
	MostLines      = 4000
	StrongestLines = 3000
)

// Unit returns the centre of a unit.
func (a *Arrangement) Unit(layer, index int) (x, y float64) {
	return a.Columns[layer].Unit(index)
}

// The usual and the least size of the inputs' names, in CSS pixels. The page's style
// sheet has the same usual size.
const (
	UsualNameSize = 12
	leastNameSize = 9
)

// NameSize returns the largest size, in CSS pixels, at which the names of neighbouring
// inputs do not overlap, at most the usual one. It returns 0 if even the least size is
// too large, or if the inputs are the pixels of an image, which have no names.
func (a *Arrangement) NameSize() float64 {
	column := a.Columns[0]
	size := min(column.Pitch/a.Scale, UsualNameSize)
	if a.Image.Is() || column.Across != 1 || size < leastNameSize {
		return 0
	}
	return size
}

// A Connection leads from unit In of a layer of units to unit Out of the next. Layer
// is the index of its weights in a snapshot's Layers, and so of the layer of units
// that it comes from: 0 for connections from the inputs.
type Connection struct{ Layer, Out, In int }

// Span returns the ends of a connection: (x0, y0) at the right edge of one unit and
// (x1, y1) at the left edge of the other. A connection from an image begins at the
// right edge of the image, in the row of its pixel, so that no line covers the image.
func (a *Arrangement) Span(c Connection) (x0, y0, x1, y1 float64) {
	from, to := &a.Columns[c.Layer], &a.Columns[c.Layer+1]
	x0, y0 = from.Unit(c.In)
	x1, y1 = to.Unit(c.Out)
	x0 += from.Radius
	if c.Layer == 0 && a.Image.Is() {
		x0 = from.Right()
	}
	return x0, y0, x1 - to.Radius, y1
}
