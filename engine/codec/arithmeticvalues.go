package codec

import (
	"math"
	"math/bits"
	"slices"

	"bonsai/engine/nn"
)

// How the arithmetic format writes and reads numbers: the weights of a layer,
// as a table of their values or one by one, and its biases.

// values writes or reads the kept weights of a layer: a table of their different
// values and the index of each weight in it or, if there are too many values, the
// weights one by one.
func (w *walk) values(layer *nn.Dense) {
	var table []uint32
	if !w.coder.decoding {
		table = valuesOf(layer)
	}
	size := w.number(len(table), 9)
	if size > maxTable { // no encoder writes this; treat it as no table
		size = 0
	}
	if size == 0 {
		w.floats(layer.W, func(i int) bool { return layer.Mask[i] != 0 })
		return
	}
	table = append(table, make([]uint32, size-len(table))...)
	entries := make([]float32, size)
	for i, v := range table {
		entries[i] = math.Float32frombits(v)
	}
	w.floats(entries, func(int) bool { return true })
	w.symbols(layer, entries)
}

// multiples does the same for weights that are whole multiples of a scale: it writes or
// reads the scales, a table of the different multiples, and the index of each weight
// in it.
func (w *walk) multiples(layer *nn.Dense, s *integers) {
	var table []uint32
	if !w.coder.decoding {
		for i, m := range layer.Mask {
			if m != 0 {
				layer.W[i] = float32(s.codes[i])
			}
		}
		table = valuesOf(layer)
	}
	if w.number(min(len(s.scales), 2)-1, 1) == 1 {
		s.scales = append(s.scales, make([]float32, layer.Out-len(s.scales))...)
	} else if w.coder.decoding {
		s.scales = make([]float32, 1)
	}
	w.floats(s.scales, func(int) bool { return true })
	entries := make([]float32, w.number(len(table), 8))
	for i := range entries {
		code := 0
		if !w.coder.decoding {
			code = int(math.Float32frombits(table[i]))
		}
		entries[i] = float32(w.number(code+int8Most, 8) - int8Most)
	}
	if len(entries) > 0 {
		w.symbols(layer, entries)
	}
	for i, m := range layer.Mask {
		if m != 0 {
			layer.W[i] = s.scaleOf(i, layer.In) * layer.W[i]
		}
	}
}

// valuesOf returns the different values of a layer's kept weights in ascending
// order, as the bits of their float32. It returns nil if there are more than
// maxTable.
func valuesOf(layer *nn.Dense) []uint32 {
	var symbols []uint32
	for i, m := range layer.Mask {
		if m != 0 {
			symbols = append(symbols, math.Float32bits(layer.W[i]))
		}
	}
	table := tableOf(symbols)
	slices.SortStableFunc(table, func(a, b uint32) int {
		x, y := math.Float32frombits(a), math.Float32frombits(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return table
}

// symbols writes or reads the index in the table of each kept weight, the highest
// bit first. The contexts are the higher bits of the index and the signs of the
// kept weight before it in the row and of the one above it in the column.
func (w *walk) symbols(layer *nn.Dense, entries []float32) {
	width := bits.Len(uint(len(entries) - 1))
	m := newModel(w.coder, 1<<width, 3<<width, 3<<width, 9<<width)
	last, above := 0, make([]int, layer.In) // 0: none, 1: zero or negative, 2: positive
	for i, kept := range layer.Mask {
		if i%layer.In == 0 {
			last = 0
			if !w.meter.Did(codedWork * width * layer.In) {
				return
			}
		}
		if kept == 0 {
			continue
		}
		symbol := 0
		if !w.coder.decoding {
			symbol = entryOf(entries, layer.W[i])
		}
		node, column := 1, above[i%layer.In]
		for b := width - 1; b >= 0; b-- {
			bit := m.code(symbol>>b&1, node, node+last<<width, node+column<<width, node+(3*last+column)<<width)
			node = node<<1 | bit
		}
		symbol = min(node-1<<width, len(entries)-1)
		layer.W[i] = entries[symbol]
		last = 1
		if entries[symbol] > 0 {
			last = 2
		}
		above[i%layer.In] = last
	}
}

// entryOf returns the index of a value in a table.
func entryOf(entries []float32, v float32) int {
	for i, e := range entries {
		if math.Float32bits(e) == math.Float32bits(v) {
			return i
		}
	}
	return 0
}

// biases writes or reads the biases of the heard neurons. The others are 0.
func (w *walk) biases(layer *nn.Dense, heard []bool) {
	w.floats(layer.B, func(i int) bool { return heard[i] })
}

// number writes or reads a whole number of a fixed number of bits, without a
// model: every bit is taken to be 0 or 1 with the same probability.
func (w *walk) number(v, width int) int {
	read := 0
	for b := width - 1; b >= 0; b-- {
		read = read<<1 | w.coder.bit(v>>b&1, certain/2)
	}
	return read
}

// floats writes or reads the values whose index is chosen. Only the exponents are
// predicted by a model. If the mantissas of all values end with zeros, because
// they were rounded, the number of these zeros is stored once and they are left
// out.
func (w *walk) floats(values []float32, chosen func(i int) bool) {
	zeros := 23
	if !w.coder.decoding {
		for i, v := range values {
			if chosen(i) {
				zeros = min(zeros, bits.TrailingZeros32(math.Float32bits(v)|1<<23))
			}
		}
	}
	zeros = min(w.number(zeros, 5), 23)
	m := newModel(w.coder, 1<<8)
	for i, v := range values {
		if !chosen(i) {
			continue
		}
		if !w.meter.Did(8 * codedWork) {
			return
		}
		f := math.Float32bits(v)
		read := uint32(w.coder.bit(int(f>>31), certain/2))
		node := 1
		for b := 30; b >= 23; b-- {
			node = node<<1 | m.code(int(f>>b&1), node)
		}
		read = read<<8 | uint32(node&255)
		for b := 22; b >= zeros; b-- {
			read = read<<1 | uint32(w.coder.bit(int(f>>b&1), certain/2))
		}
		values[i] = math.Float32frombits(read << zeros)
	}
}
