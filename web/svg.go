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

// strokes writes the connections of a network that Network draws as lines.
func (w *figureWriter) strokes(v *Network) {
	w.write(`<g fill="none">` + "\n")
	v.strokes.prepare(w.s, Highlight{})
	look := v.strokes.look(w.s, w.theme, Highlight{})
	for _, i := range v.strokes.order {
		w.connection(v.arrangement, &v.strokes.list[i], look)
	}
	w.write("</g>\n")
}

// connection writes a connection as a Bézier curve. Network draws the same curve, cut
// into straight pieces.
func (w *figureWriter) connection(a *layout.Arrangement, k *stroke, look strokeLook) {
	shade, width := look.of(k)
	if shade.a == 0 {
		return
	}
	hue := color.RGBA{uint8(shade.r/shade.a*255 + 0.5), uint8(shade.g/shade.a*255 + 0.5), uint8(shade.b/shade.a*255 + 0.5), 255}
	x0, y0, x1, y1 := a.Span(k.Connection)
	middle := (x0 + x1) / 2
	w.put(`<path d="M~ ~C~ ~ ~ ~ ~ ~" stroke="#" stroke-opacity="~" stroke-width="~"/>`, hue, x0, y0, middle, y0, middle, y1, x1, y1, float64(shade.a), width)
}

// unit writes a unit.
func (w *figureWriter) unit(u *unitLook, largestBias float32) {
	layer, index := u.unit.Layer, u.unit.Index
	if w.s.Dead[layer][index] {
		w.deadUnit(u)
		return
	}
	bias := float32(0)
	if layer > 0 {
		bias = w.s.Layers[layer-1].B[index] / largestBias
	}
	fill, edge := u.tints(bias)
	w.disc(u, u.radius, fill, "", edge)
}

// deadUnit writes a dead unit. One without a ring gets a disc in the colour of the
// surface, which covers the ends of its lines.
func (w *figureWriter) deadUnit(u *unitLook) {
	look := u.dead(w.s.Plane)
	switch {
	case look.ring == 0:
		w.disc(u, u.radius, w.theme.Surface, "", w.theme.Surface)
	case look.dashed:
		w.disc(u, look.ring, w.theme.Surface, ` stroke-dasharray="3 3"`, w.theme.Dead)
	default:
		w.disc(u, look.ring, w.theme.Surface, "", w.theme.Dead)
	}
	for _, up := range [...]float64{-look.arm, look.arm} {
		if look.arm > 0 {
			w.put(`<line x1="~" y1="~" x2="~" y2="~" stroke="#" stroke-width="~"/>`, w.theme.Dead, u.x-look.arm, u.y+up, u.x+look.arm, u.y-up, u.edge())
		}
	}
}

// disc writes a disc with an edge.
func (w *figureWriter) disc(u *unitLook, radius float64, fill color.RGBA, dashes string, edge color.RGBA) {
	w.put(`<circle fill="#"`, fill)
	w.put(dashes+` cx="~" cy="~" r="~" stroke="#" stroke-width="~"/>`, edge, u.x, u.y, radius-u.edge()/2, u.edge())
}

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

// pixels writes the pixels of an image that are not dead.
func (w *figureWriter) pixels(a *layout.Arrangement) {
	half := a.Columns[0].Radius
	shade := mix(w.theme.Surface, w.theme.Muted, 0.4)
	for index := range a.Units[0] {
		if x, y := a.Unit(0, index); !w.s.Dead[0][index] {
			w.rect(layout.Rect{X: x - half, Y: y - half, W: 2 * half, H: 2 * half}, shade)
		}
	}
}

func (w *figureWriter) rect(r layout.Rect, c color.RGBA) {
	w.put(`<rect x="~" y="~" width="~" height="~" fill="#"/>`, c, r.X, r.Y, r.W, r.H)
}

func hexOf(c color.RGBA) string { return "#" + hex.EncodeToString([]byte{c.R, c.G, c.B}) }
