package codec

import "bonsai/engine/nn"

// Bitmask writes one bit for each weight, kept or pruned, and then only the
// kept weights and the biases as float32: the accounting of RigL (Evci et
// al., "Rigging the Lottery", ICML 2020) and of most sparse formats' first
// step.
type Bitmask struct{}

var _ Format = Bitmask{}

func (Bitmask) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		b = append(b, packBits(layer.Mask)...)
		for i, w := range layer.W {
			if layer.Mask[i] != 0 {
				b = appendFloat(b, w)
			}
		}
		for _, bias := range layer.B {
			b = appendFloat(b, bias)
		}
	}
	return b
}

func (Bitmask) Decode(b []byte) (*nn.Network, error) {
	n, rest, err := takeHeader(b, 8*len(b))
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		if rest, err = unpackBits(layer.Mask, rest); err != nil {
			return nil, err
		}
		for i, m := range layer.Mask {
			if m == 0 {
				continue
			}
			if rest, err = takeFloats(rest, layer.W[i:i+1]); err != nil {
				return nil, err
			}
		}
		if rest, err = takeFloats(rest, layer.B); err != nil {
			return nil, err
		}
	}
	return end(n, rest)
}

// packBits puts eight mask entries into a byte, the first in its lowest bit.
func packBits(mask []uint8) []byte {
	packed := make([]byte, (len(mask)+7)/8)
	for i, m := range mask {
		packed[i/8] |= m << (i % 8)
	}
	return packed
}

func unpackBits(mask []uint8, b []byte) (rest []byte, err error) {
	size := (len(mask) + 7) / 8
	if len(b) < size {
		return nil, errShort
	}
	for i := range mask {
		mask[i] = b[i/8] >> (i % 8) & 1
	}
	return b[size:], nil
}
