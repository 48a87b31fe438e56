package codec

import (
	"encoding/binary"
	"math"

	"bonsai/engine/nn"
)

// Relative writes the gap before each kept weight in five bits, and the weight
// as a float32.
type Relative struct{}

var _ Format = Relative{}

func (Relative) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		entries := entriesOf(layer)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		w := bitWriter{}
		for _, e := range entries {
			w.write(uint32(e.gap-1), gapBits)
			w.write(math.Float32bits(e.value), 32)
		}
		b = append(b, w.out...)
		b = appendFloats(b, layer.B)
	}
	return b
}

func (Relative) Decode(b []byte) (*nn.Network, error) {
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		count, after, err := takeCount(rest, gapBits+32)
		if err != nil {
			return nil, err
		}
		r := bitReader{in: after}
		entries := make([]entry, count)
		for i := range entries {
			entries[i] = entry{int(r.read(gapBits)) + 1, math.Float32frombits(r.read(32))}
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

// takeCount reads how many entries follow, of at least so many bits each: no
// more than there can be.
func takeCount(b []byte, bits int) (count int, rest []byte, err error) {
	values, rest, err := takeUvarints(b, 1)
	if err != nil {
		return 0, nil, err
	}
	if values[0] > uint64(len(rest)*8/bits) {
		return 0, nil, errShort
	}
	return int(values[0]), rest, nil
}
