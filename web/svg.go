package web

import (
	"fmt"
	"html"
	"image/color"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A Caption has the words of an image: its title, a description for people who cannot
// see it, and the names of the inputs.
type Caption struct {
	Title, Description string
	Inputs             []string
}

// SVG returns the network of a snapshot as a vector image for papers and slides, as
// Sketch draws it. Its size is in pixels.
func SVG(s *snapshot.Snapshot, theme *Theme, width, height float64, caption Caption) string {
	pen := new(svgPen)
	fmt.Fprintf(&pen.out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" fill="none" font-family="system-ui, sans-serif" text-anchor="end">`+"\n",
		width, height, width, height)
	fmt.Fprintf(&pen.out, "<title>%s</title>\n<desc>%s</desc>\n", escaped(caption.Title), escaped(caption.Description))
	Sketch(pen, s, theme, layout.Rect{W: width, H: height}, 1, caption.Inputs)
	pen.out.WriteString("</svg>\n")
	return pen.out.String()
}

// An svgPen writes shapes as the elements of a vector image.
type svgPen struct{ out strings.Builder }

func (p *svgPen) Rect(r layout.Rect, fill color.RGBA) {
	fmt.Fprintf(&p.out, `<rect x="%g" y="%g" width="%g" height="%g" fill="%s"/>`+"\n", r.X, r.Y, r.W, r.H, hex(fill))
}

func (p *svgPen) Curve(from, to Point, s Stroke) {
	middle := (from.X + to.X) / 2
	fmt.Fprintf(&p.out, `<path d="M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f" stroke="%s" stroke-opacity="%.2f" stroke-width="%.2f"/>`+"\n",
		from.X, from.Y, middle, from.Y, middle, to.Y, to.X, to.Y, hex(s.Color), s.Opacity, s.Width)
}

func (p *svgPen) Line(from, to Point, s Stroke) {
	fmt.Fprintf(&p.out, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"%s/>`+"\n", from.X, from.Y, to.X, to.Y, s.attributes())
}

func (p *svgPen) Circle(middle Point, radius float64, fill color.RGBA, edge Stroke) {
	fmt.Fprintf(&p.out, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s"%s/>`+"\n", middle.X, middle.Y, radius, hex(fill), edge.attributes())
}

// attributes returns an opaque stroke as the attributes of an element.
func (s Stroke) attributes() string {
	if s.Width == 0 {
		return ""
	}
	dashes := ""
	if s.Dashed {
		dashes = ` stroke-dasharray="3 3"`
	}
	return fmt.Sprintf(` stroke="%s" stroke-width="%.1f"%s`, hex(s.Color), s.Width, dashes)
}

func (p *svgPen) Squares(middles []Point, half float64, fill color.RGBA) {
	fmt.Fprintf(&p.out, `<g fill="%s">`+"\n", hex(fill))
	for _, m := range middles {
		fmt.Fprintf(&p.out, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`+"\n", m.X-half, m.Y-half, 2*half, 2*half)
	}
	p.out.WriteString("</g>\n")
}

// Name writes a name. Not every program can centre a line of text vertically, so the
// baseline is placed where it is under centred capitals.
func (p *svgPen) Name(end Point, size float64, name string, fill color.RGBA) {
	fmt.Fprintf(&p.out, `<text x="%.1f" y="%.1f" font-size="%g" fill="%s">%s</text>`+"\n", end.X, end.Y+0.36*size, size, hex(fill), escaped(name))
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

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
