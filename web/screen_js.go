package web

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"bonsai/web/layout"
)

// In the browser, Ebitengine draws.
type (
	Image  = ebiten.Image
	vertex = ebiten.Vertex
)

// painted returns an image with these pixels (RGBA, row by row), which replaces the old
// one. The old one may be nil.
func painted(old *Image, width, height int, pixels []byte) *Image {
	img := sized(old, width, height, false)
	img.WritePixels(pixels)
	return img
}

// canvas returns a transparent image to draw on, which replaces the old one. The old one
// may be nil.
func canvas(old *Image, width, height int) *Image {
	img := sized(old, width, height, true)
	img.Clear()
	return img
}

// sized returns the old image if it has this size, or a new one that replaces it. One
// that is drawn on should stand alone: Ebitengine would move it out of the texture that
// it shares with others, and back again.
func sized(old *Image, width, height int, alone bool) *Image {
	size := image.Rect(0, 0, width, height)
	if old != nil {
		if old.Bounds() == size {
			return old
		}
		old.Deallocate()
	}
	return ebiten.NewImageWithOptions(size, &ebiten.NewImageOptions{Unmanaged: alone})
}

var meshOptions = ebiten.DrawTrianglesOptions{
	ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha,
	Filter:         ebiten.FilterLinear,
	DisableMipmaps: true, // images are drawn in about their own size, and checking that takes long
}

// draw draws all triangles with a texture.
func (m *mesh) draw(dst, texture *Image) {
	dst.DrawTriangles32(m.vertices, m.indices, texture, &meshOptions)
}

// drawCells draws an image with its upper left corner at x, y, and each of its pixels
// as a square with sides of length cell. Cells smaller than a pixel of the screen are
// blended.
func drawCells(dst, img *Image, x, y, cell float64) {
	options := ebiten.DrawImageOptions{Filter: ebiten.FilterNearest}
	if cell < 1 {
		options.Filter = ebiten.FilterLinear
	}
	options.GeoM.Scale(cell, cell)
	options.GeoM.Translate(x, y)
	dst.DrawImage(img, &options)
}

// clip returns the part of an image in a rectangle; drawing on it does not reach
// beyond.
func clip(dst *Image, r layout.Rect) *Image {
	return dst.SubImage(image.Rect(
		int(math.Round(r.X)), int(math.Round(r.Y)),
		int(math.Round(r.X+r.W)), int(math.Round(r.Y+r.H)))).(*Image)
}
