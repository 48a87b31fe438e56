package data

import "slices"

// A Table is rows of numbers as they were in a file, with a label each.
type Table struct {
	Names   []string // of the features, in the order of the file
	Label   string   // the name of the label's column
	Columns []string // all of the file, the label among them
	Classes []string // their names, in the order of their labels 0, 1, …; nil in regression
	N       int      // rows

	x []float64 // [N][len(Names)], in the file's units
	y []float32 // [N]
}

// Set makes a set to learn from, whose rows are in an order that the seed
// decides. Features are standardised by the rows to train on alone, the first
// round(share·N), so that nothing is learnt from those to test on: there each
// has a mean of 0 and a standard deviation of 1. Split with the same share
// parts the two. A feature that does not vary over the training rows is 0
// everywhere. The values of a regression stay as they are.
func (t Table) Set(share float64, seed uint32) Set {
	s := Set{X: make([]float32, len(t.x)), Y: make([]float32, t.N), N: t.N, F: len(t.Names), Classes: len(t.Classes)}
	order := source(seed).Perm(t.N)
	for i, row := range order {
		s.Y[i] = t.y[row]
	}
	column := make([]float64, t.N)
	for j := range s.F {
		for i, row := range order {
			column[i] = t.x[row*s.F+j]
		}
		standardiseBy(column[:portion(share, t.N)], column)
		for i, v := range column {
			s.X[i*s.F+j] = float32(v)
		}
	}
	return s
}

// standardiseBy moves and scales values so that sample, some of them, has a
// mean of 0 and a standard deviation of 1.
func standardiseBy(sample, values []float64) {
	// What lies farther out than this, in deviations, counts as just there:
	// farther out numbers would soon be too large for a float32.
	const farthest = 1e6
	mean, deviation := meanStdDev(sample)
	// Rounding may give a constant column a mean beside its value, and so a
	// deviation that means nothing.
	if deviation == 0 || slices.Min(sample) == slices.Max(sample) {
		clear(values)
		return
	}
	for i, v := range values {
		values[i] = min(max((v-mean)/deviation, -farthest), farthest)
	}
}
