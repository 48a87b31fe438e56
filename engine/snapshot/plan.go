package snapshot

import "bonsai/engine/recipe"

// Planned returns the sparsities that pruning during training leads through, for a
// chart: from the initial sparsity at an optimiser step to the target. It is nil for the
// schedule "decay": what a threshold will remove is not known beforehand.
func Planned(g recipe.Gradual, initial float64, first int) []PlanPoint {
	if g.Schedule == recipe.Decay {
		return nil
	}
	var points []PlanPoint
	last := -1
	add := func(done int) {
		if done > last {
			points = append(points, PlanPoint{Step: first + done, Sparsity: g.AmountAt(initial, done)})
			last = done
		}
	}
	for i := range recipe.Updates + 1 {
		done := g.Count * i / recipe.Updates
		if end := g.End(); !g.Legacy && done > end {
			add(end)
		}
		add(done)
	}
	return points
}
