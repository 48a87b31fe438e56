package data

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A Point is a labelled point of the plane. Label is a class (0, 1, …) or, in
// regression, a value.
type Point struct{ X, Y, Label float32 }

// A Set is N samples with F features each, and a target for each sample: the
// index of its class or, in regression, its value. Features are row-major.
type Set struct {
	X       []float32 // [N][F]
	Y       []float32 // [N]
	N, F    int
	Classes int // number of classes; 0 in regression

	// Height and Width of the images that the rows are, in pixels, row by row
	// from the top; 0 if they are not images.
	Height, Width int

	// Names of the features of a generated table: their sort, a space and a
	// number, as in "noise 3". nil for other sets.
	Names []string
}

// Split divides a set into the first round(share·N) rows, for training, and the
// others, for testing. Shuffle the set first, or the two parts may differ in
// kind; the sets of Generate and Drawn are shuffled. Both parts share the memory
// of s. A share below 0 counts as 0, and one above 1 as 1.
func (s Set) Split(share float64) (train, test Set) {
	n := portion(share, s.N)
	return s.rows(0, n), s.rows(n, s.N)
}

// portion returns how many of n rows Split puts into the training part.
func portion(share float64, n int) int {
	return int(math.Round(min(max(share, 0), 1) * float64(n)))
}

// rows returns the rows first to end−1. The capacity of the slices ends there
// too, so appending to them does not overwrite the rows after them.
func (s Set) rows(first, end int) Set {
	x0, x1 := first*s.F, end*s.F
	s.X, s.Y, s.N = s.X[x0:x1:x1], s.Y[first:end:end], end-first
	return s
}

// Shuffled returns a copy of the set with the rows in random order. The seed
// determines the order.
func (s Set) Shuffled(seed uint32) Set {
	s.X, s.Y = slices.Clone(s.X), slices.Clone(s.Y)
	s.shuffle(source(seed))
	return s
}

// shuffle puts the rows into a random order, in place.
func (s Set) shuffle(r *rand.Rand) {
	r.Shuffle(s.N, func(i, j int) {
		s.Y[i], s.Y[j] = s.Y[j], s.Y[i]
		a, b := s.X[i*s.F:(i+1)*s.F], s.X[j*s.F:(j+1)*s.F]
		for k := range a {
			a[k], b[k] = b[k], a[k]
		}
	})
}

// Drawn returns a set of two classes made of points that a person drew, with
// labels 0 and 1. The rows are shuffled; the seed determines the order.
func Drawn(points []Point, seed uint32) Set {
	s := planeSet(points, 2)
	s.shuffle(source(seed))
	return s
}

// planeSet returns a set with a row for each point: features x and y.
func planeSet(points []Point, classes int) Set {
	s := Set{N: len(points), F: 2, Classes: classes}
	s.X = make([]float32, 0, 2*len(points))
	s.Y = make([]float32, 0, len(points))
	for _, p := range points {
		s.X = append(s.X, p.X, p.Y)
		s.Y = append(s.Y, p.Label)
	}
	return s
}

// stream is the second half of the random generator's seed. Weights and batches
// are drawn with the same seed but other streams, so they are independent of
// the data. The value is "data" in ASCII.
const stream = 0x64617461

// source returns the random generator of a data set.
func source(seed uint32) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), stream)) }

// uniform draws a number from [a, b).
func uniform(r *rand.Rand, a, b float64) float64 { return float64(r.Float64()*(b-a)) + a }
