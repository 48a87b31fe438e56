package criteria

import (
	"cmp"
	"slices"
)

// LAMP removes the weights with the smallest layer-adaptive score
//
//	w_u² / Σ_{v: |w_v| ≥ |w_u|} w_v²
//
// where u and v are weights of one layer: the share of w_u² in what would be
// left of its layer if all smaller weights were removed. So scores of different
// layers can be compared, and the largest weight of each layer scores 1, the
// highest score (Lee, Park, Mo, Ahn and Shin,
// "Layer-adaptive sparsity for the magnitude-based pruning", ICLR 2021,
// equation 4; equal weights are taken in the order of their indices, as there).
type LAMP struct{}

var _ = register("lamp", LAMP{})

// Scores implements Criterion.
func (LAMP) Scores(e *Evidence) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		scores[l] = make([]float32, len(layer.W))
		order := make([]int, 0, len(layer.W))
		for i := range layer.W {
			if layer.Mask[i] != 0 {
				order = append(order, i)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(abs(layer.W[a]), abs(layer.W[b])) })
		rest := 0.0
		for _, i := range slices.Backward(order) {
			square := float64(layer.W[i]) * float64(layer.W[i])
			rest += float64(square)
			if rest > 0 {
				scores[l][i] = float32(square / rest)
			}
		}
	}
	return scores
}
