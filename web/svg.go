package web

import (
	"fmt"
	"image/color"
	"strings"

	"bonsai/engine/lab"
	"bonsai/web/layout"
)

// SVG is the network of a snapshot as a vector image of a size in pixels, for
// papers and slides: the connections that Network draws as lines, in the same
// colours and widths, and the units. Of a plane's units it shows no tiles.
func SVG(s *lab.Snapshot, theme *Theme, width, height float64) string {
	v := Network{}
	a := v.Arrangement(s, layout.Rect{W: width, H: height}, 1)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g">`+"\n", width, height, width, height)
	fmt.Fprintf(&out, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(theme.Surface))
	out.WriteString(`<g fill="none">` + "\n")
	v.strokes.begin(s.Layers, Highlight{})
	look := v.strokes.look(s, theme, Highlight{})
	for _, i := range v.strokes.order {
		svgStroke(&out, a, &v.strokes.list[i], look)
	}
	out.WriteString("</g>\n")
	largest := largestBias(s.Layers)
	for layer := range a.Columns {
		if layer == 0 && s.Side > 0 {
			svgPixels(&out, s, a, theme)
			continue
		}
		for index := range a.Units[layer] {
			u := unitLook{unit: lab.Unit{Layer: layer, Index: index}, radius: a.Columns[layer].Radius, scale: 1, theme: theme}
			u.x, u.y = a.Unit(layer, index)
			u.svg(&out, s, largest)
		}
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// svgStroke writes a connection as the Bézier curve that its knots are from.
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

// svg writes a unit: dead ones hollow and dashed.
func (u *unitLook) svg(out *strings.Builder, s *lab.Snapshot, largestBias float32) {
	layer, index := u.unit.Layer, u.unit.Index
	fill, edge, dashes := u.theme.Surface, u.theme.Dead, ` stroke-dasharray="3 3"`
	if !s.Dead[layer][index] {
		bias := float32(0)
		if layer > 0 {
			bias = s.Layers[layer-1].B[index] / largestBias
		}
		fill, edge = u.tints(bias)
		dashes = ""
	}
	fmt.Fprintf(out, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s" stroke="%s" stroke-width="%.1f"%s/>`+"\n",
		u.x, u.y, u.radius-u.edge()/2, hex(fill), hex(edge), u.edge(), dashes)
}

// svgPixels writes the inputs of an image: those that something hears.
func svgPixels(out *strings.Builder, s *lab.Snapshot, a *layout.Arrangement, theme *Theme) {
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
