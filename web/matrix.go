package web

import (
	"image/color"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A Matrix draws the weights of one layer as an image, in the colours of their signs.
// Pruned weights have the colour of the background.
type Matrix struct {
	place  layout.Matrix
	image  *Image
	pixels []byte
	ramp   [2][shades]color.RGBA // negative, positive
	mesh   mesh
}

const (
	shades    = 64
	leastKept = 0.2 // how strong the colour of the smallest kept weight is, so that it differs from a pruned one
)

// Place returns where Draw puts the weights of layer l.
func (v *Matrix) Place(s *snapshot.Snapshot, l int, r layout.Rect, scale float64) *layout.Matrix {
	var image layout.Image
	if l == 0 {
		image = imageOf(s)
	}
	v.place = layout.ArrangeMatrix(s.Layers[l].Out, s.Layers[l].In, image, r, scale)
	return &v.place
}

// Draw fills r with the weights of layer l.
func (v *Matrix) Draw(dst *Image, s *snapshot.Snapshot, l int, r layout.Rect, theme *Theme, scale float64, h Highlight) {
	place := v.Place(s, l, r, scale)
	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	v.mesh.rect(place.Rect.Grown(scale), opaque(theme.Line))
	v.mesh.draw(dst, brush())

	v.paint(&s.Layers[l], theme)
	v.image = painted(v.image, place.Columns, place.RowsDown, v.pixels)
	drawCells(dst, v.image, place.Rect.X, place.Rect.Y, place.Cell)
	v.drawMark(dst, l, theme, scale, h)
}

// paint writes one pixel for each weight.
func (v *Matrix) paint(layer *snapshot.Layer, theme *Theme) {
	v.setRamp(theme)
	v.pixels = append(v.pixels[:0], make([]byte, 4*v.place.Columns*v.place.RowsDown)...)
	for i := 0; i < len(v.pixels); i += 4 {
		put(v.pixels[i:], theme.Line)
	}
	v.blank(theme)
	factor := 1 / largestAbs(layer.W)
	for out := range layer.Out {
		for in := range layer.In {
			column, row := v.place.Place(out, in)
			at := out*layer.In + in
			c := theme.Surface
			if w := layer.W[at]; layer.Mask[at] != 0 && finite(w) {
				c = v.shade(w * factor)
			}
			put(v.pixels[4*(row*v.place.Columns+column):], c)
		}
	}
}

// blank clears the part of the last row in which there are no more images.
func (v *Matrix) blank(theme *Theme) {
	over := v.place.Out % v.place.PerRow
	if !v.place.Image.Is() || over == 0 {
		return
	}
	for row := v.place.RowsDown - v.place.Image.Height; row < v.place.RowsDown; row++ {
		for column := over * (v.place.Image.Width + 1); column < v.place.Columns; column++ {
			put(v.pixels[4*(row*v.place.Columns+column):], theme.Surface)
		}
	}
}

// shade returns the colour of a weight from −1 to 1.
func (v *Matrix) shade(w float32) color.RGBA {
	sign := 1
	if w < 0 {
		sign, w = 0, -w
	}
	return v.ramp[sign][int(min(w, 1)*(shades-1)+0.5)]
}

func (v *Matrix) setRamp(theme *Theme) {
	for i := range shades {
		share := leastKept + (1-leastKept)*float64(i)/(shades-1)
		v.ramp[0][i] = mix(theme.Surface, theme.Negative, share)
		v.ramp[1][i] = mix(theme.Surface, theme.Positive, share)
	}
}

// leastMark is the smallest side of the frame around a highlighted weight, in CSS
// pixels.
const leastMark = 8

// drawMark draws a frame around the highlighted weight or neuron.
func (v *Matrix) drawMark(dst *Image, l int, theme *Theme, scale float64, h Highlight) {
	var r layout.Rect
	switch {
	case h.Connection != nil && h.Connection.Layer == l && v.place.Has(h.Connection.Out, h.Connection.In):
		r = v.place.Square(h.Connection.Out, h.Connection.In)
		r = r.Grown(max(0, leastMark*scale-r.W) / 2)
	case h.Unit != nil && h.Unit.Layer == l+1 && v.place.Has(h.Unit.Index, 0):
		r = v.place.Neuron(h.Unit.Index)
	default:
		return
	}
	v.mesh.reset()
	v.mesh.frame(r.Grown(3*scale), scale, opaque(theme.Surface))
	v.mesh.frame(r.Grown(2*scale), 2*scale, opaque(theme.Ink))
	v.mesh.draw(dst, brush())
}
