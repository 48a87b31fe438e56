package web

import (
	"math"

	"bonsai/web/layout"
)

// A stamp is the image of a white disc with a soft edge. With it, each of thousands of
// discs needs only four vertices. Discs of the radius it was made for are sharp, and
// slightly larger ones nearly so.
type stamp struct {
	image  *Image
	radius float64
	side   float64 // of the image, in pixels
}

// cut makes the image for discs of this radius.
func (st *stamp) cut(radius float64) {
	if st.radius == radius {
		return
	}
	side := 2 * int(math.Ceil(radius+1))
	pixels := make([]byte, 0, 4*side*side)
	middle := float64(side) / 2
	for row := range side {
		for column := range side {
			d := math.Hypot(float64(column)+0.5-middle, float64(row)+0.5-middle)
			white := byte(255*max(0, min(1, radius+0.5-d)) + 0.5)
			pixels = append(pixels, white, white, white, white)
		}
	}
	st.image = painted(st.image, side, side, pixels)
	st.radius, st.side = radius, float64(side)
}

// add adds a disc to a mesh.
func (st *stamp) add(m *mesh, x, y, radius float64, s shade) {
	half := st.side / 2 * radius / st.radius
	r := layout.Rect{X: x - half, Y: y - half, W: 2 * half, H: 2 * half}
	m.texturedRect(r, 0, 0, float32(st.side), float32(st.side), s)
}
