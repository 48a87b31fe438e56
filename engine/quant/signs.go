package quant

import (
	"cmp"
	"math"
	"slices"
)

// binary replaces each weight by its sign times α, the mean of |w|: of all α
// the one with the smallest squared error (Rastegari et al., "XNOR-Net", ECCV
// 2016, equation 6). A weight of 0 counts as positive.
func binary(weights []float32, _ []int, _ int) Layer {
	signs := make([]int8, len(weights))
	for i, w := range weights {
		signs[i] = 1
		if w < 0 {
			signs[i] = -1
		}
	}
	return signed(weights, signs)
}

// ternary replaces each weight by −α, 0 or α so that the squared error is the
// smallest that there is (Carreira-Perpiñán and Idelbayev, "Model compression
// as constrained optimization, part II", arXiv 1707.04319, theorem 3.3): with
// the weights in falling order of |w|, the first j keep their sign, where
// (Σ_{i≤j}|w|)/√j is largest, and α is their mean.
func ternary(weights []float32, _ []int, _ int) Layer {
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

// signed gives all weights with a sign the mean size of those weights.
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
