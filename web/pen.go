package web

import (
	"image/color"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A Pen draws the shapes of which a still picture of a network consists. All lengths
// are in pixels. There is one that writes a vector image (SVG), and one in the server
// that makes pixels.
type Pen interface {
	// Rect fills a rectangle.
	Rect(r layout.Rect, fill color.RGBA)

	// Curve draws a connection: a cubic Bézier curve that begins at from and ends at to,
	// horizontally at both.
	Curve(from, to Point, s Stroke)

	// Line draws a straight line.
	Line(from, to Point, s Stroke)

	// Circle fills a circle and draws its edge, half inside and half outside the radius.
	// A stroke without width draws no edge.
	Circle(middle Point, radius float64, fill color.RGBA, edge Stroke)

	// Squares fills squares with sides of twice half.
	Squares(middles []Point, half float64, fill color.RGBA)

	// Name writes a text that ends at a point, on a line whose middle has its height.
	Name(end Point, size float64, name string, fill color.RGBA)
}

// A Point is a place in a picture: to the right and down.
type Point struct{ X, Y float64 }

// A Stroke is how a line is drawn.
type Stroke struct {
	Color   color.RGBA // opaque
	Opacity float64    // 0 to 1
	Width   float64
	Dashed  bool
}

// Sketch draws the network of a snapshot into r with a pen: the connections that Network
// draws as lines, in the same colours and widths, the units, and the names of the inputs,
// but no tiles. scale is how many pixels of the picture a CSS pixel of the page has.
func Sketch(pen Pen, s *snapshot.Snapshot, theme *Theme, r layout.Rect, scale float64, inputs []string) {
	v := Network{}
	a := v.Arrangement(s, r, scale)
	pen.Rect(r, theme.Surface)
	sketchStrokes(pen, &v, s, theme)
	largest := largestBias(s.Layers)
	for layer := range a.Columns {
		if layer == 0 && imageOf(s).Is() {
			sketchPixels(pen, s, a, theme)
			continue
		}
		for index := range a.Units[layer] {
			u := lookOf(a, layer, index, theme)
			u.sketch(pen, s, largest)
		}
	}
	if a.NameSize() > 0 {
		sketchNames(pen, a, inputs, theme)
	}
}

// The size of the inputs' names and their distance from the inputs, in CSS pixels. The
// page's style sheet has the same values.
const (
	nameSize = layout.UsualNameSize
	nameGap  = 6
)

// sketchNames draws the names of the inputs, as many as there are, at their left. In an
// arrangement that has no room for them, there must be none.
func sketchNames(pen Pen, a *layout.Arrangement, inputs []string, theme *Theme) {
	for i, name := range inputs[:min(len(inputs), a.Units[0])] {
		x, y := a.Unit(0, i)
		pen.Name(Point{x - a.Columns[0].Radius - nameGap*a.Scale, y}, a.NameSize()*a.Scale, name, theme.Muted)
	}
}

// sketchStrokes draws the connections that Network draws as lines.
func sketchStrokes(pen Pen, v *Network, s *snapshot.Snapshot, theme *Theme) {
	v.strokes.prepare(s, Highlight{})
	look := v.strokes.look(s, theme, Highlight{})
	for _, i := range v.strokes.order {
		if v.strokes.isDrawn(i, s, Highlight{}) {
			sketchStroke(pen, v.arrangement, &v.strokes.list[i], look)
		}
	}
}

// sketchStroke draws a connection. Network draws the same curve, cut into straight
// pieces.
func sketchStroke(pen Pen, a *layout.Arrangement, k *stroke, look strokeLook) {
	shade, width := look.of(k)
	if shade.a == 0 {
		return
	}
	hue := color.RGBA{uint8(shade.r/shade.a*255 + 0.5), uint8(shade.g/shade.a*255 + 0.5), uint8(shade.b/shade.a*255 + 0.5), 255}
	x0, y0, x1, y1 := a.Span(k.Connection)
	pen.Curve(Point{x0, y0}, Point{x1, y1}, Stroke{Color: hue, Opacity: float64(shade.a), Width: width})
}

// sketch draws a unit.
func (u *unitLook) sketch(pen Pen, s *snapshot.Snapshot, largestBias float32) {
	layer, index := u.unit.Layer, u.unit.Index
	if s.Dead[layer][index] {
		u.sketchDead(pen, s.Plane)
		return
	}
	bias := float32(0)
	if layer > 0 {
		bias = s.Layers[layer-1].B[index] / largestBias
	}
	fill, edge := u.tints(bias)
	u.sketchCircle(pen, u.radius, fill, u.stroke(edge))
}

// sketchDead draws a dead unit. One without a ring gets a circle in the colour of the
// surface, which covers the ends of its lines.
func (u *unitLook) sketchDead(pen Pen, tile bool) {
	look := u.dead(tile)
	edge := u.stroke(u.theme.Dead)
	ring := edge
	ring.Dashed = look.dashed
	if look.ring == 0 {
		u.sketchCircle(pen, u.radius, u.theme.Surface, Stroke{})
	} else {
		u.sketchCircle(pen, look.ring, u.theme.Surface, ring)
	}
	if arm := look.arm; arm > 0 {
		pen.Line(Point{u.x - arm, u.y - arm}, Point{u.x + arm, u.y + arm}, edge)
		pen.Line(Point{u.x - arm, u.y + arm}, Point{u.x + arm, u.y - arm}, edge)
	}
}

// stroke is the edge of a unit in a colour.
func (u *unitLook) stroke(c color.RGBA) Stroke { return Stroke{Color: c, Opacity: 1, Width: u.edge()} }

// sketchCircle draws a circle whose edge ends at the radius.
func (u *unitLook) sketchCircle(pen Pen, radius float64, fill color.RGBA, edge Stroke) {
	pen.Circle(Point{u.x, u.y}, radius-u.edge()/2, fill, edge)
}

// sketchPixels draws the pixels of an image that are not dead.
func sketchPixels(pen Pen, s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme) {
	var alive []Point
	for index := range a.Units[0] {
		if x, y := a.Unit(0, index); !s.Dead[0][index] {
			alive = append(alive, Point{x, y})
		}
	}
	pen.Squares(alive, a.Columns[0].Radius, mix(theme.Surface, theme.Muted, 0.4))
}
