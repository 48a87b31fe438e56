package codec

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"math/bits"
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// Arithmetic is the smallest: what matters to no output is left out first, and
// the rest goes through an adaptive arithmetic coder, which spends on each
// decision what it is worth: whether a pixel or a neuron counts at all, whether
// a connection is kept, which of its layer's values it has.
//
// The network that comes back gives the same outputs to the last bit, and has
// lost what no output hears: connections to and biases of neurons from which no
// path leads on. Two bytes at the end are a checksum.
type Arithmetic struct{}

var _ Format = Arithmetic{}

func (Arithmetic) Encode(n *nn.Network) []byte {
	n = n.Clone()
	heard := prune.Heard(n.Units(), n.Masks())
	dropUnheard(n, heard)
	w := &walk{coder: newEncoder(), net: n, alive: heard[:len(n.Layers)]}
	w.network()
	return seal(append(appendHeader(nil, n), w.coder.finish()...))
}

func (Arithmetic) Decode(b []byte) (*nn.Network, error) {
	b, err := unseal(b)
	if err != nil {
		return nil, err
	}
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	w := &walk{coder: newDecoder(rest), net: n}
	for _, layer := range n.Layers {
		clear(layer.Mask)
	}
	w.network()
	// The decoder reads four bytes ahead, and zeros at the end were left out;
	// a network goes on for a while behind them, but not for long.
	if len(w.coder.in) > 0 {
		return nil, errors.New("codec: bytes after the end of the network")
	}
	return n, nil
}

// seal appends a checksum.
func seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint16(b, uint16(crc32.ChecksumIEEE(b)))
}

func unseal(b []byte) ([]byte, error) {
	if len(b) < 2 {
		return nil, errShort
	}
	b, sum := b[:len(b)-2], b[len(b)-2:]
	if uint16(crc32.ChecksumIEEE(b)) != binary.LittleEndian.Uint16(sum) {
		return nil, errors.New("codec: the checksum does not fit: some of the bytes are not what was written")
	}
	return b, nil
}

// dropUnheard prunes every connection to a unit that is not heard and sets the
// unit's bias to 0. heard is what prune.Heard returns for n.
func dropUnheard(n *nn.Network, heard [][]bool) {
	for l, layer := range n.Layers {
		for j, ok := range heard[l+1] {
			if !ok {
				clear(layer.Mask[j*layer.In : (j+1)*layer.In])
				layer.B[j] = 0
			}
		}
	}
}

// A walk goes through a network in one order, to write it or to read it.
type walk struct {
	coder *coder
	net   *nn.Network
	alive [][]bool // of the inputs of each layer
}

func (w *walk) network() {
	if w.alive == nil {
		for _, layer := range w.net.Layers {
			w.alive = append(w.alive, make([]bool, layer.In))
		}
	}
	for l := range w.net.Layers {
		w.units(w.alive[l])
	}
	for l, layer := range w.net.Layers {
		heard := slices.Repeat([]bool{true}, layer.Out)
		if l+1 < len(w.net.Layers) {
			heard = w.alive[l+1]
		}
		w.mask(layer, w.alive[l], heard)
		w.values(layer)
		w.biases(layer, heard)
	}
}

// sideOf is the side of the square image that so many inputs may be. Where they
// are none it is so large that nothing is above anything.
func sideOf(inputs int) int {
	side := int(math.Sqrt(float64(inputs)))
	if side*side == inputs && side >= 8 {
		return side
	}
	return inputs + 1
}

// units says which units are alive. Pixels are like their neighbours.
func (w *walk) units(alive []bool) {
	m := newModel(w.coder, 1, 8, 16)
	side := sideOf(len(alive))
	for i := range alive {
		near := flag(alive, i-1)
		above := flag(alive, i-side) | flag(alive, i-side-1)<<1 | flag(alive, i-side+1)<<2
		alive[i] = m.code(int(flag(alive, i)), 0, near|flag(alive, i-2)<<1|flag(alive, i-3)<<2, near|above<<1) != 0
	}
}

func flag(flags []bool, i int) int {
	if i >= 0 && i < len(flags) && flags[i] {
		return 1
	}
	return 0
}

