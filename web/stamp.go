package web

import (
	"math"

	"bonsai/web/layout"

	"github.com/hajimehoshi/ebiten/v2"
)

// A stamp is a white disc with a soft edge, for discs by the thousand: each
// is four vertices. It is drawn sharp at the radius for which it was cut, and
// well enough a little above it.
type stamp struct {
	image  *ebiten.Image
	radius float64
}

// cut prepares for discs of about a radius.
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
	st.image = sized(st.image, side, side)
	st.image.WritePixels(pixels)
	st.radius = radius
}

// sized is the image if it has a size, or else a new one in its place.
func sized(image *ebiten.Image, width, height int) *ebiten.Image {
	if image != nil {
		if size := image.Bounds().Size(); size.X == width && size.Y == height {
			return image
		}
		image.Deallocate()
	}
	return ebiten.NewImage(width, height)
}

func (st *stamp) add(m *mesh, x, y, radius float64, s shade) {
	side := float64(st.image.Bounds().Dx())
	half := side / 2 * radius / st.radius
	r := layout.Rect{X: x - half, Y: y - half, W: 2 * half, H: 2 * half}
	m.texturedRect(r, 0, 0, float32(side), float32(side), s)
}
