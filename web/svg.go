package web

import (
	"encoding/hex"
	"html"
	"image/color"
	"math"
	"strconv"
	"strings"

	"bonsai/web/layout"
)

// The figureWriter is a Pen whose shapes are the elements of a vector image.
var _ Pen = (*figureWriter)(nil)

// Rect writes a rectangle.
func (w *figureWriter) Rect(r layout.Rect, fill color.RGBA) {
	w.put(`<rect x="~" y="~" width="~" height="~" fill="#"/>`, fill, r.X, r.Y, r.W, r.H)
}

// Curve writes a connection as a Bézier curve. Network draws the same curve, cut into
// straight pieces.
func (w *figureWriter) Curve(from, to Point, s Stroke) {
	middle := (from.X + to.X) / 2
	w.put(`<path d="M~ ~C~ ~ ~ ~ ~ ~" fill="none" stroke="#" stroke-opacity="~" stroke-width="~"/>`, s.Color,
		from.X, from.Y, middle, from.Y, middle, to.Y, to.X, to.Y, s.Opacity, s.Width)
}

// Line writes a straight line.
func (w *figureWriter) Line(from, to Point, s Stroke) {
	w.put(`<line x1="~" y1="~" x2="~" y2="~"`, s.Color, from.X, from.Y, to.X, to.Y)
	w.edge(s)
}

// Circle writes a circle and its edge.
func (w *figureWriter) Circle(middle Point, radius float64, fill color.RGBA, edge Stroke) {
	w.put(`<circle cx="~" cy="~" r="~" fill="#"`, fill, middle.X, middle.Y, radius)
	w.edge(edge)
}

// edge writes an opaque stroke as the end of an element.
func (w *figureWriter) edge(s Stroke) {
	if s.Width > 0 {
		w.put(` stroke="#" stroke-width="~"`, s.Color, s.Width)
	}
	if s.Dashed {
		w.write(` stroke-dasharray="3 3"`)
	}
	w.write("/>")
}

// Squares writes squares.
func (w *figureWriter) Squares(middles []Point, half float64, fill color.RGBA) {
	for _, m := range middles {
		w.Rect(layout.Rect{X: m.X - half, Y: m.Y - half, W: 2 * half, H: 2 * half}, fill)
	}
}

// Name writes a name. Not every program can centre a line of text vertically, so the
// baseline is placed where it is under centred capitals.
func (w *figureWriter) Name(end Point, size float64, name string, fill color.RGBA) {
	w.text(end.X, end.Y+capital*size, "end", fill, name)
}

// capital is half the height of a capital letter, as a share of the size of its line.
const capital = 0.36

// tile writes a unit with the picture of its output over the plane.
func (w *figureWriter) tile(u *unitLook, picture string) {
	for _, frame := range [...]struct {
		radius float64
		fill   color.RGBA
	}{{u.radius + u.edge(), u.theme.Surface}, {u.radius, u.theme.Muted}} {
		r := u.square(frame.radius)
		w.put(`<rect x="~" y="~" width="~" height="~" rx="~" fill="#"/>`, frame.fill, r.X, r.Y, r.W, r.H, frame.radius*cornerShare)
	}
	w.picture(u.square(u.radius-tileEdge(u.radius, u.scale)), picture, ` clip-path="url(#tile)"`)
}

// picture writes an image into a rectangle.
func (w *figureWriter) picture(r layout.Rect, address, more string) {
	w.put(`<image x="~" y="~" width="~" height="~" preserveAspectRatio="none" `, w.theme.Ink, r.X, r.Y, r.W, r.H)
	w.write(more + ` href="` + address + "\"/>\n")
}

// put writes a part of a shape. Each ~ stands for the next of the numbers, and # for
// the colour.
func (w *figureWriter) put(shape string, c color.RGBA, numbers ...float64) {
	for i := range len(shape) {
		switch shape[i] {
		case '~':
			w.out = strconv.AppendFloat(w.out, math.Round(numbers[0]*100)/100, 'f', -1, 64)
			numbers = numbers[1:]
		case '#':
			w.write(hexOf(c))
		default:
			w.out = append(w.out, shape[i])
		}
	}
}

// write is called in many places, and the page must stay small.
//
//go:noinline
func (w *figureWriter) write(text string) { w.out = append(w.out, text...) }

// escaped returns a text as XML allows it. The columns of a person's own table may have
// any name.
func escaped(text string) string {
	allowed := func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}
	return html.EscapeString(strings.Map(allowed, text))
}

func hexOf(c color.RGBA) string { return "#" + hex.EncodeToString([]byte{c.R, c.G, c.B}) }
