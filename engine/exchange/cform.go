package exchange

import (
	"math"
	"slices"
)

// In the C program each layer has the smallest of several forms that give the
// same bits. Its values are floats, integers times a scale, or numbers of values
// in a codebook; they are all there, or only the kept ones, each with the number
// of places that are skipped before it.

// values says how the values of a layer are written.
type values uint8

const (
	asFloats values = iota
	asIntegers
	asCodebook
)

// A form is a layer as the C program has it.
type form struct {
	values values
	sparse bool

	floats []float32 // asFloats
	codes  []int     // asIntegers −127 … 127, asCodebook 0 … 255
	table  []float32 // asIntegers the scales, one or one a row; asCodebook the values
	skips  []int     // sparse: places of the row that are skipped before each value
	counts []int     // sparse: values of each row
}

// maxSkip is the longest distance of one byte. A longer one has a value of 0 in
// between.
const maxSkip = 255

// bytes is the size of the form's arrays.
func (f *form) bytes() int {
	size := 4*len(f.floats) + len(f.codes) + 4*len(f.table) + len(f.skips)
	for range f.counts {
		size += f.countSize()
	}
	return size
}

// countSize is the number of bytes of one of the counts.
func (f *form) countSize() int {
	if len(f.counts) > 0 && slices.Max(f.counts) > 255 {
		return 2
	}
	return 1
}

// formOf finds the smallest form of a layer.
func formOf(l *Layer) *form {
	w := l.masked()
	var best *form
	for _, sparse := range []bool{false, true} {
		places := allPlaces
		if sparse {
			places = keptPlaces
		}
		base := places(w, l.In)
		for _, code := range []func(*form, []float32, *Layer) bool{floatValues, integerValues, codebookValues} {
			f := *base
			if code(&f, w, l) && (best == nil || f.bytes() < best.bytes()) {
				best = &f
			}
		}
	}
	return best
}

// allPlaces is the form in which every weight is there.
func allPlaces([]float32, int) *form { return &form{} }

// keptPlaces lists the weights that are not 0, with zeros where a distance is too long.
func keptPlaces(w []float32, in int) *form {
	f := &form{sparse: true}
	for first := 0; first < len(w); first += in {
		count, before := 0, -1
		for column := range in {
			if w[first+column] == 0 {
				continue
			}
			for ; column-before-1 > maxSkip; before += maxSkip + 1 {
				f.skips = append(f.skips, maxSkip)
				count++
			}
			f.skips = append(f.skips, column-before-1)
			before = column
			count++
		}
		f.counts = append(f.counts, count)
	}
	return f
}

// each calls visit with the row and the value of everything that the form lists.
func (f *form) each(w []float32, in int, visit func(row int, v float32)) {
	if !f.sparse {
		for i, v := range w {
			visit(i/in, v)
		}
		return
	}
	next := 0
	for row, count := range f.counts {
		column := -1
		for range count {
			column += f.skips[next] + 1
			next++
			visit(row, w[row*in+column])
		}
	}
}

func floatValues(f *form, w []float32, l *Layer) bool {
	f.values = asFloats
	f.each(w, l.In, func(_ int, v float32) { f.floats = append(f.floats, v) })
	return true
}

// integerValues works if the weights are whole multiples of one scale, or of
// one for each row, as quantising to 8 bits makes them.
func integerValues(f *form, w []float32, l *Layer) bool {
	f.values = asIntegers
	if scale, ok := scaleOf(w); ok {
		f.table = []float32{scale}
	} else {
		for row := range l.Out {
			scale, ok := scaleOf(w[row*l.In : (row+1)*l.In])
			if !ok {
				return false
			}
			f.table = append(f.table, scale)
		}
	}
	f.each(w, l.In, func(row int, v float32) {
		code, _ := multiple(v, f.table[min(row, len(f.table)-1)])
		f.codes = append(f.codes, code)
	})
	return true
}

// scaleOf finds a scale of which all weights are whole multiples up to 127, to
// the bit. The largest weight is 127 times the scale, or less often a smaller
// multiple, and was rounded, so that neighbours of the quotient are tried too.
func scaleOf(w []float32) (float32, bool) {
	var largest float32
	for _, v := range w {
		largest = max(largest, v, -v)
	}
	if largest == 0 {
		return 1, true
	}
	for factor := 127; factor > 0; factor-- {
		scale := largest / float32(factor)
		for _, s := range []float32{scale, math.Nextafter32(scale, 0), math.Nextafter32(scale, math.MaxFloat32)} {
			if allMultiples(w, s) {
				return s, true
			}
		}
	}
	return 0, false
}

func allMultiples(w []float32, scale float32) bool {
	for _, v := range w {
		if _, ok := multiple(v, scale); !ok {
			return false
		}
	}
	return true
}

// multiple returns the whole number that v is a multiple of scale by, if it is.
func multiple(v, scale float32) (int, bool) {
	code := math.Round(float64(v) / float64(scale))
	return int(code), math.Abs(code) <= 127 && scale*float32(code) == v
}

// codebookValues works if a layer has at most 256 different values.
func codebookValues(f *form, w []float32, l *Layer) bool {
	f.values = asCodebook
	f.each(w, l.In, func(_ int, v float32) { f.floats = append(f.floats, v) })
	f.table = slices.Compact(slices.Sorted(slices.Values(f.floats)))
	if len(f.table) == 0 || len(f.table) > 256 {
		return false
	}
	for _, v := range f.floats {
		code, _ := slices.BinarySearch(f.table, v)
		f.codes = append(f.codes, code)
	}
	f.floats = nil
	return true
}
