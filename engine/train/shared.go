package train

import (
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

// shared trains the values of codes in the place of the weights. To an
// optimiser they look like a network with as many weights as there are values
// and with the same biases.
type shared struct {
	codes     *quant.Codes
	values    *nn.Network
	gradients []nn.Gradient
}

// Share makes training change only the values of the codes from the next step
// on, with a new optimiser of a known name. The codes are those of the network
// and are changed with it.
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

// Unshare gives each weight back to itself, from the next step on, with a new
// optimiser.
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
