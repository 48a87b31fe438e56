package codec

import (
	"encoding/binary"
	"math/bits"

	"bonsai/engine/nn"
)

// Codebook stores a table of the different weights in a layer and, for each kept
// weight, the gap to the one before in five bits and the index of its value in
// the table, in as few bits as can number the table. It is Deep Compression
// without the Huffman codes, and is small after quantisation. The table has float32,
// or int8 after quantisation to 8 bits. A layer with more than 256 different float32
// has no table and stores its weights one by one.
type Codebook struct{}

var _ Format = Codebook{}

// Encode implements Format.
func (Codebook) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
		entries := entriesOf(layer.Dense)
		symbols := layer.symbols(entries)
		table := tableOf(symbols)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		b = appendTable(b, table, layer.size())
		w, width := bitWriter{}, layer.indexBits(table)
		for i, symbol := range symbols {
			w.write(uint32(entries[i].gap-1), gapBits)
			if table != nil {
				symbol = uint32(indexOf(table, symbol))
			}
			w.write(symbol, width)
		}
		return append(b, w.out...)
	})
}

// Decode implements Format.
func (Codebook) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, sparseLimit(len(b)), func(layer store, b []byte) (rest []byte, err error) {
		count, b, err := takeCount(b, gapBits)
		if err != nil {
			return nil, err
		}
		table, b, err := takeTable(b, layer.size())
		if err != nil {
			return nil, err
		}
		r, width := bitReader{in: b}, layer.indexBits(table)
		gaps, symbols := make([]int, count), make([]uint32, count)
		for i := range gaps {
			gaps[i] = int(r.read(gapBits)) + 1
			symbols[i] = r.read(width)
			if table != nil {
				if int(symbols[i]) >= len(table) {
					return nil, errSymbol
				}
				symbols[i] = table[symbols[i]]
			}
		}
		if r.short() {
			return nil, errShort
		}
		return r.rest(), layer.place(gaps, symbols)
	})
}

// indexBits returns how many bits the index of a symbol takes: as many as can
// number the table or, if there is no table, those of the symbol itself.
func (s store) indexBits(table []uint32) int {
	if table == nil {
		return 8 * s.size()
	}
	return bits.Len(uint(len(table) - 1))
}
