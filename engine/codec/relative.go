package codec

import (
	"encoding/binary"
	"math"

	"bonsai/engine/nn"
)

// Relative stores, for each kept weight, the gap to the kept weight before it in
// five bits and its value as a float32.
type Relative struct{}

var _ Format = Relative{}

// Encode implements Format.
func (Relative) Encode(n *nn.Network) []byte {
	return encode(n, func(b []byte, layer *nn.Dense) []byte {
		entries := entriesOf(layer)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		w := bitWriter{}
		for _, e := range entries {
			w.write(uint32(e.gap-1), gapBits)
			w.write(math.Float32bits(e.value), 32)
		}
		return append(b, w.out...)
	})
}

// Decode implements Format.
func (Relative) Decode(b []byte) (*nn.Network, error) {
	return decode(b, sparseLimit(len(b)), func(layer *nn.Dense, b []byte) (rest []byte, err error) {
		count, b, err := takeCount(b, gapBits+32)
		if err != nil {
			return nil, err
		}
		r := bitReader{in: b}
		entries := make([]entry, count)
		for i := range entries {
			entries[i] = entry{int(r.read(gapBits)) + 1, math.Float32frombits(r.read(32))}
		}
		return r.rest(), place(layer, entries)
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
