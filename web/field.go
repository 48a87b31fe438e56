package web

import (
	"bonsai/engine/snapshot"
)

// The image of a field has more pixels than the field has samples. Values are
// interpolated before they become colours, so that the boundary between two colours
// is a smooth line.
const (
	fieldFiner  = 4
	fieldPixels = fieldFiner * snapshot.FieldSize
)

// A field is the heat map behind the points of the plane.
type field struct {
	image  *Image
	pixels []byte

	classes [classColors][]float32 // see separate

	// What the image shows.
	revision int
	theme    Theme
	hard     bool
}

// update paints the image again if the snapshot has a new field or the colours have
// changed.
func (f *field) update(s *snapshot.Snapshot, h *heat, theme *Theme) {
	if f.image != nil && f.revision == s.Revisions.Field && f.theme == *theme && f.hard == h.discretize {
		return
	}
	f.revision, f.theme, f.hard = s.Revisions.Field, *theme, h.discretize
	f.paint(s, h)
	f.image = painted(f.image, fieldPixels, fieldPixels, f.pixels)
}

// paint writes the colours of the snapshot's field into the pixels.
func (f *field) paint(s *snapshot.Snapshot, h *heat) {
	if f.pixels == nil {
		f.pixels = make([]byte, 4*fieldPixels*fieldPixels)
	}
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
}

// separate computes a field for each class from a field of class numbers: the share
// of the class among the samples around. Class numbers themselves cannot be
// interpolated, so without this the borders would look like stairs.
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

// soften replaces every value by a weighted mean of itself (½) and its two neighbours
// (¼ each) along a line. Neighbours in a line are step apart in values, lines are
// across apart.
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

// interpolate returns the value at a point between four samples: the share right of
// the way from column left to the next, and the share down from row top to the next.
func interpolate(values []float32, top, left int, down, right float32) float32 {
	upper := values[top*snapshot.FieldSize+left:]
	lower := values[(top+1)*snapshot.FieldSize+left:]
	above := upper[0] + (upper[1]-upper[0])*right
	below := lower[0] + (lower[1]-lower[0])*right
	return above + (below-above)*down
}

// sample returns the sample before the middle of a pixel, along one axis, and the
// share of the way from there to the next sample. A sample lies in the middle of
// fieldFiner pixels. Pixels beyond the outermost samples get the value of those.
func sample(pixel int) (first int, share float32) {
	position := (float32(pixel)+0.5)/fieldFiner - 0.5
	position = max(0, min(position, snapshot.FieldSize-1))
	first = min(int(position), snapshot.FieldSize-2)
	return first, position - float32(first)
}
