package prune

import "slices"

// Movement removes the weights that training pushed towards 0 most, or away
// from it least: S = −Σ w·∂L/∂w over all training steps (Sanh, Wolf and Rush,
// "Movement Pruning", NeurIPS 2020, equation 4, without its constant learning
// rate). It needs Movement.
type Movement struct{}

var _ Criterion = Movement{}

func (Movement) Scores(e *Evidence) [][]float32 {
	scores := make([][]float32, len(e.Movement))
	for l := range scores {
		scores[l] = slices.Clone(e.Movement[l])
	}
	return scores
}
