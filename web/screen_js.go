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

// sized returns the old image if it has this size, or a new one that replaces it. The
// old image may be nil.
func sized(old *Image, width, height int) *Image {
	if old != nil {
		if old.Bounds().Size() == image.Pt(width, height) {
			return old
		}
		old.Deallocate()
	}
	return ebiten.NewImage(width, height)
}

// painted returns an image with these pixels (RGBA, row by row), which replaces the old
// one.
func painted(old *Image, width, height int, pixels []byte) *Image {
	img := sized(old, width, height)
	img.WritePixels(pixels)
	return img
}

// blank returns a transparent image, which replaces the old one.
func blank(old *Image, width, height int) *Image {
	img := sized(old, width, height)
	img.Clear()
	return img
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
