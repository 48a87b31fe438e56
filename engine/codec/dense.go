package codec

import "bonsai/engine/nn"

// Dense stores every weight as a float32, pruned ones as 0, and every bias. It is
// the size of a network without any compression. When it is decoded, every
// weight that is 0 counts as pruned.
type Dense struct{}

var _ Format = Dense{}

// Encode implements Format.
func (Dense) Encode(n *nn.Network) []byte {
	return encode(n, func(b []byte, layer *nn.Dense) []byte {
		for i, w := range layer.W {
			if layer.Mask[i] == 0 {
				w = 0
			}
			b = appendFloat(b, w)
		}
		return b
	})
}

// Decode implements Format.
func (Dense) Decode(b []byte) (*nn.Network, error) {
	return decode(b, len(b)/4, func(layer *nn.Dense, b []byte) (rest []byte, err error) {
		rest, err = takeFloats(b, layer.W)
		for i, w := range layer.W {
			if w == 0 {
				layer.Mask[i] = 0
			}
		}
		return rest, err
	})
}
