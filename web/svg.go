package web

import (
	"fmt"
	"html"
	"image/color"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A Caption has the words of an image: its title, a description for people who cannot
// see it, and the names of the inputs.
type Caption struct {
	Title, Description string
	Inputs             []string
}

// SVG returns the network of a snapshot as a vector image for papers and slides. Its
// size is in pixels. It shows the connections that Network draws as lines, in the same
// colours and widths, the units, and the names of the inputs, but no tiles.
func SVG(s *snapshot.Snapshot, theme *Theme, width, height float64, caption Caption) string {
	v := Network{}
	a := v.Arrangement(s, layout.Rect{W: width, H: height}, 1)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g">`+"\n", width, height, width, height)
	fmt.Fprintf(&out, "<title>%s</title>\n<desc>%s</desc>\n", escaped(caption.Title), escaped(caption.Description))
	fmt.Fprintf(&out, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(theme.Surface))
	out.WriteString(`<g fill="none">` + "\n")
	v.strokes.prepare(s, Highlight{})
	look := v.strokes.look(s, theme, Highlight{})
	for _, i := range v.strokes.order {
		svgStroke(&out, a, &v.strokes.list[i], look)
	}
	out.WriteString("</g>\n")
	largest := largestBias(s.Layers)
	for layer := range a.Columns {
		if layer == 0 && imageOf(s).Is() {
			svgPixels(&out, s, a, theme)
			continue
		}
		for index := range a.Units[layer] {
			u := unitLook{unit: recipe.Unit{Layer: layer, Index: index}, radius: a.Columns[layer].Radius, scale: 1, theme: theme}
			u.x, u.y = a.Unit(layer, index)
			u.svg(&out, s, largest)
		}
	}
	if a.RoomForNames() {
		svgNames(&out, a, theme, caption.Inputs)
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// svgStroke writes a connection as a Bézier curve. Network draws the same curve, cut
// into straight pieces.
func svgStroke(out *strings.Builder, a *layout.Arrangement, k *stroke, look strokeLook) {
	shade, width := look.of(k)
	if shade.a == 0 {
		return
	}
	hue := color.RGBA{uint8(shade.r/shade.a*255 + 0.5), uint8(shade.g/shade.a*255 + 0.5), uint8(shade.b/shade.a*255 + 0.5), 255}
	x0, y0, x1, y1 := a.Span(k.Connection)
	middle := (x0 + x1) / 2
	fmt.Fprintf(out, `<path d="M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f" stroke="%s" stroke-opacity="%.2f" stroke-width="%.2f"/>`+"\n",
		x0, y0, middle, y0, middle, y1, x1, y1, hex(hue), shade.a, width)
}

// svg writes a unit.
func (u *unitLook) svg(out *strings.Builder, s *snapshot.Snapshot, largestBias float32) {
	layer, index := u.unit.Layer, u.unit.Index
	if s.Dead[layer][index] {
		u.svgDead(out, s.Plane)
		return
	}
	bias := float32(0)
	if layer > 0 {
		bias = s.Layers[layer-1].B[index] / largestBias
	}
	fill, edge := u.tints(bias)
	u.svgCircle(out, u.radius, fill, fmt.Sprintf(`stroke="%s"`, hex(edge)))
}

// svgDead writes a dead unit. One without a ring gets a circle in the colour of the
// surface, which covers the ends of its lines.
func (u *unitLook) svgDead(out *strings.Builder, tile bool) {
	look := u.dead(tile)
	stroke := fmt.Sprintf(`stroke="%s"`, hex(u.theme.Dead))
	switch {
	case look.ring == 0:
		u.svgCircle(out, u.radius, u.theme.Surface, "")
	case look.dashed:
		u.svgCircle(out, look.ring, u.theme.Surface, stroke+` stroke-dasharray="3 3"`)
	default:
		u.svgCircle(out, look.ring, u.theme.Surface, stroke)
	}
	for _, up := range [...]float64{-look.arm, look.arm} {
		if look.arm > 0 {
			fmt.Fprintf(out, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" %s stroke-width="%.1f"/>`+"\n",
				u.x-look.arm, u.y+up, u.x+look.arm, u.y-up, stroke, u.edge())
		}
	}
}

func (u *unitLook) svgCircle(out *strings.Builder, radius float64, fill color.RGBA, stroke string) {
	fmt.Fprintf(out, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s" %s stroke-width="%.1f"/>`+"\n",
		u.x, u.y, radius-u.edge()/2, hex(fill), stroke, u.edge())
}

// The size of the inputs' names and their distance from the inputs, in pixels. The
// page's style sheet has the same values.
const (
	nameSize = 12
	nameGap  = 6
)

// svgNames writes the names beside the inputs. Not every program can centre a line of
// text vertically, so the baseline is placed where it is under centred capitals.
func svgNames(out *strings.Builder, a *layout.Arrangement, theme *Theme, names []string) {
	fmt.Fprintf(out, `<g fill="%s" font-family="system-ui, sans-serif" font-size="%d" text-anchor="end">`+"\n", hex(theme.Muted), nameSize)
	for i, name := range names[:min(len(names), a.Units[0])] {
		x, y := a.Unit(0, i)
		fmt.Fprintf(out, `<text x="%.1f" y="%.1f">%s</text>`+"\n", x-a.Columns[0].Radius-nameGap, y+0.36*nameSize, escaped(name))
	}
	out.WriteString("</g>\n")
}

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

// svgPixels writes the pixels of an image that are not dead.
func svgPixels(out *strings.Builder, s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme) {
	half := a.Columns[0].Radius
	fmt.Fprintf(out, `<g fill="%s">`+"\n", hex(mix(theme.Surface, theme.Muted, 0.4)))
	for index := range a.Units[0] {
		if x, y := a.Unit(0, index); !s.Dead[0][index] {
			fmt.Fprintf(out, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`+"\n", x-half, y-half, 2*half, 2*half)
		}
	}
	out.WriteString("</g>\n")
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
