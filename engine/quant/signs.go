package quant

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/pace"
)

// binary replaces each weight by α or −α, according to its sign. α is the mean of
// |w|, which of all α gives the smallest squared error (Rastegari et al.,
// "XNOR-Net", ECCV 2016, equation 6). A weight of 0 becomes α.
func binary(weights []float32, _ []int, _ int, _ *pace.Meter) Layer {
	signs := make([]int8, len(weights))
	for i, w := range weights {
		signs[i] = 1
		if w < 0 {
			signs[i] = -1
		}
	}
	return signed(weights, signs)
}

// ternary replaces each weight by −α, 0 or α with the smallest possible squared
// error (Carreira-Perpiñán and Idelbayev, "Model compression as constrained
// optimization, part II", arXiv 1707.04319, theorem 3.3). With the weights in
// descending order of |w|, the first j become ±α and the others 0. j is the number
// for which (Σ_{i≤j}|wᵢ|)/√j is largest, and α is the mean of these |wᵢ|.
func ternary(weights []float32, _ []int, _ int, _ *pace.Meter) Layer {
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(abs(weights[b]), abs(weights[a])) })
	sum, best, count := 0.0, 0.0, 0
	for j, i := range order {
		sum += float64(abs(weights[i]))
		if gain := sum / math.Sqrt(float64(j+1)); gain > best {
			best, count = gain, j+1
		}
	}
	signs := make([]int8, len(weights))
	for _, i := range order[:count] {
		signs[i] = 1
		if weights[i] < 0 {
			signs[i] = -1
		}
	}
	return signed(weights, signs)
}

// signed returns the codes of weights that become α times their sign, −1, 0 or 1.
// α is the mean |w| of the weights whose sign is not 0.
func signed(weights []float32, signs []int8) Layer {
	sum, count := 0.0, 0
	for i, s := range signs {
		if s != 0 {
			sum += float64(abs(weights[i]))
			count++
		}
	}
	return Layer{
		Values:  []float32{float32(sum / float64(max(count, 1)))},
		Groups:  make([]uint16, len(weights)),
		Factors: signs,
		Unit:    1,
	}
}