// mask says which connections are kept, of those between units that are alive.
func (w *walk) mask(layer *nn.Dense, alive, heard []bool) {
	side := sideOf(layer.In)
	const levels = 12
	m := newModel(w.coder, 1, layer.In, layer.Out, 16*levels, 64, 27*levels)
	column := make([]int, layer.In) // how many rows keep each input
	rows := 0                       // that are done
	for j := range layer.Out {
		if !heard[j] {
			continue
		}
		row := layer.Mask[j*layer.In : (j+1)*layer.In]
		var above []uint8
		if j > 0 {
			above = layer.Mask[(j-1)*layer.In : j*layer.In]
		}
		kept := 0
		for i := range row {
			if !alive[i] {
				continue
			}
			near := at(row, i-1) | at(row, i-side)<<1 | at(row, i-side-1)<<2 | at(row, i-side+1)<<3
			around := at(row, i-1) + at(row, i-2) + at(row, i-side) + at(row, i-side-1) + at(row, i-side+1) + at(row, i-2*side)
			use := column[i]
			for _, d := range []int{-1, 1, -side, side} {
				if k := i + d; k >= 0 && k < len(column) {
					use += column[k]
				}
			}
			bit := m.code(int(row[i]), 0, i, j,
				near+16*level(column[i], rows, levels),
				near|at(above, i)<<4|at(above, i+1)<<5,
				min(around, 2)+3*min(at(above, i)+at(above, i-1)+at(above, i+1), 2)+9*min(kept/8, 2)+27*level(use, 5*rows, levels))
			row[i] = uint8(bit)
			kept += bit
			column[i] += bit
		}
		rows++
	}
}

func at(mask []uint8, i int) int {
	if i < 0 || i >= len(mask) {
		return 0
	}
	return int(mask[i])
}

// level sorts a share n/of into so many levels, finer for small ones.
func level(n, of, levels int) int {
	if of == 0 {
		return 0
	}
	share := float64(n) / float64(of)
	return 1 + min(int(math.Sqrt(share)*float64(levels-1)), levels-2)
}

// values says what the kept weights of a layer are: a table and the place of
// each in it, or where there are too many values each by itself.
func (w *walk) values(layer *nn.Dense) {
	var table []uint32
	if !w.coder.decoding {
		table = valuesOf(layer)
	}
	size := w.number(len(table), 9)
	if size > maxTable { // cannot come from an encoder: nothing is kept then
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

// valuesOf lists the different kept weights of a layer in rising order, or
// nothing where they are too many.
func valuesOf(layer *nn.Dense) []uint32 {
	var entries []entry
	for i, m := range layer.Mask {
		if m != 0 {
			entries = append(entries, entry{value: layer.W[i]})
		}
	}
	table := tableOf(entries)
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

// symbols says which entry each kept weight is: bit by bit from the highest, in
// the context of the bits before and of the weights kept last, in the row and
// in the column.
func (w *walk) symbols(layer *nn.Dense, entries []float32) {
	width := bits.Len(uint(len(entries) - 1))
	m := newModel(w.coder, 1<<width, 3<<width, 3<<width, 9<<width)
	last, above := 0, make([]int, layer.In) // 0 none, 1 negative, 2 positive
	for i, kept := range layer.Mask {
		if i%layer.In == 0 {
			last = 0
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

func entryOf(entries []float32, v float32) int {
	for i, e := range entries {
		if math.Float32bits(e) == math.Float32bits(v) {
			return i
		}
	}
	return 0
}

func (w *walk) biases(layer *nn.Dense, heard []bool) {
	w.floats(layer.B, func(i int) bool { return heard[i] })
}

// number writes or reads a whole number of so many bits, all alike.
func (w *walk) number(v, width int) int {
	read := 0
	for b := width - 1; b >= 0; b-- {
		read = read<<1 | w.coder.bit(v>>b&1, certain/2)
	}
	return read
}

// floats writes or reads those of the values that are chosen. The zeros that
// all of their mantissas end with are counted once: values that were rounded
// are short.
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
