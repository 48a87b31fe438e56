package train

import (
	"bonsai/engine/nn"
	"bonsai/engine/simd"
)

// SGD is stochastic gradient descent: w ← w − η·g.
type SGD struct{}

var _ Optimizer = SGD{}

func newSGD(*nn.Network) Optimizer { return SGD{} }

func (SGD) Step(n *nn.Network, gradients []nn.Gradient, learningRate float32) {
	for i, layer := range n.Layers {
		descend(layer.W, gradients[i].W, learningRate)
		descend(layer.B, gradients[i].B, learningRate)
		hold(layer.Mask, layer.W)
	}
}

func (SGD) advance() (correct1, correct2 float32) { return 1, 1 }

func (SGD) plan([]simd.LayerPlan, simd.Memory) simd.Optimizer { return simd.SGD }

func (s SGD) clone() Optimizer { return s }

// descend sets w to w − η·g.
func descend(w, g []float32, learningRate float32) {
	for i, v := range g {
		w[i] -= float32(learningRate * v)
	}
}
