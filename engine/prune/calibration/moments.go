package calibration

import (
	"bonsai/engine/linalg"
	"bonsai/engine/pace"
)

// Moments returns the mean of x̃ỹᵀ over the samples, (in+1)×(in+1), where x̃ and ỹ
// are a row of x and of y, both [n][in], followed by a 1 that stands for the
// bias. It returns nil if the meter stopped it.
func Moments(x, y []float32, in int, m *pace.Meter) *linalg.Matrix {
	sums := linalg.New(in+1, in+1)
	p, q := linalg.New(in+1, Rows), linalg.New(in+1, Rows)
	for first := 0; first < len(x); first += Rows * in {
		end := min(first+Rows*in, len(x))
		extend(p, x[first:end], in)
		extend(q, y[first:end], in)
		if !linalg.AddProducts(sums, p, q, false, m) {
			return nil
		}
	}
	divide(sums, len(x)/in)
	return sums
}

// Hessian returns Moments(x, x, in): the Hessian of half the mean squared error of
// a neuron's pre-activation with respect to its weights and its bias. It returns
// nil if the meter stopped it.
func Hessian(x []float32, in int, m *pace.Meter) *linalg.Matrix {
	sums, p := linalg.New(in+1, in+1), linalg.New(in+1, Rows)
	for first := 0; first < len(x); first += Rows * in {
		extend(p, x[first:min(first+Rows*in, len(x))], in)
		if !linalg.AddProducts(sums, p, p, true, m) {
			return nil
		}
	}
	for i := range sums.Rows {
		for j := range i {
			sums.Set(j, i, sums.At(i, j))
		}
	}
	divide(sums, len(x)/in)
	return sums
}

// MomentProducts returns the number of products that Moments takes; Hessian takes
// half as many.
func MomentProducts(samples, in int) int { return samples * (in + 1) * (in + 1) }

// extend sets column s of p to sample s of x, [rows][in], followed by a 1. The
// columns after the last sample are set to 0.
func extend(p *linalg.Matrix, x []float32, in int) {
	clear(p.Data)
	for s := range len(x) / in {
		for i, v := range x[s*in : (s+1)*in] {
			p.Set(i, s, float64(v))
		}
		p.Set(in, s, 1)
	}
}

func divide(m *linalg.Matrix, samples int) {
	for i := range m.Data {
		m.Data[i] /= float64(samples)
	}
}

// damping is the fraction of a Hessian's mean diagonal that is added to its
// diagonal, as SparseGPT does (Frantar and Alistarh, ICML 2023): an input that
// is always 0 would leave the matrix without an inverse.
const damping = 0.01

// Damping returns λ, what is to be added to the diagonal of the Hessian h before
// it is inverted. It is never 0, because the 1 of the bias is in the diagonal.
func Damping(h *linalg.Matrix) float64 {
	mean := 0.0
	for i := range h.Rows {
		mean += h.At(i, i)
	}
	return mean / float64(h.Rows) * damping
}
