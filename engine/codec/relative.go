package codec

import (
	"encoding/binary"

	"bonsai/engine/nn"
)

// Relative stores, for each kept weight, the gap to the kept weight before it in
// five bits and its value as a float32, or as int8 after quantisation to 8 bits.
type Relative struct{}

var _ Format = Relative{}

// Encode implements Format.
func (Relative) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
		entries := entriesOf(layer.Dense)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		w := bitWriter{}
		for i, symbol := range layer.symbols(entries) {
			w.write(uint32(entries[i].gap-1), gapBits)
			w.write(symbol, 8*layer.size())
		}
		return append(b, w.out...)
	})
}

// Decode implements Format.
func (Relative) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, sparseLimit(len(b)), func(layer store, b []byte) (rest []byte, err error) {
		count, b, err := takeCount(b, gapBits+8*layer.size())
		if err != nil {
			return nil, err
		}
		r := bitReader{in: b}
		gaps, symbols := make([]int, count), make([]uint32, count)
		for i := range gaps {
			gaps[i] = int(r.read(gapBits)) + 1
			symbols[i] = r.read(8 * layer.size())
		}
		return r.rest(), layer.place(gaps, symbols)
	})
}

// takeCount reads the number of entries that follow. leastBits is how many bits
// an entry takes at least: a number of entries that the rest of b cannot hold is
// an error.
func takeCount(b []byte, leastBits int) (count int, rest []byte, err error) {
	values, rest, err := takeUvarints(b, 1)
	if err != nil {
		return 0, nil, err
	}
	if values[0] > uint64(len(rest)*8/leastBits) {
		return 0, nil, errShort
	}
	return int(values[0]), rest, nil
}
