package data

import (
	"fmt"
	"slices"
)

// A Fold is one division of a set for cross-validation.
type Fold struct{ Train, Validation Set }

// Folds divides a set into k parts, 2 to 20, and makes a fold of each: it is
// there to validate on, and the other parts are there to train on (Stone,
// "Cross-Validatory Choice and Assessment of Statistical Predictions", Journal
// of the Royal Statistical Society B 36, 1974). The parts are contiguous, and
// their sizes differ by one row at most, the larger ones first; so the rows
// should come shuffled, and k rows or more leave no part empty. Training rows
// begin after the fold's part and go on from the front of the set.
//
// All folds share one copy of the rows, in which none may change. Another k is
// a programmer's error and panics.
func Folds(set Set, k int) []Fold {
	if k < 2 || k > 20 {
		panic(fmt.Sprintf("data: %d folds; right are 2 to 20", k))
	}
	// Where the set follows itself, the training rows of each fold lie side by
	// side.
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
