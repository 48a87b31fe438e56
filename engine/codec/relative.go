package codec

import (
	"encoding/binary"
	"math"

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
		at := -1
		for _, e := range entries {
			at += e.gap
			w.write(uint32(e.gap-1), gapBits)
			switch {
			case layer.integers == nil:
				w.write(math.Float32bits(e.value), 32)
			case isFiller(e.value):
				w.write(fillerByte, 8)
			default:
				w.write(uint32(uint8(layer.codes[at])), 8)
			}
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
		entries := make([]entry, count)
		at := -1
		for i := range entries {
			e := entry{gap: int(r.read(gapBits)) + 1}
			if at += e.gap; at >= len(layer.W) {
				return nil, errPosition
			}
			v := r.read(8 * layer.size())
			switch {
			case layer.integers == nil:
				e.value = math.Float32frombits(v)
			case v == fillerByte:
				e.value = filler
			default:
				e.value = layer.scaleOf(at, layer.In) * float32(int8(v))
			}
			entries[i] = e
		}
		return r.rest(), place(layer.Dense, entries)
	})
}

// fillerByte stands for a filler among int8 weights, which are never −128.
const fillerByte = 0x80

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
