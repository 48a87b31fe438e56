package codec

import "bonsai/engine/nn"

// Bitmask stores one bit for each weight, kept or pruned, and then the kept
// weights and the biases as float32 (after quantisation to 8 bits, the weights as
// int8). Papers on sparse training count sizes this
// way (Evci et al., "Rigging the Lottery", ICML 2020).
type Bitmask struct{}

var _ Format = Bitmask{}

// Encode implements Format.
func (Bitmask) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
		b = append(b, packBits(layer.Mask)...)
		for i, m := range layer.Mask {
			if m != 0 {
				b = layer.append(b, i)
			}
		}
		return b
	})
}

// Decode implements Format.
func (Bitmask) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, 8*len(b), func(layer store, b []byte) (rest []byte, err error) {
		if rest, err = unpackBits(layer.Mask, b); err != nil {
			return nil, err
		}
		for i, m := range layer.Mask {
			if m == 0 {
				continue
			}
			if rest, err = layer.take(rest, i); err != nil {
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
