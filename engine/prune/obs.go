package prune

// OBS removes the weights whose loss the others of their neuron can make up
// for best: w²/(2·[H⁻¹]_ww), which is how much the mean squared error of what
// the neuron sums up grows when the weight goes and the others are solved anew
// (Hassibi and Stork, "Second order derivatives for network pruning: Optimal
// Brain Surgeon", NIPS 1992, equation 5; layer by layer as in Dong, Chen and
// Pan, NIPS 2017, where H = Σxxᵀ/n of a layer's inputs, with a 1 for the bias,
// is the same for all its neurons). H is damped, see Compensate. It needs X.
type OBS struct{}

var _ Criterion = OBS{}

func (OBS) Scores(e *Evidence) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	samples := float64(len(e.X) / e.Net.Layers[0].In)
	for l, layer := range e.Net.Layers {
		size := layer.In + 1
		h, inputs := make([]float64, size*size), inputsOf(e.Net, l, e.X)
		addMoments(h, inputs, inputs, layer.In)
		for i := range h {
			h[i] /= samples
		}
		lambda := damping * meanDiagonal(h, size)
		for i := range size {
			h[i*size+i] += lambda
		}
		scores[l] = make([]float32, len(layer.W))
		inverse := inverseDiagonal(h, size)
		if inverse == nil {
			continue // inputs so large that H is no matrix of numbers
		}
		for i, w := range layer.W {
			square := float64(w) * float64(w)
			scores[l][i] = float32(square / (2 * inverse[i%layer.In]))
		}
	}
	return scores
}

// damping is the share of its mean diagonal that is added to H's diagonal, as
// SparseGPT does (Frantar and Alistarh, ICML 2023): inputs that are always 0
// would leave H without an inverse. The 1 of the bias is always there, so the
// mean is never 0.
const damping = 0.01

func meanDiagonal(h []float64, n int) float64 {
	mean := 0.0
	for i := range n {
		mean += h[i*n+i]
	}
	return mean / float64(n)
}

// addMoments adds ãb̃ᵀ for each row of a and b, [rows][in], where the tilde
// puts a 1 at the end for the bias.
func addMoments(m []float64, a, b []float32, in int) {
	right := make([]float64, in+1)
	right[in] = 1
	addScaled := func(to []float64, scale float64) {
		for j, v := range right {
			to[j] += float64(scale * v)
		}
	}
	for ; len(a) > 0; a, b = a[in:], b[in:] {
		for i, v := range b[:in] {
			right[i] = float64(v)
		}
		for i, v := range a[:in] {
			if v != 0 {
				addScaled(m[i*(in+1):(i+1)*(in+1)], float64(v))
			}
		}
		addScaled(m[in*(in+1):], 1)
	}
}
