package nn

import "slices"

// A Network is a sequence of layers, and the loss that it is trained with. The last
// layer is linear: its outputs are logits, from which the loss computes
// probabilities (or, with SquaredError, the predicted values themselves).
type Network struct {
	Layers []*Dense
	Loss   Loss
}

// A Dense layer connects each of its inputs with each of its outputs (neurons):
// output = Activation(W·input + B), where pruned weights count as 0.
type Dense struct {
	In, Out    int
	Activation Activation
	W          []float32 // [Out][In]
	B          []float32 // [Out]
	Mask       []uint8   // [Out][In]; 1: kept, 0: pruned
}

// New returns a network. hidden has the number of neurons of each hidden layer and
// activations their activations. All weights and biases are 0, and all weights
// are kept.
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

// CopyMasks returns copies of the masks of the layers.
func (n *Network) CopyMasks() [][]uint8 {
	masks := n.Masks()
	for l := range masks {
		masks[l] = slices.Clone(masks[l])
	}
	return masks
}

// SetMasks copies masks of the layers into the network.
func (n *Network) SetMasks(masks [][]uint8) {
	for l, layer := range n.Layers {
		copy(layer.Mask, masks[l])
	}
}

// ZeroPruned sets the pruned weights to 0.
func (n *Network) ZeroPruned() {
	for _, layer := range n.Layers {
		for i, m := range layer.Mask {
			if m == 0 {
				layer.W[i] = 0
			}
		}
	}
}

// Weights returns the number of weights, pruned ones too, without biases.
func (n *Network) Weights() int {
	total := 0
	for _, layer := range n.Layers {
		total += len(layer.W)
	}
	return total
}

// Clone returns a copy that shares no memory with the network.
func (n *Network) Clone() *Network {
	c := &Network{Loss: n.Loss, Layers: make([]*Dense, len(n.Layers))}
	for i, layer := range n.Layers {
		l := *layer
		l.W, l.B, l.Mask = slices.Clone(l.W), slices.Clone(l.B), slices.Clone(l.Mask)
		c.Layers[i] = &l
	}
	return c
}
