package codec

import (
	"math"

	"bonsai/engine/nn"
)

// After quantisation to 8 bits, every weight of a layer, or of a row of it, is a
// whole number from −127 to 127 times one scale. Every format stores such weights as
// int8, and the scales as float32. Those with a table of the different weights of a
// layer have one of the different int8.
//
// That a network is stored so is said by its first number, which is the loss plus
// int8Mark. Networks without such weights have the bytes that they always had.
const int8Mark = 4

// int8Most is the largest multiple of a scale.
const int8Most = 127

// What a network has at least that is stored so: kept weights, and different sizes
// of the multiples. Fewer weights can be multiples by chance, and weights of one or two
// sizes are those of a codebook, not of 8 bits.
const (
	fewestInt8 = 8
	sizesInt8  = 4
	rowInt8    = 4 // kept weights of a row, on the average, if each row has a scale
)

// integers are the weights of a layer as int8. Weight i, in row i/In, is
// codes[i]·scales[row], or codes[i]·scales[0] if there is only one scale.
type integers struct {
	scales []float32
	codes  []int8
}

// scaleOf returns the scale of weight i of a layer with a number of inputs.
func (s *integers) scaleOf(i, in int) float32 {
	if len(s.scales) == 1 {
		return s.scales[0]
	}
	return s.scales[i/in]
}

// integersOf returns the weights of all layers as int8, or nil if those of one layer
// are none, or if there are too few of them or of their sizes.
func integersOf(n *nn.Network) []*integers {
	kept := 0
	seen := map[int8]bool{}
	var all []*integers
	for _, layer := range n.Layers {
		one := &integers{codes: make([]int8, len(layer.W))}
		inLayer := 0
		for _, m := range layer.Mask {
			inLayer += int(m)
		}
		if !one.find(layer, 1) && (inLayer < rowInt8*layer.Out || !one.find(layer, layer.Out)) {
			return nil
		}
		kept += inLayer
		for i, m := range layer.Mask {
			if m != 0 {
				seen[max(one.codes[i], -one.codes[i])] = true
			}
		}
		all = append(all, one)
	}
	if kept < fewestInt8 || len(seen) < sizesInt8 {
		return nil
	}
	return all
}

// find looks for a scale for each of a number of groups of rows. It reports whether
// there are such scales.
func (s *integers) find(layer *nn.Dense, groups int) bool {
	size := len(layer.W) / groups
	s.scales = make([]float32, groups)
	for g := range groups {
		from, to := g*size, (g+1)*size
		scale, ok := commonScale(layer.W[from:to], layer.Mask[from:to], s.codes[from:to])
		if !ok {
			return false
		}
		s.scales[g] = scale
	}
	return true
}

// commonScale returns a number of which all kept weights are whole multiples, and
// sets the multiples. It tries the numbers of which the largest weight is one.
func commonScale(w []float32, mask []uint8, codes []int8) (scale float32, ok bool) {
	var largest float32
	for i, m := range mask {
		if m != 0 && !(abs(w[i]) <= largest) {
			largest = abs(w[i])
		}
	}
	if largest == 0 || math.IsInf(float64(largest), 0) || largest != largest {
		clear(codes)
		return 0, largest == 0
	}
	for k := int8Most; k > 0; k-- {
		near := largest / float32(k)
		for _, scale := range []float32{near, math.Nextafter32(near, 0), math.Nextafter32(near, math.MaxFloat32)} {
			if scale > 0 && multiples(w, mask, codes, scale) {
				return scale, true
			}
		}
	}
	return 0, false
}

// multiples sets the codes of the kept weights, and reports whether each is a
// multiple of scale. −0 counts as 0.
func multiples(w []float32, mask []uint8, codes []int8, scale float32) bool {
	for i, m := range mask {
		codes[i] = 0
		if m == 0 {
			continue
		}
		code := math.Round(float64(w[i] / scale))
		if math.Abs(code) > int8Most || scale*float32(code) != w[i] {
			return false
		}
		codes[i] = int8(code)
	}
	return true
}

func abs(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

// A store writes or reads single weights of a layer: as float32, or as int8 if
// integers is not nil.
type store struct {
	*nn.Dense
	*integers
}

// size returns how many bytes a weight takes.
func (s store) size() int {
	if s.integers != nil {
		return 1
	}
	return 4
}

// append writes weight i, or 0 if it is pruned.
func (s store) append(b []byte, i int) []byte {
	switch {
	case s.integers != nil:
		return append(b, byte(s.codes[i]))
	case s.Mask[i] == 0:
		return appendFloat(b, 0)
	}
	return appendFloat(b, s.W[i])
}

// take reads weight i.
func (s store) take(b []byte, i int) (rest []byte, err error) {
	if s.integers == nil {
		return takeFloats(b, s.W[i:i+1])
	}
	if len(b) < 1 {
		return nil, errShort
	}
	s.W[i] = s.scaleOf(i, s.In) * float32(int8(b[0]))
	return b[1:], nil
}

// fillerByte stands for a filler among int8 weights, which are never −128.
const fillerByte = 0x80

// symbols returns what is written for the values of entries: the bits of float32, or
// the byte of an int8.
func (s store) symbols(entries []entry) []uint32 {
	list := make([]uint32, len(entries))
	at := -1
	for i, e := range entries {
		at += e.gap
		switch {
		case s.integers == nil:
			list[i] = math.Float32bits(e.value)
		case isFiller(e.value):
			list[i] = fillerByte
		default:
			list[i] = uint32(uint8(s.codes[at]))
		}
	}
	return list
}

// place puts weights into a layer whose weights are 0, given the gaps and the symbols
// of their entries, and makes its mask that of the entries.
func (s store) place(gaps []int, symbols []uint32) error {
	entries := make([]entry, len(gaps))
	at := -1
	for i, gap := range gaps {
		if at += gap; at >= len(s.W) {
			return errPosition
		}
		switch v := symbols[i]; {
		case s.integers == nil:
			entries[i] = entry{gap, math.Float32frombits(v)}
		case v == fillerByte:
			entries[i] = entry{gap, filler}
		default:
			entries[i] = entry{gap, s.scaleOf(at, s.In) * float32(int8(v))}
		}
	}
	return place(s.Dense, entries)
}

// appendScales writes the number of scales, and the scales.
func appendScales(b []byte, s *integers) []byte {
	b = append(b, byte(min(len(s.scales)-1, 1)))
	return appendFloats(b, s.scales)
}

// takeScales reads what appendScales wrote for a layer.
func takeScales(b []byte, layer *nn.Dense) (s *integers, rest []byte, err error) {
	if len(b) < 1 || b[0] > 1 {
		return nil, nil, errShort
	}
	s = &integers{scales: make([]float32, 1)}
	if b[0] == 1 {
		s.scales = make([]float32, layer.Out)
	}
	rest, err = takeFloats(b[1:], s.scales)
	return s, rest, err
}
