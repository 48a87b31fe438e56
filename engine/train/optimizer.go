package train

import (
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/simd"
)

// An Optimizer changes a network's weights by their gradients.
type Optimizer interface {
	// Step takes one step. It leaves pruned weights at 0 and forgets what it
	// kept of them.
	Step(n *nn.Network, gradients []nn.Gradient, learningRate float32)

	// advance counts a step, and returns what Adam divides its means by in it.
	advance() (correct1, correct2 float32)

	// plan tells a kernel which optimiser this is, and where its memory is.
	plan(layers []simd.LayerPlan, in simd.Memory) simd.Optimizer

	// clone returns a copy that goes on from the same memory.
	clone() Optimizer
}

// optimizers are all optimisers: each makes one for networks of n's shape.
var optimizers = []struct {
	name   string
	create func(n *nn.Network) Optimizer
}{
	{"sgd", newSGD},
	{"momentum", newMomentum},
	{"adam", newAdam},
}

// Optimizers returns the names of all optimisers.
func Optimizers() []string {
	names := make([]string, len(optimizers))
	for i, o := range optimizers {
		names[i] = o.name
	}
	return names
}

// NewOptimizer makes the optimiser of a name, for networks of n's shape.
func NewOptimizer(name string, n *nn.Network) (Optimizer, bool) {
	for _, o := range optimizers {
		if o.name == name {
			return o.create(n), true
		}
	}
	return nil, false
}

// memory is what an optimiser keeps for each weight and each bias.
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

// hold sets the values at pruned places to 0.
func hold(mask []uint8, values []float32) {
	for i, m := range mask {
		if m == 0 {
			values[i] = 0
		}
	}
}
