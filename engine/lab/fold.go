package lab

import (
	"bonsai/engine/choose"
	"bonsai/engine/data"
	"bonsai/engine/prune"
)

// A FoldTask is one fold of a cross-validation.
type FoldTask struct {
	Folds     int     `json:"folds"`
	Index     int     `json:"index"`
	Criterion string  `json:"criterion"`
	Scope     string  `json:"scope"`
	By        string  `json:"by"`
	Highest   float64 `json:"highest"` // by ε: the largest threshold that is tried
}

// A FoldResult is what a fold found.
type FoldResult = choose.Fold

// A Choice is what all folds come to.
type Choice = choose.Choice

// ByOneError is the tolerance that stands for the one-standard-error rule.
const ByOneError = choose.ByOneError

// Bounds of a cross-validation.
const (
	MinFolds = 2
	MaxFolds = 20
)

// thresholds is how many are tried by ε.
const thresholds = 50

// Fold carries one out: it trains the experiment's network on the other folds
// of the training samples, as the experiment did before anything was pruned,
// and measures it on this fold at each amount.
func (h *Helper) Fold(t FoldTask) (FoldResult, error) {
	if t.Folds < MinFolds || t.Folds > MaxFolds || t.Index < 0 || t.Index >= t.Folds {
		return FoldResult{}, problem("range", "field", "folds", "value", t.Folds, "min", MinFolds, "max", MaxFolds)
	}
	rule := prune.Rule{Criterion: t.Criterion, Scope: t.Scope, By: t.By}
	if err := checkRule(rule); err != nil {
		return FoldResult{}, err
	}
	l, err := h.begin(h.experiment.recipe)
	if err != nil {
		return FoldResult{}, err
	}
	fold := data.Folds(l.samples.train, t.Folds)[t.Index]
	own := *l.samples
	own.train, own.test = fold.Train, data.Set{}
	l.samples = &own
	l.equip()
	if err := l.repeat(trainingOf(h.experiment)); err != nil {
		return FoldResult{}, err
	}
	layers, scores := l.prunable(), l.scoresOf(rule.Criterion)
	masks := func(amount float64) [][]uint8 {
		rule.Amount = amount
		masks, _ := rule.Masks(layers, scores)
		return masks
	}
	return choose.Measure(t.Index, choose.NewSweep(l.net, fold.Validation, t.amounts(), masks, bitmaskBytes)), nil
}

// trainingOf lists the steps of an experiment before its first that is neither
// training nor a setting of it; where there are none, the recipe's epochs.
func trainingOf(o opened) []step {
	var steps []step
	for _, s := range o.steps {
		_, trains := s.(trainStep)
		_, sets := s.(setStep)
		if !trains && !sets {
			break
		}
		steps = append(steps, s)
	}
	if len(steps) == 0 {
		steps = []step{trainStep{o.recipe.Epochs, true}}
	}
	return steps
}

func (t FoldTask) amounts() []float64 {
	if t.By != prune.ByEpsilon {
		return choose.Levels()
	}
	amounts := make([]float64, thresholds+1)
	for i := range amounts {
		amounts[i] = t.Highest * float64(i) / thresholds
	}
	return amounts
}

// CombineFolds chooses from all folds, with ByOneError or a tolerance of
// accuracy.
func CombineFolds(folds []FoldResult, tolerance float64) (Choice, error) {
	return choose.Combine(folds, tolerance)
}
