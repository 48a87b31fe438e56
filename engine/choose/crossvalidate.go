package choose

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Point is the measurement of a network at one amount of pruning.
type Point struct {
	Amount   float64 // the sparsity or threshold that was asked for
	Sparsity float64 // the share of all weights that is pruned
	Loss     float64
	Accuracy float64 // R² in regression
	Bytes    int
}

// A Fold is the result of one fold of a cross-validation: a network was trained
// on the other folds and measured on this one, at each amount of pruning.
type Fold struct {
	Index  int
	Points []Point // in ascending order of the amount; the amounts are the same in every fold
}

// A Mean has the means over all folds at one amount, and their standard errors.
type Mean struct {
	Amount                  float64
	Sparsity                float64
	Loss, LossError         float64
	Accuracy, AccuracyError float64
}

// A Choice is the result of a cross-validation.
type Choice struct {
	Means  []Mean // for each amount
	Best   int    // index of the lowest mean loss
	Chosen int    // index of the amount to use
}

// ByOneError as a tolerance selects the one-standard-error rule.
const ByOneError = -1

// Combine averages the folds and chooses the largest amount of pruning that is
// still good. The order of the folds does not matter.
//
// With the tolerance ByOneError, an amount is good if its mean loss is at most the
// lowest mean loss plus the standard error of that loss (the one-standard-error
// rule: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees",
// 1984, section 3.4.3). With a tolerance of 0 or more, an amount is good if its mean
// accuracy is at most the tolerance below that of the first amount.
//
// Combine goes up from the amount with the lowest loss (ByOneError) or from the
// first amount, and stops before the first one that is not good. An amount after
// that is not chosen even if it is good again, because that is probably chance.
//
// It returns an error if there are fewer than two folds, a fold has no points, or
// the folds were measured at different amounts.
func Combine(folds []Fold, tolerance float64) (Choice, error) {
	folds = slices.Clone(folds)
	slices.SortFunc(folds, func(a, b Fold) int { return a.Index - b.Index })
	means, err := meansOf(folds)
	if err != nil {
		return Choice{}, err
	}
	c := Choice{Means: means}
	for i, m := range means {
		if m.Loss < means[c.Best].Loss {
			c.Best = i
		}
	}
	good := func(m Mean) bool { return m.Accuracy >= means[0].Accuracy-tolerance }
	if tolerance == ByOneError {
		limit := means[c.Best].Loss + means[c.Best].LossError
		good = func(m Mean) bool { return m.Loss <= limit }
		c.Chosen = c.Best
	}
	for c.Chosen+1 < len(means) && good(means[c.Chosen+1]) {
		c.Chosen++
	}
	return c, nil
}

// meansOf returns the means for each amount.
func meansOf(folds []Fold) ([]Mean, error) {
	if len(folds) < 2 {
		return nil, fmt.Errorf("choose: there are %d folds; a standard error needs at least 2", len(folds))
	}
	n := len(folds[0].Points)
	if n == 0 {
		return nil, errors.New("choose: a fold has no points; every fold must be measured at every amount")
	}
	means := make([]Mean, n)
	for i := range means {
		var losses, accuracies, sparsities []float64
		for _, f := range folds {
			if len(f.Points) != n || f.Points[i].Amount != folds[0].Points[i].Amount {
				return nil, fmt.Errorf("choose: folds %d and %d were measured at different amounts", folds[0].Index, f.Index)
			}
			losses = append(losses, f.Points[i].Loss)
			accuracies = append(accuracies, f.Points[i].Accuracy)
			sparsities = append(sparsities, f.Points[i].Sparsity)
		}
		m := &means[i]
		m.Amount = folds[0].Points[i].Amount
		m.Sparsity, _ = meanAndError(sparsities)
		m.Loss, m.LossError = meanAndError(losses)
		m.Accuracy, m.AccuracyError = meanAndError(accuracies)
	}
	return means, nil
}

// meanAndError returns the mean of values and its standard error: the sample
// standard deviation (with n−1) divided by √n.
func meanAndError(values []float64) (mean, standardError float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v
	}
	mean /= n
	squares := 0.0
	for _, v := range values {
		d := v - mean
		squares += float64(d * d)
	}
	return mean, math.Sqrt(squares / (n - 1) / n)
}
