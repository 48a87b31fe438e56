package criteria

import (
	"slices"

	"bonsai/engine/pace"
)

// Movement removes the weights that training pushed towards 0 the most, or away
// from it the least: those with the smallest −Σ w·∂L/∂w over all training steps
// (Sanh, Wolf and Rush, "Movement Pruning", NeurIPS 2020, equation 4, without
// the learning rate, which is a constant there). It needs Evidence.Movement.
type Movement struct{}

var _ = register("movement", Movement{})

// Scores implements Criterion.
func (Movement) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	scores := make([][]float32, len(e.Movement))
	for l := range scores {
		scores[l] = slices.Clone(e.Movement[l])
	}
	return scores
}
