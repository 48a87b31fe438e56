package prune

import "bonsai/engine/nn"

// Compensate makes the kept weights and the biases of n make up for those that
// its masks cut, without any training: layer by layer and neuron by neuron the
// survivors are solved so that what the neuron sums up comes as near as it can,
// in the mean square over the samples x, to what it sums up in the dense
// network. dense has n's shape; its own masks apply.
//
// With x̃ what comes into the layer (and a 1 for the bias) in n, whose layers
// before are compensated already, and x in the dense network, the survivors S of
// a row w solve
//
//	(H_SS + λI)·v = (C·w)_S + λ·w_S,   H = Σx̃x̃ᵀ/n,   C = Σx̃xᵀ/n,
//
// λ being 0.01 of H's mean diagonal. Where x̃ = x this is Optimal Brain
// Surgeon's update for all that is cut of the row at once, δw =
// −H⁻¹_{:,Q}·(H⁻¹_QQ)⁻¹·w_Q (Hassibi and Stork, NIPS 1992, equation 5; layer by
// layer in Dong, Chen and Pan, NIPS 2017), solved from the other side, which
// takes fewer operations the more is cut.
func Compensate(n, dense *nn.Network, x []float32) {
	for l, layer := range n.Layers {
		h, c := layerMoments(n, dense, l, x)
		size := layer.In + 1
		row, target := make([]float64, size), make([]float64, size)
		lambda := meanDiagonal(h, size) * damping
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

// layerMoments returns H and C of layer l, [In+1][In+1].
func layerMoments(n, dense *nn.Network, l int, x []float32) (h, c []float64) {
	size := n.Layers[l].In + 1
	h, c = make([]float64, size*size), make([]float64, size*size)
	own, theirs := inputsOf(n, l, x), inputsOf(dense, l, x)
	addMoments(h, own, own, size-1)
	addMoments(c, own, theirs, size-1)
	samples := float64(len(x) / n.Layers[0].In)
	for i := range h {
		h[i] /= samples
		c[i] /= samples
	}
	return h, c
}

// inputsOf returns what comes into layer l for samples x, [samples][In].
func inputsOf(n *nn.Network, l int, x []float32) []float32 {
	var inputs []float32
	eachInput(n, x, func(at int, input []float32, _ int) {
		if at == l {
			inputs = append(inputs, input...)
		}
	})
	return inputs
}

// extendedRow writes the weights that lead to neuron j, then its bias.
func extendedRow(layer *nn.Dense, j int, row []float64) {
	for i := range layer.In {
		row[i] = 0
		if at := j*layer.In + i; layer.Mask[at] != 0 {
			row[i] = float64(layer.W[at])
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

// solveRow solves the survivors of neuron j of the layer, its bias last.
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
	if !factorize(a, n) {
		return // nothing comes in, not even rounding: any weights are right
	}
	solve(a, n, v)
	for r, i := range kept[:n-1] {
		layer.W[j*layer.In+i] = float32(v[r])
	}
	layer.B[j] = float32(v[n-1])
}
