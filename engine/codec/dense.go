package codec

import "bonsai/engine/nn"

// Dense stores every weight as a float32, or as int8 after quantisation to 8 bits,
// pruned ones as 0, and every bias. It is
// the size of a network without any compression. When it is decoded, every
// weight that is 0 counts as pruned.
type Dense struct{}

var _ Format = Dense{}

// Encode implements Format.
func (Dense) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
		for i := range layer.W {
			b = layer.append(b, i)
		}
		return b
	})
}

// Decode implements Format.
func (Dense) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, len(b), func(layer store, b []byte) (rest []byte, err error) {
		if len(b) < layer.size()*len(layer.W) {
			return nil, errShort
		}
		rest = b
		for i := range layer.W {
			if rest, err = layer.take(rest, i); err != nil {
				return nil, err
			}
			if layer.W[i] == 0 {
				layer.Mask[i] = 0
			}
		}
		return rest, nil
	})
}
