package web

import (
	"bonsai/engine/snapshot"
)

// The image of a field is finer than its samples: values are interpolated
// before they become colours, so that a boundary between two colours is
// smooth, hard or not.
const (
	fieldFiner  = 4
	fieldPixels = fieldFiner * snapshot.FieldSize
)

// A field is the heat-map behind the points of the plane.
type field struct {
	image  *Image
	pixels []byte

	classes [classColors][]float32

	// What the image shows now.
	revision int
	theme    Theme
	hard     bool
}

// update brings the image up to date, where the snapshot has a new field.
func (f *field) update(s *snapshot.Snapshot, h *heat, theme *Theme) {
	if f.image == nil {
		f.pixels = make([]byte, 4*fieldPixels*fieldPixels)
	} else if f.revision == s.Revisions.Field && f.theme == *theme && f.hard == h.discretize {
		return
	}
	f.revision, f.theme, f.hard = s.Revisions.Field, *theme, h.discretize

	if h.classes {
		f.separate(s.Field)
	}
	at := 0
	for row := range fieldPixels {
		top, down := sample(row)
		for column := range fieldPixels {
			left, right := sample(column)
			pixel := f.pixels[at : at+4]
			if h.classes {
				var shares [classColors]float32
				for c := range shares {
					shares[c] = interpolate(f.classes[c], top, left, down, right)
				}
				h.putClasses(pixel, shares)
			} else {
				h.put(pixel, interpolate(s.Field, top, left, down, right))
			}
			at += 4
		}
	}
	f.image = painted(f.image, fieldPixels, fieldPixels, f.pixels)
}

// separate makes of the numbers of classes one field a class: its share of the
// neighbourhood. Without it borders would be stairs of samples.
func (f *field) separate(numbers []float32) {
	for c := range f.classes {
		f.classes[c] = f.classes[c][:0]
		for _, number := range numbers {
			share := float32(0)
			if int(number) == c {
				share = 1
			}
			f.classes[c] = append(f.classes[c], share)
		}
		for range 2 {
			soften(f.classes[c], 1, snapshot.FieldSize)
			soften(f.classes[c], snapshot.FieldSize, 1)
		}
	}
}

// soften replaces every value by the mean of itself, twice, and of its
// neighbours at a distance of step; the lines of such neighbours are across
// apart.
func soften(values []float32, step, across int) {
	for line := range snapshot.FieldSize {
		before := values[line*across]
		for i := range snapshot.FieldSize {
			at := line*across + i*step
			after := values[at]
			if i < snapshot.FieldSize-1 {
				after = values[at+step]
			}
			value := values[at]
			values[at] = (before + 2*value + after) / 4
			before = value
		}
	}
}

// interpolate is the value between four samples.
func interpolate(values []float32, top, left int, down, right float32) float32 {
	upper := values[top*snapshot.FieldSize+left:]
	lower := values[(top+1)*snapshot.FieldSize+left:]
	above := upper[0] + (upper[1]-upper[0])*right
	below := lower[0] + (lower[1]-lower[0])*right
	return above + (below-above)*down
}

// sample tells between which two samples a pixel's centre lies, and which
// share of the way from the first to the second. Samples are taken in the
// middles of cells of fieldFiner pixels; beyond the outermost ones there is
// nothing to interpolate, and theirs is the value.
func sample(pixel int) (first int, share float32) {
	place := (float32(pixel)+0.5)/fieldFiner - 0.5
	place = max(0, min(place, snapshot.FieldSize-1))
	first = min(int(place), snapshot.FieldSize-2)
	return first, place - float32(first)
}
