package study

import (
	"bonsai/engine/choose"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// thresholds is how many steps of ε are tried.
const thresholds = 50

// Fold carries out one fold of a cross-validation: it trains the experiment's
// network on the other folds of the training samples, as the experiment did
// before anything was pruned, and measures it on this fold at each amount.
func (h *Helper) Fold(t snapshot.FoldTask) (snapshot.FoldResult, error) {
	if t.Folds < snapshot.MinFolds || t.Folds > snapshot.MaxFolds || t.Index < 0 || t.Index >= t.Folds {
		return snapshot.FoldResult{}, recipe.NewProblem("range", "field", "folds", "value", t.Folds,
			"min", snapshot.MinFolds, "max", snapshot.MaxFolds)
	}
	rule := prune.Rule{Criterion: t.Criterion, Scope: t.Scope, By: t.By}
	if err := recipe.CheckRule(rule); err != nil {
		return snapshot.FoldResult{}, err
	}
	l, err := h.begin(h.experiment.Recipe)
	if err != nil {
		return snapshot.FoldResult{}, err
	}
	part, err := l.Samples().Fold(t.Folds, t.Index)
	if err != nil {
		return snapshot.FoldResult{}, err
	}
	if part.Train.N == 0 || part.Test.N == 0 {
		return snapshot.FoldResult{}, recipe.NewProblem("folds", "value", t.Folds, "rows", part.Train.N+part.Test.N)
	}
	l.TrainOn(part)
	if err := l.Repeat(firstTraining(h.experiment)); err != nil {
		return snapshot.FoldResult{}, err
	}
	layers, scores := l.Prunable(), l.Scores(rule.Criterion)
	masks := func(amount float64) [][]uint8 {
		rule.Amount = amount
		masks, _ := rule.Masks(layers, scores)
		return masks
	}
	result := fold(t.Index, newSweep(l.Network(), part.Test, amounts(t), masks, bitmaskBytes))
	for i := range result.Points {
		result.Points[i].Loss = float64(result.Points[i].Loss * part.Units())
	}
	return result, nil
}

// amounts returns what a fold tries.
func amounts(t snapshot.FoldTask) []float64 {
	if t.By != prune.ByEpsilon {
		return choose.Levels()
	}
	amounts := make([]float64, thresholds+1)
	for i := range amounts {
		amounts[i] = t.Highest * float64(i) / thresholds
	}
	return amounts
}
