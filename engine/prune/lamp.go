package prune

import (
	"cmp"
	"slices"
)

// LAMP removes the weights with the smallest layer-adaptive score
//
//	w_u² / Σ_{v: |w_v| ≥ |w_u|} w_v²
//
// with u and v of one layer: the share of a weight in what would be left of
// its layer. The scores of different layers can be compared, and the last
// weight of each layer has the highest, 1 (Lee, Park, Mo, Ahn and Shin,
// "Layer-adaptive sparsity for the magnitude-based pruning", ICLR 2021,
// equation 4; ties are summed in the order of their indices, as there).
type LAMP struct{}

var _ Criterion = LAMP{}

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
