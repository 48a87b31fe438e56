package choose

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Point is what a network does at one amount of pruning.
type Point struct {
	Amount   float64 // what was asked for: a sparsity or a threshold
	Sparsity float64 // the share of all weights that is pruned
	Loss     float64
	Accuracy float64 // R² in regression
	Bytes    int
}

// A Fold is what one fold of a cross-validation found: a network that was
// trained on the other folds, measured on this one at each amount.
type Fold struct {
	Index  int
	Points []Point // by amount, the same amounts in every fold, from little to much
}

// A Mean is an amount over all folds: means, with their standard errors.
type Mean struct {
	Amount                  float64
	Sparsity                float64
	Loss, LossError         float64
	Accuracy, AccuracyError float64
}

// A Choice is what cross-validation comes to.
type Choice struct {
	Means  []Mean
	Best   int // the place of the lowest mean loss
	Chosen int // the place of the amount to use
}

// ByOneError is the tolerance that stands for the one-standard-error rule.
const ByOneError = -1

// Combine chooses the largest amount that is still good, over all folds, in
// whatever order they were finished.
//
// With the tolerance ByOneError good is a mean loss within one standard error of
// the lowest: that of the lowest itself (Breiman, Friedman, Olshen and Stone,
// "Classification and Regression Trees", 1984, section 3.4.3). With a tolerance
// of 0 or more, good is a mean accuracy at most so far below that at the first
// amount.
//
// Every amount up to the chosen one is good too: where a curve falls over its
// cliff and comes up again by chance, what is behind does not count. Where the
// lowest loss lies behind a bad stretch, the way begins at the lowest.
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

func meansOf(folds []Fold) ([]Mean, error) {
	if len(folds) < 2 {
		return nil, fmt.Errorf("choose: %d folds; at least two are needed for an error", len(folds))
	}
	n := len(folds[0].Points)
	if n == 0 {
		return nil, errors.New("choose: a fold without points; each amount must be measured in each")
	}
	means := make([]Mean, n)
	for i := range means {
		var losses, accuracies, sparsities []float64
		for _, f := range folds {
			if len(f.Points) != n || f.Points[i].Amount != folds[0].Points[i].Amount {
				return nil, fmt.Errorf("choose: fold %d was measured at other amounts than fold %d", f.Index, folds[0].Index)
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

// meanAndError returns the mean and its standard error, the standard deviation
// (with n−1) divided by √n.
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
