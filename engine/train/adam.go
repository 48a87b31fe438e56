package train

import (
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/simd"
)

// Adam scales the step of each weight by the size of its recent gradients (Kingma
// and Ba, ICLR 2015, algorithm 1, with the paper's constants):
//
//	m ← β₁·m + (1−β₁)·g,  v ← β₂·v + (1−β₂)·g²
//	w ← w − η · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + 1e-8)
type Adam struct {
	m, v memory

	// β₁ᵗ and β₂ᵗ after t steps. They are multiplied step by step, because the
	// last bit of a power function differs between machines.
	decay1, decay2 float64
}

var _ Optimizer = (*Adam)(nil)

const (
	beta1   = 0.9
	beta2   = 0.999
	epsilon = 1e-8
)

func newAdam(n *nn.Network) Optimizer {
	return &Adam{m: newMemory(n), v: newMemory(n), decay1: 1, decay2: 1}
}

func (a *Adam) Step(n *nn.Network, gradients []nn.Gradient, learningRate float32) {
	rate := adamRate{learning: learningRate}
	rate.correct1, rate.correct2 = a.advance()
	for i, layer := range n.Layers {
		rate.step(layer.W, gradients[i].W, a.m[i].W, a.v[i].W)
		rate.step(layer.B, gradients[i].B, a.m[i].B, a.v[i].B)
		hold(layer.Mask, layer.W)
		hold(layer.Mask, a.m[i].W)
		hold(layer.Mask, a.v[i].W)
	}
}

func (a *Adam) advance() (correct1, correct2 float32) {
	a.decay1 = float64(a.decay1 * beta1)
	a.decay2 = float64(a.decay2 * beta2)
	return float32(1 - a.decay1), float32(1 - a.decay2)
}

func (a *Adam) plan(layers []simd.LayerPlan, in simd.Memory) simd.Optimizer {
	a.m.plan(layers, in, first)
	a.v.plan(layers, in, second)
	return simd.Adam
}

func (a *Adam) clone() Optimizer {
	return &Adam{m: a.m.clone(), v: a.v.clone(), decay1: a.decay1, decay2: a.decay2}
}

// adamRate holds the numbers that are the same for all weights in one step.
type adamRate struct{ learning, correct1, correct2 float32 }

func (r adamRate) step(w, g, m, v []float32) {
	for i, x := range g {
		m[i] = float32(beta1*m[i]) + float32((1-beta1)*x)
		v[i] = float32(beta2*v[i]) + float32((1-beta2)*float32(x*x))
		root := float32(math.Sqrt(float64(v[i] / r.correct2)))
		w[i] -= float32(r.learning*(m[i]/r.correct1)) / (root + epsilon)
	}
}
