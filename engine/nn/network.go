package nn

import "slices"

// A Network is layers one after the other, and the loss that it is trained
// on. The last layer is linear: what it gives out are logits, which the loss
// turns into probabilities (or, for SquaredError, the values themselves).
type Network struct {
	Layers []*Dense
	Loss   Loss
}

// A Dense layer connects each of its inputs with each of its outputs:
// output = Activation(W·input + B), with pruned weights counting as 0.
type Dense struct {
	In, Out    int
	Activation Activation
	W          []float32 // [Out][In]
	B          []float32 // [Out]
	Mask       []uint8   // [Out][In]; 1 kept, 0 pruned
}

// New makes a network with a hidden layer for each entry of hidden, activated
// by the entry of activations at the same place. All its weights are 0 and
// kept.
func New(inputs int, hidden []int, activations []Activation, outputs int, loss Loss) *Network {
	n := &Network{Loss: loss}
	in := inputs
	for i, out := range hidden {
		n.Layers = append(n.Layers, newDense(in, out, activations[i]))
		in = out
	}
	n.Layers = append(n.Layers, newDense(in, outputs, Linear))
	return n
}

func newDense(in, out int, activation Activation) *Dense {
	return &Dense{
		In: in, Out: out, Activation: activation,
		W:    make([]float32, out*in),
		B:    make([]float32, out),
		Mask: slices.Repeat([]uint8{1}, out*in),
	}
}

// Units returns the sizes of the layers of units: the inputs, every hidden layer
// and the outputs.
func (n *Network) Units() []int {
	units := []int{n.Layers[0].In}
	for _, layer := range n.Layers {
		units = append(units, layer.Out)
	}
	return units
}

// Masks returns the masks of the layers. They are the network's own, not copies.
func (n *Network) Masks() [][]uint8 {
	masks := make([][]uint8, len(n.Layers))
	for l, layer := range n.Layers {
		masks[l] = layer.Mask
	}
	return masks
}

// Clone returns a copy that shares nothing with the network.
func (n *Network) Clone() *Network {
	c := &Network{Loss: n.Loss, Layers: make([]*Dense, len(n.Layers))}
	for i, layer := range n.Layers {
		l := *layer
		l.W, l.B, l.Mask = slices.Clone(l.W), slices.Clone(l.B), slices.Clone(l.Mask)
		c.Layers[i] = &l
	}
	return c
}
