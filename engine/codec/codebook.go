package codec

import (
	"encoding/binary"
	"math"
	"math/bits"

	"bonsai/engine/nn"
)

// Codebook stores a table of the different values in a layer and, for each kept
// weight, the gap to the one before in five bits and the index of its value in
// the table, in as few bits as can number the table. It is Deep Compression
// without the Huffman codes, and is small after quantisation. A layer with more
// than 256 different values has no table and stores its weights as float32.
type Codebook struct{}

var _ Format = Codebook{}

// Encode implements Format.
func (Codebook) Encode(n *nn.Network) []byte {
	return encode(n, func(b []byte, layer *nn.Dense) []byte {
		entries := entriesOf(layer)
		table := tableOf(entries)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		b = appendTable(b, table)
		w, width := bitWriter{}, indexBits(table)
		for _, e := range entries {
			w.write(uint32(e.gap-1), gapBits)
			if table == nil {
				w.write(math.Float32bits(e.value), 32)
			} else {
				w.write(uint32(indexOf(table, e.value)), width)
			}
		}
		return append(b, w.out...)
	})
}

// Decode implements Format.
func (Codebook) Decode(b []byte) (*nn.Network, error) {
	return decode(b, sparseLimit(len(b)), func(layer *nn.Dense, b []byte) (rest []byte, err error) {
		count, b, err := takeCount(b, gapBits)
		if err != nil {
			return nil, err
		}
		table, b, err := takeTable(b)
		if err != nil {
			return nil, err
		}
		r, width := bitReader{in: b}, indexBits(table)
		entries := make([]entry, count)
		for i := range entries {
			entries[i].gap = int(r.read(gapBits)) + 1
			value := r.read(width)
			if table != nil {
				if int(value) >= len(table) {
					return nil, errSymbol
				}
				value = table[value]
			}
			entries[i].value = math.Float32frombits(value)
		}
		if r.short() {
			return nil, errShort
		}
		return r.rest(), place(layer, entries)
	})
}

// indexBits returns how many bits the index of a value takes: as many as can
// number the table or, if there is no table, the 32 bits of the value itself.
func indexBits(table []uint32) int {
	if table == nil {
		return 32
	}
	return bits.Len(uint(len(table) - 1))
}
