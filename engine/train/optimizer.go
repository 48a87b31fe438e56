package train

import (
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/simd"
)

// An Optimizer changes the weights of a network by their gradients.
type Optimizer interface {
	// Step takes one step. It leaves pruned weights at 0 and clears what it has
	// stored for them.
	Step(n *nn.Network, gradients []nn.Gradient, learningRate float32)

	// advance counts a step, and returns Adam's bias corrections for it: 1 − β₁ᵗ
	// and 1 − β₂ᵗ. For other optimisers they are 1.
	advance() (correct1, correct2 float32)

	// plan writes to the layers where the optimiser's memory is, and returns the
	// number that the kernel of a training step knows the optimiser by.
	plan(layers []simd.LayerPlan, in simd.Memory) simd.Optimizer

	// clone returns a copy with a copy of the optimiser's memory.
	clone() Optimizer
}

// optimizers lists all optimisers in the order in which they are offered.
var optimizers = []struct {
	name   string
	create func(n *nn.Network) Optimizer
}{
	{"sgd", newSGD},
	{"momentum", newMomentum},
	{"adam", newAdam},
}

// Optimizers returns the names of all optimisers, in the order in which they are
// offered.
func Optimizers() []string {
	names := make([]string, len(optimizers))
	for i, o := range optimizers {
		names[i] = o.name
	}
	return names
}

// NewOptimizer returns a new optimiser for networks of n's shape, and whether one
// of that name exists.
func NewOptimizer(name string, n *nn.Network) (Optimizer, bool) {
	for _, o := range optimizers {
		if o.name == name {
			return o.create(n), true
		}
	}
	return nil, false
}

// memory holds a number for each weight and each bias, such as a running mean of
// the gradients.
type memory []nn.Gradient

func newMemory(n *nn.Network) memory {
	m := make(memory, len(n.Layers))
	for i, layer := range n.Layers {
		m[i] = nn.Gradient{W: make([]float32, len(layer.W)), B: make([]float32, len(layer.B))}
	}
	return m
}

func (m memory) clone() memory {
	c := make(memory, len(m))
	for i, layer := range m {
		c[i] = nn.Gradient{W: slices.Clone(layer.W), B: slices.Clone(layer.B)}
	}
	return c
}

// hold sets the values of pruned connections to 0.
func hold(mask []uint8, values []float32) {
	for i, m := range mask {
		if m == 0 {
			values[i] = 0
		}
	}
}
