package criteria

import (
	"slices"

	"bonsai/engine/order"
	"bonsai/engine/pace"
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
func (LAMP) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		scores[l] = make([]float32, len(layer.W))
		sizes := make([]float32, len(layer.W))
		for i, w := range layer.W {
			sizes[i] = abs(w)
		}
		rest := 0.0
		for _, i := range slices.Backward(order.Float32(sizes)) {
			if layer.Mask[i] == 0 {
				continue
			}
			square := float64(layer.W[i]) * float64(layer.W[i])
			rest += float64(square)
			if rest > 0 {
				scores[l][i] = float32(square / rest)
			}
		}
		if !m.Did(sortWork * len(layer.W)) {
			return nil
		}
	}
	return scores
}
