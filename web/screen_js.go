package web

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"bonsai/web/layout"
)

// What is drawn on, and with, is Ebitengine's.
type (
	Image  = ebiten.Image
	vertex = ebiten.Vertex
)

// sized is the old image if it has a size, or else a new one in its place. The
// old one may be nil.
func sized(old *Image, width, height int) *Image {
	if old != nil {
		if old.Bounds().Size() == image.Pt(width, height) {
			return old
		}
		old.Deallocate()
	}
	return ebiten.NewImage(width, height)
}

// painted is an image with these pixels, RGBA, in the place of an old one.
func painted(old *Image, width, height int, pixels []byte) *Image {
	img := sized(old, width, height)
	img.WritePixels(pixels)
	return img
}

// blank is an image with nothing on it, in the place of an old one.
func blank(old *Image, width, height int) *Image {
	img := sized(old, width, height)
	img.Clear()
	return img
}

var meshOptions = ebiten.DrawTrianglesOptions{
	ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha,
	Filter:         ebiten.FilterLinear,
	DisableMipmaps: true, // there is only one size, and finding that out takes long
}

// draw draws all triangles with a texture.
func (m *mesh) draw(dst, texture *Image) {
	dst.DrawTriangles32(m.vertices, m.indices, texture, &meshOptions)
}

// drawCells draws an image with each of its pixels as a square cell, from a
// corner on. Cells smaller than a pixel of the screen are blended.
func drawCells(dst, img *Image, x, y, cell float64) {
	options := ebiten.DrawImageOptions{Filter: ebiten.FilterNearest}
	if cell < 1 {
		options.Filter = ebiten.FilterLinear
	}
	options.GeoM.Scale(cell, cell)
	options.GeoM.Translate(x, y)
	dst.DrawImage(img, &options)
}

// clip is the part of an image in a rectangle.
func clip(dst *Image, r layout.Rect) *Image {
	return dst.SubImage(image.Rect(
		int(math.Round(r.X)), int(math.Round(r.Y)),
		int(math.Round(r.X+r.W)), int(math.Round(r.Y+r.H)))).(*Image)
}
