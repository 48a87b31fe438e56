package train

import (
	"bonsai/engine/nn"
	"bonsai/engine/simd"
)

// Momentum keeps a running sum of the gradients that decays by 0.9 in each step:
// v ← 0.9·v + g, w ← w − η·v (Polyak 1964, in the form of Sutskever et al.,
// ICML 2013, without Nesterov's correction).
type Momentum struct{ velocity memory }

var _ Optimizer = (*Momentum)(nil)

const friction = 0.9

func newMomentum(n *nn.Network) Optimizer { return &Momentum{newMemory(n)} }

func (m *Momentum) Step(n *nn.Network, gradients []nn.Gradient, learningRate float32) {
	for i, layer := range n.Layers {
		v := m.velocity[i]
		accelerate(v.W, gradients[i].W)
		accelerate(v.B, gradients[i].B)
		hold(layer.Mask, v.W)
		descend(layer.W, v.W, learningRate)
		descend(layer.B, v.B, learningRate)
		hold(layer.Mask, layer.W)
	}
}

func (m *Momentum) advance() (correct1, correct2 float32) { return 1, 1 }

func (m *Momentum) plan(layers []simd.LayerPlan, in simd.Memory) simd.Optimizer {
	m.velocity.plan(layers, in, first)
	return simd.Momentum
}

func (m *Momentum) clone() Optimizer { return &Momentum{m.velocity.clone()} }

func accelerate(v, g []float32) {
	for i, x := range g {
		v[i] = float32(friction*v[i]) + x
	}
}
