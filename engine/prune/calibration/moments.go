package calibration

// Moments returns the mean of x̃ỹᵀ over the samples, [in+1][in+1], where x̃ and ỹ
// are a row of x and of y, both [n][in], followed by a 1 that stands for the
// bias. Moments(x, x, in) is the Hessian, with respect to a neuron's weights and
// bias, of half the mean squared error of the neuron's pre-activation.
func Moments(x, y []float32, in int) []float64 {
	size := in + 1
	m, samples := make([]float64, size*size), float64(len(x)/in)
	row := make([]float64, size)
	row[in] = 1
	addScaled := func(to []float64, scale float64) {
		for j, v := range row {
			to[j] += float64(scale * v)
		}
	}
	for ; len(x) > 0; x, y = x[in:], y[in:] {
		for i, v := range y[:in] {
			row[i] = float64(v)
		}
		for i, v := range x[:in] {
			if v != 0 {
				addScaled(m[i*size:(i+1)*size], float64(v))
			}
		}
		addScaled(m[in*size:], 1)
	}
	for i := range m {
		m[i] /= samples
	}
	return m
}

// damping is the fraction of a Hessian's mean diagonal that is added to its
// diagonal, as SparseGPT does (Frantar and Alistarh, ICML 2023): an input that
// is always 0 would leave the matrix without an inverse.
const damping = 0.01

// Damping returns λ, what is to be added to the diagonal of the n×n Hessian h
// before it is inverted. It is never 0, because the 1 of the bias is in the
// diagonal.
func Damping(h []float64, n int) float64 {
	mean := 0.0
	for i := range n {
		mean += h[i*n+i]
	}
	return mean / float64(n) * damping
}
