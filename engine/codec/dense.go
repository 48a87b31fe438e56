package codec

import "bonsai/engine/nn"

// Dense writes every weight as a float32, pruned ones as 0, and the biases:
// what a network weighs when nothing is made of its zeros. Reading it back, a
// zero counts as pruned.
type Dense struct{}

var _ Format = Dense{}

func (Dense) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		for i, w := range layer.W {
			if layer.Mask[i] == 0 {
				w = 0
			}
			b = appendFloat(b, w)
		}
		for _, bias := range layer.B {
			b = appendFloat(b, bias)
		}
	}
	return b
}

func (Dense) Decode(b []byte) (*nn.Network, error) {
	n, rest, err := takeHeader(b, len(b)/4)
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		if rest, err = takeFloats(rest, layer.W); err != nil {
			return nil, err
		}
		if rest, err = takeFloats(rest, layer.B); err != nil {
			return nil, err
		}
		for i, w := range layer.W {
			if w == 0 {
				layer.Mask[i] = 0
			}
		}
	}
	return end(n, rest)
}
