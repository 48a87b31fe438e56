package web

import (
	"image/color"
	"math"
	"slices"

	"bonsai/web/layout"
)

// A mesh collects triangles that are drawn at once; later ones cover earlier ones.
// Its memory is used again from frame to frame.
type mesh struct {
	vertices []vertex
	indices  []uint32
}

func (m *mesh) reset() {
	m.vertices = m.vertices[:0]
	m.indices = m.indices[:0]
}

// flush draws all triangles with a texture, and empties the mesh.
func (m *mesh) flush(dst, texture *Image) {
	if len(m.indices) > 0 {
		m.draw(dst, texture)
		m.reset()
	}
}

// A shade is a colour with premultiplied alpha, as vertices have it.
type shade struct{ r, g, b, a float32 }

func opaque(c color.RGBA) shade { return translucent(c, 1) }

func translucent(c color.RGBA, alpha float64) shade {
	a := float32(alpha)
	return shade{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func set(v *vertex, x, y float64, srcX, srcY float32, s shade) {
	v.DstX, v.DstY = float32(x), float32(y)
	v.SrcX, v.SrcY = srcX, srcY
	v.ColorR, v.ColorG, v.ColorB, v.ColorA = s.r, s.g, s.b, s.a
}

// extend adds vertices and indices, and returns them for the caller to set.
func (m *mesh) extend(vertices, indices int) ([]vertex, []uint32) {
	v, i := len(m.vertices), len(m.indices)
	m.vertices = slices.Grow(m.vertices, vertices)[:v+vertices]
	m.indices = slices.Grow(m.indices, indices)[:i+indices]
	return m.vertices[v:], m.indices[i:]
}

// quad sets the indices of two triangles that make a quadrilateral of the vertices n
// to n+3. The vertices come in pairs: n and n+1 at one end, n+2 and n+3 at the other.
func quad(indices []uint32, n uint32) {
	indices[0], indices[1], indices[2] = n, n+1, n+2
	indices[3], indices[4], indices[5] = n+1, n+3, n+2
}

// rect fills a rectangle, without soft edges.
func (m *mesh) rect(r layout.Rect, s shade) {
	m.texturedRect(r, brushFull, brushMiddle, brushFull, brushMiddle, s)
}

// texturedRect fills a rectangle with a part of the texture, given in pixels of the
// texture.
func (m *mesh) texturedRect(r layout.Rect, left, top, right, bottom float32, s shade) {
	first := uint32(len(m.vertices))
	v, indices := m.extend(4, 6)
	set(&v[0], r.X, r.Y, left, top, s)
	set(&v[1], r.X+r.W, r.Y, right, top, s)
	set(&v[2], r.X, r.Y+r.H, left, bottom, s)
	set(&v[3], r.X+r.W, r.Y+r.H, right, bottom, s)
	quad(indices, first)
}

// line draws a straight line.
func (m *mesh) line(x0, y0, x1, y1, width float64, s shade) {
	length := math.Hypot(x1-x0, y1-y0)
	if length == 0 {
		return
	}
	half := width/2 + 0.5
	nx, ny := -(y1-y0)/length*half, (x1-x0)/length*half
	column := brushColumn(half)
	first := uint32(len(m.vertices))
	v, indices := m.extend(4, 6)
	set(&v[0], x0+nx, y0+ny, column, brushTop, s)
	set(&v[1], x0-nx, y0-ny, column, brushBottom, s)
	set(&v[2], x1+nx, y1+ny, column, brushTop, s)
	set(&v[3], x1-nx, y1-ny, column, brushBottom, s)
	quad(indices, first)
}

// rounded fills a rectangle with round corners and soft edges. If the radius of its
// corners is half its side, it is a disc.
func (m *mesh) rounded(r layout.Rect, corner float64, s shade) {
	m.roundedTexture(r, corner, func(x, y float64) (float32, float32) { return brushFull, brushMiddle }, s)
}

func (m *mesh) disc(x, y, radius float64, s shade) {
	m.rounded(layout.Rect{X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius}, radius, s)
}

// roundedTexture fills a rectangle with round corners with a texture. src returns the
// point of the texture, in pixels, for a point of the rectangle, whose x and y are
// shares of its width and height.
func (m *mesh) roundedTexture(r layout.Rect, corner float64, src func(x, y float64) (float32, float32), s shade) {
	corner = min(corner, r.W/2, r.H/2)
	const soft = 0.5 // the edge fades from half a pixel inside to half a pixel outside
	inside, outside := max(corner-soft, 0), corner+soft
	steps := quarterSteps(corner)
	points := 4 * (steps + 1)
	first := uint32(len(m.vertices))
	v, indices := m.extend(1+2*points, 9*points)
	cx, cy := r.X+r.W/2, r.Y+r.H/2
	srcX, srcY := src(0.5, 0.5)
	set(&v[0], cx, cy, srcX, srcY, s)
	for p := range points {
		quarter := p / (steps + 1)
		d := circles[steps][p-quarter]
		signX, signY := quarterSigns(quarter)
		kx, ky := cx+signX*(r.W/2-corner), cy+signY*(r.H/2-corner)
		x, y := kx+d.x*inside, ky+d.y*inside
		srcX, srcY := src((x-r.X)/r.W, (y-r.Y)/r.H)
		set(&v[1+2*p], x, y, srcX, srcY, s)
		set(&v[2+2*p], kx+d.x*outside, ky+d.y*outside, srcX, srcY, shade{})

		a, b := first+1+uint32(2*p), first+1+uint32(2*((p+1)%points))
		copy(indices[9*p:], []uint32{first, a, b, a, a + 1, b, b, a + 1, b + 1})
	}
}

// ring draws a circle as a line.
func (m *mesh) ring(x, y, radius, width float64, s shade) {
	m.arcs(x, y, radius, width, quarterSteps(radius), 1, s)
}

// dashedRing draws a circle as a dashed line.
func (m *mesh) dashedRing(x, y, radius, width float64, s shade) {
	m.arcs(x, y, radius, width, 6, 2, s)
}

// arcs cuts a circle into 4·quarter pieces and draws the first of every few.
func (m *mesh) arcs(x, y, radius, width float64, quarter, every int, s shade) {
	half := width/2 + 0.5
	column := brushColumn(half)
	for i := 0; i < 4*quarter; i += every {
		first := uint32(len(m.vertices))
		v, indices := m.extend(4, 6)
		for end := range 2 {
			d := circles[quarter][i+end]
			set(&v[2*end], x+d.x*(radius+half), y+d.y*(radius+half), column, brushTop, s)
			set(&v[2*end+1], x+d.x*(radius-half), y+d.y*(radius-half), column, brushBottom, s)
		}
		quad(indices, first)
	}
}

// quarterSteps returns how many straight pieces a quarter of a circle needs, so that
// each is less than an eighth of a pixel away from the circle.
func quarterSteps(radius float64) int {
	return max(2, min(mostQuarterSteps, int(math.Ceil(1.6*math.Sqrt(radius)))))
}

const mostQuarterSteps = 12

// quarterSigns returns on which side of the middle the corner of a quarter is: 1 is to
// the right and below.
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

// circles has, for each number of pieces in a quarter, the points of the unit circle
// between the pieces: clockwise on the screen, the first point again at the end.
var circles = func() (c [mostQuarterSteps + 1][]struct{ x, y float64 }) {
	for quarter := 1; quarter <= mostQuarterSteps; quarter++ {
		c[quarter] = make([]struct{ x, y float64 }, 4*quarter+1)
		for i := range c[quarter] {
			sin, cos := math.Sincos(math.Pi / 2 * float64(i) / float64(quarter))
			c[quarter][i].x, c[quarter][i].y = cos, sin
		}
	}
	return c
}()

// frame draws the edge of a rectangle, inside it.
func (m *mesh) frame(r layout.Rect, width float64, s shade) {
	m.rect(layout.Rect{X: r.X, Y: r.Y, W: r.W, H: width}, s)
	m.rect(layout.Rect{X: r.X, Y: r.Y + r.H - width, W: r.W, H: width}, s)
	m.rect(layout.Rect{X: r.X, Y: r.Y, W: width, H: r.H}, s)
	m.rect(layout.Rect{X: r.X + r.W - width, Y: r.Y, W: width, H: r.H}, s)
}
