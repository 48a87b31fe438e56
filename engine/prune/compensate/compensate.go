// Package compensate adjusts the weights that pruning has left so that the
// network computes nearly what it computed before, without any training.
package compensate

import (
	"iter"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// Compensate changes the kept weights and the biases of n so that they make up
// for the weights that its masks prune. Layer by layer and neuron by neuron it
// solves for the values with which the neuron's pre-activation has the smallest
// mean squared difference, over the samples x, [samples][inputs], from that in the
// dense network. dense has the shape of n, and its own masks apply.
//
// With x̃ the inputs of the layer in n, whose earlier layers are compensated
// already, and x those in the dense network, each followed by a 1 for the bias,
// the kept weights S of a row w solve
//
//	(H_SS + λI)·v = (C·w)_S + λ·w_S,   H = Σx̃x̃ᵀ/n,   C = Σx̃xᵀ/n,
//
// with λ from calibration.Damping. Where x̃ = x this is Optimal Brain Surgeon's
// update for all pruned weights of the row at once, δw = −H⁻¹_{:,Q}·(H⁻¹_QQ)⁻¹·w_Q
// (Hassibi and Stork, NIPS 1992, equation 5; layer by layer in Dong, Chen and
// Pan, NIPS 2017). Solving for the kept weights instead takes fewer operations
// the more are pruned.
func Compensate(n, dense *nn.Network, x []float32) {
	for range Steps(n, dense, x) {
	}
}

// Steps does what Compensate does, piece by piece: see pace.Steps. n is changed
// at the very end, after the last piece, so that giving up leaves it as it was.
func Steps(n, dense *nn.Network, x []float32) iter.Seq[float64] {
	return pace.Steps(func(m *pace.Meter) {
		result := n.Clone()
		m.Expect(products(result, len(x)/n.Layers[0].In))
		if !compensate(result, dense, x, m) {
			return
		}
		for l, layer := range result.Layers {
			copy(n.Layers[l].W, layer.W)
			copy(n.Layers[l].B, layer.B)
		}
	})
}

func compensate(n, dense *nn.Network, x []float32, m *pace.Meter) bool {
	kept, full := x, x // the inputs of the layer in n and in the dense network
	for l, layer := range n.Layers {
		s := solver{layer: layer, dense: dense.Layers[l], meter: m}
		if s.moments(kept, full, l == 0) && s.targets() {
			s.solve()
		}
		if l < len(n.Layers)-1 {
			kept = calibration.Outputs(layer, kept, m)
			full = calibration.Outputs(dense.Layers[l], full, m)
		}
		if !m.Did(0) {
			return false
		}
	}
	return true
}

// products returns about how many products Compensate takes, at most.
func products(n *nn.Network, samples int) int {
	total := 0
	for l, layer := range n.Layers {
		total += calibration.MomentProducts(samples, layer.In) / 2
		if l > 0 {
			total += calibration.MomentProducts(samples, layer.In)
		}
		if l < len(n.Layers)-1 {
			total += 2 * samples * len(layer.W)
		}
		total += len(layer.W) * layer.In
		s := solver{layer: layer}
		for _, g := range s.groups(nil) {
			total += g.products()
		}
	}
	return total
}
