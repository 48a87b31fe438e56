package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune"
)

// Arithmetic stores the network with an adaptive arithmetic coder and is usually
// the smallest format. It codes, bit by bit, which inputs and neurons have
// connections at all, which connections are kept, and which of its layer's
// values each has; the more predictable a bit is, the less space it takes.
//
// Connections to neurons that have no path to an output are not stored, nor are
// the biases of those neurons. The decoded network lacks them, but its outputs
// are the same to the last bit. The last two bytes are a checksum.
type Arithmetic struct {
	meter *pace.Meter // of what the encoder has done; nil: it is not sliced
}

var _ Format = Arithmetic{}

// Encode implements Format.
func (a Arithmetic) Encode(n *nn.Network) []byte {
	n = n.Clone()
	heard := prune.Heard(n.Units(), n.Masks())
	dropUnheard(n, heard)
	w := &walk{coder: newEncoder(), net: n, alive: heard[:len(n.Layers)], meter: a.meter}
	mark := 0
	if !hasNegativeZero(n) {
		w.integers = integersOf(n)
	}
	if w.integers != nil {
		mark = int8Mark
	}
	header := appendHeader(nil, n, mark)
	w.network()
	return seal(append(header, w.coder.finish()...))
}

// Decode implements Format.
func (Arithmetic) Decode(b []byte) (*nn.Network, error) {
	b, err := unseal(b)
	if err != nil {
		return nil, err
	}
	b, isInt8 := withoutMark(b)
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	w := &walk{coder: newDecoder(rest), net: n}
	for _, layer := range n.Layers {
		clear(layer.Mask)
		if isInt8 {
			w.integers = append(w.integers, &integers{})
		}
	}
	w.network()
	// The decoder reads up to four bytes ahead, and the encoder leaves zeros at the
	// end out. So all bytes have been read by now, if there are none too many.
	if len(w.coder.in) > 0 {
		return nil, fmt.Errorf("codec: %d bytes follow the end of the network", len(w.coder.in))
	}
	return n, nil
}

// hasNegativeZero reports whether a kept weight is −0, which no int8 is. A network that
// a link contains must have the same bits when it is opened.
func hasNegativeZero(n *nn.Network) bool {
	for _, layer := range n.Layers {
		for i, m := range layer.Mask {
			if m != 0 && layer.W[i] == 0 && math.Signbit(float64(layer.W[i])) {
				return true
			}
		}
	}
	return false
}

// seal appends a checksum of two bytes: the lower half of CRC-32.
func seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint16(b, uint16(crc32.ChecksumIEEE(b)))
}

// unseal checks and removes the checksum.
func unseal(b []byte) ([]byte, error) {
	if len(b) < 2 {
		return nil, errShort
	}
	b, sum := b[:len(b)-2], b[len(b)-2:]
	if uint16(crc32.ChecksumIEEE(b)) != binary.LittleEndian.Uint16(sum) {
		return nil, errors.New("codec: the checksum does not match: the data was altered or truncated")
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
	coder    *coder
	net      *nn.Network
	alive    [][]bool    // of the inputs of each layer
	integers []*integers // the weights of each layer as int8; nil: they are float32
	meter    *pace.Meter
}

// codedWork is about how many multiplications take as long as coding a bit with
// its model.
const codedWork = 16

// network writes or reads everything after the header: for all layers which of
// their inputs are alive, and then layer by layer the mask, the weights and the
// biases.
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
		if w.integers != nil {
			w.multiples(layer, w.integers[l])
		} else {
			w.values(layer)
		}
		w.biases(layer, heard)
	}
}

// sideOf returns the side of the square image that the inputs probably are, if
// their number is a square of at least 8². Otherwise it returns more than the
// number of inputs, so that no input has another one above it.
func sideOf(inputs int) int {
	side := int(math.Sqrt(float64(inputs)))
	if side*side == inputs && side >= 8 {
		return side
	}
	return inputs + 1
}

// units writes or reads which units are alive, that is, have a kept connection to
// the next layer. A pixel is likely to be alive if the pixels to the left of it
// and above it are.
func (w *walk) units(alive []bool) {
	m := newModel(w.coder, 1, 8, 16)
	side := sideOf(len(alive))
	for i := range alive {
		near := flag(alive, i-1)
		above := flag(alive, i-side) | flag(alive, i-side-1)<<1 | flag(alive, i-side+1)<<2
		alive[i] = m.code(int(flag(alive, i)), 0, near|flag(alive, i-2)<<1|flag(alive, i-3)<<2, near|above<<1) != 0
	}
}

// flag returns 1 if flags has an element i and it is true, otherwise 0.
func flag(flags []bool, i int) int {
	if i >= 0 && i < len(flags) && flags[i] {
		return 1
	}
	return 0
}

// mask writes or reads which connections of a layer are kept, among those from
// alive inputs to heard neurons: neurons with a path to an output. The contexts
// are the input, the neuron, which of the neighbouring pixels the same neuron
// keeps, and how many of the neurons before it keep this input.
func (w *walk) mask(layer *nn.Dense, alive, heard []bool) {
	side := sideOf(layer.In)
	const levels = 12
	m := newModel(w.coder, 1, layer.In, layer.Out, 16*levels, 64, 27*levels)
	column := make([]int, layer.In) // how many of the rows so far keep each input
	rows := 0                       // number of rows so far
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
		if !w.meter.Did(codedWork * layer.In) {
			return
		}
	}
}

// at returns element i of a mask, or 0 if there is none.
func at(mask []uint8, i int) int {
	if i < 0 || i >= len(mask) {
		return 0
	}
	return int(mask[i])
}

// level returns to which of a number of levels the share n/of belongs. Level 0 is
// for of = 0; the others divide the shares by their square root, so small shares
// are told apart more finely.
func level(n, of, levels int) int {
	if of == 0 {
		return 0
	}
	share := float64(n) / float64(of)
	return 1 + min(int(math.Sqrt(share)*float64(levels-1)), levels-2)
}
