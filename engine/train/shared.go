package train

import (
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

// shared trains the values that the weights of a quantised network share, instead
// of the weights. To the optimiser it looks like a network that has these values
// as its weights, and the same biases.
type shared struct {
	codes     *quant.Codes
	values    *nn.Network
	gradients []nn.Gradient
}

// Share makes training change only the values of the codes, from the next step
// on, with a new optimiser of the given name, one of Optimizers. The codes must
// be those of the network. Training changes both.
func (t *Trainer) Share(codes *quant.Codes, optimizer string) {
	s := &shared{codes: codes, values: &nn.Network{Loss: t.net.Loss}}
	for l, layer := range t.net.Layers {
		values := codes.Layers[l].Values
		s.values.Layers = append(s.values.Layers, &nn.Dense{
			In: len(values), Out: layer.Out,
			W: values, B: layer.B,
			Mask: slices.Repeat([]uint8{1}, len(values)),
		})
		s.gradients = append(s.gradients, nn.Gradient{W: make([]float32, len(values)), B: t.pass.Gradients[l].B})
	}
	t.shared = s
	t.optimizer, _ = NewOptimizer(optimizer, s.values)
}

// Unshare ends Share: from the next step on each weight is trained by itself, with
// a new optimiser.
func (t *Trainer) Unshare(optimizer string) {
	t.shared = nil
	t.Forget(optimizer)
}

func (s *shared) step(o Optimizer, n *nn.Network, gradients []nn.Gradient, learningRate float32) {
	s.codes.Gather(s.gradients, gradients, n)
	o.Step(s.values, s.gradients, learningRate)
	s.codes.Write(n)
	for _, layer := range n.Layers {
		hold(layer.Mask, layer.W)
	}
}
