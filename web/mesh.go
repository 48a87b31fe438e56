package web

import (
	"image/color"
	"math"

	"bonsai/web/layout"

	"github.com/hajimehoshi/ebiten/v2"
)

// A mesh collects triangles, in the order in which they cover each other, to
// be drawn at once. Its room is used again from frame to frame.
type mesh struct {
	vertices []ebiten.Vertex
	indices  []uint32
	options  ebiten.DrawTrianglesOptions
}

func (m *mesh) reset() {
	m.vertices = m.vertices[:0]
	m.indices = m.indices[:0]
}

func (m *mesh) draw(dst, texture *ebiten.Image) {
	m.options.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
	m.options.Filter = ebiten.FilterLinear
	dst.DrawTriangles32(m.vertices, m.indices, texture, &m.options)
}

// A shade is a colour with its alpha multiplied in.
type shade struct{ r, g, b, a float32 }

func opaque(c color.RGBA) shade { return translucent(c, 1) }

func translucent(c color.RGBA, alpha float64) shade {
	a := float32(alpha)
	return shade{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func vertex(x, y float64, srcX, srcY float32, s shade) ebiten.Vertex {
	return ebiten.Vertex{
		DstX: float32(x), DstY: float32(y), SrcX: srcX, SrcY: srcY,
		ColorR: s.r, ColorG: s.g, ColorB: s.b, ColorA: s.a,
	}
}

// rect fills a rectangle. Its edges are hard.
func (m *mesh) rect(r layout.Rect, s shade) {
	m.texturedRect(r, brushFull, brushMiddle, brushFull, brushMiddle, s)
}

// texturedRect fills a rectangle with a part of the texture.
func (m *mesh) texturedRect(r layout.Rect, left, top, right, bottom float32, s shade) {
	n := uint32(len(m.vertices))
	m.vertices = append(m.vertices,
		vertex(r.X, r.Y, left, top, s),
		vertex(r.X+r.W, r.Y, right, top, s),
		vertex(r.X, r.Y+r.H, left, bottom, s),
		vertex(r.X+r.W, r.Y+r.H, right, bottom, s))
	m.indices = append(m.indices, n, n+1, n+2, n+1, n+3, n+2)
}

// line draws a straight stroke.
func (m *mesh) line(x0, y0, x1, y1, width float64, s shade) {
	length := math.Hypot(x1-x0, y1-y0)
	if length == 0 {
		return
	}
	half := width/2 + 0.5
	nx, ny := -(y1-y0)/length*half, (x1-x0)/length*half
	column := brushColumn(half)
	n := uint32(len(m.vertices))
	m.vertices = append(m.vertices,
		vertex(x0+nx, y0+ny, column, brushTop, s),
		vertex(x0-nx, y0-ny, column, brushBottom, s),
		vertex(x1+nx, y1+ny, column, brushTop, s),
		vertex(x1-nx, y1-ny, column, brushBottom, s))
	m.indices = append(m.indices, n, n+1, n+2, n+1, n+3, n+2)
}

// rounded fills a rectangle with round corners and soft edges; with corners
// as large as half its sides it is a disc.
func (m *mesh) rounded(r layout.Rect, corner float64, s shade) {
	m.roundedTexture(r, corner, func(x, y float64) (float32, float32) { return brushFull, brushMiddle }, s)
}

func (m *mesh) disc(x, y, radius float64, s shade) {
	m.rounded(layout.Rect{X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius}, radius, s)
}

// roundedTexture fills a rounded rectangle with a texture; src says which
// place of the texture belongs to a place of the rectangle, told as shares of
// its width and height.
func (m *mesh) roundedTexture(r layout.Rect, corner float64, src func(x, y float64) (float32, float32), s shade) {
	corner = min(corner, r.W/2, r.H/2)
	steps := quarterSteps(corner)
	center := uint32(len(m.vertices))
	cx, cy := r.X+r.W/2, r.Y+r.H/2
	sx, sy := src(0.5, 0.5)
	m.vertices = append(m.vertices, vertex(cx, cy, sx, sy, s))
	const soft = 0.5 // half a pixel inwards and half a pixel outwards
	for quarter := range 4 {
		signX, signY := quarterSigns(quarter)
		kx, ky := cx+signX*(r.W/2-corner), cy+signY*(r.H/2-corner)
		for i := range steps + 1 {
			dx, dy := direction(quarter*steps+i, 4*steps)
			inside, outside := max(corner-soft, 0), corner+soft
			x, y := kx+dx*inside, ky+dy*inside
			sx, sy := src((x-r.X)/r.W, (y-r.Y)/r.H)
			m.vertices = append(m.vertices,
				vertex(x, y, sx, sy, s),
				vertex(kx+dx*outside, ky+dy*outside, sx, sy, shade{}))
		}
	}
	points := uint32(4 * (steps + 1))
	for i := range points {
		a := center + 1 + 2*i
		b := center + 1 + 2*((i+1)%points)
		m.indices = append(m.indices, center, a, b, a, a+1, b, b, a+1, b+1)
	}
}

// ring draws a circle with a stroke.
func (m *mesh) ring(x, y, radius, width float64, s shade) {
	m.arcs(x, y, radius, width, 4*quarterSteps(radius), 1, s)
}

// dashedRing draws a circle as dashes.
func (m *mesh) dashedRing(x, y, radius, width float64, s shade) {
	m.arcs(x, y, radius, width, 24, 2, s)
}

// arcs draws one in every of the steps of a circle.
func (m *mesh) arcs(x, y, radius, width float64, steps, every int, s shade) {
	half := width/2 + 0.5
	column := brushColumn(half)
	for i := 0; i < steps; i += every {
		n := uint32(len(m.vertices))
		for end := range 2 {
			dx, dy := direction(i+end, steps)
			m.vertices = append(m.vertices,
				vertex(x+dx*(radius+half), y+dy*(radius+half), column, brushTop, s),
				vertex(x+dx*(radius-half), y+dy*(radius-half), column, brushBottom, s))
		}
		m.indices = append(m.indices, n, n+1, n+2, n+1, n+3, n+2)
	}
}

// quarterSteps is the number of straight pieces that look like a quarter of a
// circle: each strays less than an eighth of a pixel from it.
func quarterSteps(radius float64) int {
	return max(2, min(12, int(math.Ceil(1.6*math.Sqrt(radius)))))
}

// quarterSigns tell on which side of the middle the corner of a quarter is.
func quarterSigns(quarter int) (x, y float64) {
	switch quarter {
	case 0:
		return 1, 1
	case 1:
		return -1, 1
	case 2:
		return -1, -1
	}
	return 1, -1
}

// direction is a step of a walk around the circle, clockwise on the screen.
func direction(step, steps int) (x, y float64) {
	sin, cos := math.Sincos(2 * math.Pi * float64(step) / float64(steps))
	return cos, sin
}
