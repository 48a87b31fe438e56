package table

import (
	"math"
	"math/rand/v2"
	"slices"
)

// stream keeps the numbers drawn for the order of rows apart from everything
// else that is drawn from the same seed. It is that of package data.
const stream = 0x64617461

// Order returns the numbers of all rows in an order that the seed decides. So
// what is a training row does not depend on the order of the file.
func (r *Rows) Order(seed uint32) []int {
	return rand.New(rand.NewPCG(uint64(seed), stream)).Perm(r.N)
}

// Split cuts an order in two: the first round(share·n) rows to train on, the
// others to test on.
func Split(order []int, share float64) (training, test []int) {
	n := int(math.Round(min(max(share, 0), 1) * float64(len(order))))
	return order[:n:n], order[n:]
}

// A Fold is one division of rows for cross-validation.
type Fold struct{ Training, Validation []int }

// Folds divides rows into k contiguous parts whose sizes differ by at most one,
// the larger ones first, and makes a fold of each: this part is for validation,
// and the others, beginning after it, are for training. data.Folds takes the
// same rows. A preprocessing must be fitted to each fold's own training rows,
// or the validation rows would influence it.
func Folds(rows []int, k int) []Fold {
	folds := make([]Fold, k)
	first := 0
	for i := range folds {
		end := first + (len(rows)+k-1-i)/k
		folds[i] = Fold{slices.Concat(rows[end:], rows[:first]), rows[first:end:end]}
		first = end
	}
	return folds
}
