package data

import (
	"fmt"
	"slices"
)

// A Fold is one division of a set for cross-validation: a network is trained on
// Train and measured on Validation.
type Fold struct{ Train, Validation Set }

// Folds divides a set into k parts, 2 to 20, and returns a fold for each part:
// Validation is that part and Train all the others (Stone, "Cross-Validatory
// Choice and Assessment of Statistical Predictions", Journal of the Royal
// Statistical Society B 36, 1974).
//
// The parts are consecutive rows, so shuffle the set first. Their sizes differ
// by at most one row, the larger ones first; with fewer than k rows some are
// empty. The rows of Train begin after the validation part and continue at the
// front of the set.
//
// All folds share one copy of the rows: do not change them. Folds panics if k is
// out of range.
func Folds(set Set, k int) []Fold {
	if k < 2 || k > 20 {
		panic(fmt.Sprintf("data: %d folds; there can be 2 to 20", k))
	}
	// In two copies of the set one after the other, the training rows of every
	// fold are consecutive.
	twice := set
	twice.N = 2 * set.N
	twice.X, twice.Y = slices.Concat(set.X, set.X), slices.Concat(set.Y, set.Y)

	folds := make([]Fold, k)
	first := 0
	for i := range folds {
		end := first + (set.N+k-1-i)/k
		folds[i] = Fold{Train: twice.rows(end, set.N+first), Validation: twice.rows(first, end)}
		first = end
	}
	return folds
}
