package codec

import (
	"encoding/binary"
	"math"
	"math/bits"

	"bonsai/engine/nn"
)

// Codebook writes of each kept weight its gap in five bits and its place in the
// table of the layer's values, in as few bits as number them: Deep Compression
// without its Huffman code. It pays after quantising; a layer of more than 256
// different values keeps them as float32.
type Codebook struct{}

var _ Format = Codebook{}

func (Codebook) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		entries := entriesOf(layer)
		table := tableOf(entries)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		b = appendTable(b, table)
		w, width := bitWriter{}, widthOf(table)
		for _, e := range entries {
			w.write(uint32(e.gap-1), gapBits)
			if table == nil {
				w.write(math.Float32bits(e.value), 32)
			} else {
				w.write(uint32(symbol(table, e.value)), width)
			}
		}
		b = append(b, w.out...)
		b = appendFloats(b, layer.B)
	}
	return b
}

func (Codebook) Decode(b []byte) (*nn.Network, error) {
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		count, after, err := takeCount(rest, gapBits)
		if err != nil {
			return nil, err
		}
		table, after, err := takeTable(after)
		if err != nil {
			return nil, err
		}
		r, width := bitReader{in: after}, widthOf(table)
		entries := make([]entry, count)
		for i := range entries {
			entries[i].gap = int(r.read(gapBits)) + 1
			value := r.read(width)
			if table != nil {
				if int(value) >= len(table) {
					return nil, errOrder
				}
				value = table[value]
			}
			entries[i].value = math.Float32frombits(value)
		}
		if r.short() {
			return nil, errShort
		}
		clear(layer.Mask)
		if err := place(layer, entries); err != nil {
			return nil, err
		}
		if rest, err = takeFloats(r.rest(), layer.B); err != nil {
			return nil, err
		}
	}
	return end(n, rest)
}

// widthOf is how many bits number the values of a table; without one, those of
// a float32.
func widthOf(table []uint32) int {
	if table == nil {
		return 32
	}
	return bits.Len(uint(len(table) - 1))
}
