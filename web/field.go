package web

import (
	"bonsai/engine/lab"

	"github.com/hajimehoshi/ebiten/v2"
)

// The image of a field is finer than its samples: values are interpolated
// before they become colours, so that a boundary between two colours is
// smooth, hard or not.
const (
	fieldFiner  = 4
	fieldPixels = fieldFiner * lab.FieldSize
)

// A field is the heat-map behind the points of the plane.
type field struct {
	image  *ebiten.Image
	pixels []byte

	// What the image shows now.
	first *float32
	focus lab.Unit
	theme Theme
	hard  bool
}

// update brings the image up to date, where the snapshot has a new field.
func (f *field) update(s *lab.Snapshot, h *heat, theme *Theme) {
	if f.image == nil {
		f.image = ebiten.NewImage(fieldPixels, fieldPixels)
		f.pixels = make([]byte, 4*fieldPixels*fieldPixels)
	} else if f.first == &s.Field[0] && f.focus == s.Focus && f.theme == *theme && f.hard == h.discretize {
		return
	}
	f.first, f.focus, f.theme, f.hard = &s.Field[0], s.Focus, *theme, h.discretize

	at := 0
	for row := range fieldPixels {
		top, down := sample(row)
		upper := s.Field[top*lab.FieldSize : (top+1)*lab.FieldSize]
		lower := s.Field[(top+1)*lab.FieldSize : (top+2)*lab.FieldSize]
		for column := range fieldPixels {
			left, right := sample(column)
			corners := [4]float32{upper[left], upper[left+1], lower[left], lower[left+1]}
			shares := [4]float32{(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down}
			pixel := f.pixels[at : at+4]
			if h.classes {
				h.putClasses(pixel, corners, shares)
			} else {
				h.put(pixel, corners[0]*shares[0]+corners[1]*shares[1]+corners[2]*shares[2]+corners[3]*shares[3])
			}
			at += 4
		}
	}
	f.image.WritePixels(f.pixels)
}

// sample tells between which two samples a pixel's centre lies, and which
// share of the way from the first to the second. The outermost samples lie on
// the edges of the image.
func sample(pixel int) (first int, share float32) {
	place := (float32(pixel) + 0.5) / fieldPixels * (lab.FieldSize - 1)
	first = min(int(place), lab.FieldSize-2)
	return first, place - float32(first)
}
