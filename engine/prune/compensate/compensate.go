// Package compensate adjusts the weights that pruning has left so that the
// network computes nearly what it computed before, without any training.
package compensate

import (
	"bonsai/engine/cholesky"
	"bonsai/engine/nn"
	"bonsai/engine/prune/calibration"
)

// Compensate changes the kept weights and the biases of n so that they make up
// for the weights that its masks prune. Layer by layer and neuron by neuron it
// solves for the values with which the neuron's pre-activation has the smallest
// mean squared difference, over the samples x, from that in the dense network.
// dense has the shape of n, and its own masks apply.
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
	for l, layer := range n.Layers {
		size := layer.In + 1
		kept, full := calibration.Inputs(n, l, x), calibration.Inputs(dense, l, x)
		h, c := calibration.Moments(kept, kept, layer.In), calibration.Moments(kept, full, layer.In)
		row, target := make([]float64, size), make([]float64, size)
		lambda := calibration.Damping(h, size)
		for j := range layer.Out {
			extendedRow(dense.Layers[l], j, row)
			multiply(c, size, row, target)
			for i, w := range row {
				target[i] += float64(lambda * w)
			}
			solveRow(layer, j, h, lambda, target)
		}
	}
}

// extendedRow writes the weights that lead to neuron j, then its bias, to row.
// A pruned weight is 0.
func extendedRow(layer *nn.Dense, j int, row []float64) {
	for i := range layer.In {
		row[i] = 0
		if k := j*layer.In + i; layer.Mask[k] != 0 {
			row[i] = float64(layer.W[k])
		}
	}
	row[layer.In] = float64(layer.B[j])
}

// multiply sets y to the n×n matrix m times x.
func multiply(m []float64, n int, x, y []float64) {
	for i := range y {
		s := 0.0
		for k, v := range m[i*n : (i+1)*n] {
			s += float64(v * x[k])
		}
		y[i] = s
	}
}

// solveRow sets the kept weights and the bias of neuron j of the layer to the
// solution of (H_SS + λI)·v = target_S.
func solveRow(layer *nn.Dense, j int, h []float64, lambda float64, target []float64) {
	size := layer.In + 1
	mask := layer.Mask[j*layer.In : (j+1)*layer.In]
	var kept []int
	for i, m := range mask {
		if m != 0 {
			kept = append(kept, i)
		}
	}
	kept = append(kept, layer.In)
	n := len(kept)
	a, v := make([]float64, n*n), make([]float64, n)
	for r, i := range kept {
		for s, k := range kept[:r+1] {
			a[r*n+s] = h[i*size+k]
		}
		a[r*n+r] += lambda
		v[r] = target[i]
	}
	if !cholesky.Factorize(a, n) {
		return // the inputs overflow: there is no solution, the weights stay
	}
	cholesky.Solve(a, n, v)
	for r, i := range kept[:n-1] {
		layer.W[j*layer.In+i] = float32(v[r])
	}
	layer.B[j] = float32(v[n-1])
}
