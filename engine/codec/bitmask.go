package codec

import "bonsai/engine/nn"

// Bitmask stores one bit for each weight, kept or pruned, and then the kept
// weights and the biases as float32. Papers on sparse training count sizes this
// way (Evci et al., "Rigging the Lottery", ICML 2020).
type Bitmask struct{}

var _ Format = Bitmask{}

// Encode implements Format.
func (Bitmask) Encode(n *nn.Network) []byte {
	return encode(n, func(b []byte, layer *nn.Dense) []byte {
		b = append(b, packBits(layer.Mask)...)
		for i, w := range layer.W {
			if layer.Mask[i] != 0 {
				b = appendFloat(b, w)
			}
		}
		return b
	})
}

// Decode implements Format.
func (Bitmask) Decode(b []byte) (*nn.Network, error) {
	return decode(b, 8*len(b), func(layer *nn.Dense, b []byte) (rest []byte, err error) {
		if rest, err = unpackBits(layer.Mask, b); err != nil {
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
		return rest, nil
	})
}

// packBits returns the mask with eight entries in each byte, the first in the
// lowest bit.
func packBits(mask []uint8) []byte {
	packed := make([]byte, (len(mask)+7)/8)
	for i, m := range mask {
		packed[i/8] |= m << (i % 8)
	}
	return packed
}

// unpackBits fills a mask from the bytes that packBits returned for it.
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
