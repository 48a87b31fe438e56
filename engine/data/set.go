package data

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A Point is a point of the plane drawn by hand. Its label is 0 or 1.
type Point struct{ X, Y, Label float32 }

// A Set is N samples of F features each, row-major, with one target a row:
// the index of its class, or in regression its value.
type Set struct {
	X       []float32 // [N][F]
	Y       []float32 // [N]
	N, F    int
	Classes int // 0 in regression, else 2, 3, …
	// Height and Width are those of the images that the rows are, in pixels, row
	// by row from the top; 0 where they are no images.
	Height, Width int
}

// Split cuts a set in two: the first round(share·N) rows to train on, the
// others to test on. As sets come shuffled, both are fair samples. The rows
// are shared with s, not copied. A share outside 0 to 1 counts as the nearer
// of the two.
func (s Set) Split(share float64) (train, test Set) {
	n := portion(share, s.N)
	return s.rows(0, n), s.rows(n, s.N)
}

// portion is how many of n rows are a share of them.
func portion(share float64, n int) int {
	return int(math.Round(min(max(share, 0), 1) * float64(n)))
}

// rows returns the rows from first up to end, their slices cut so that
// appending to them reallocates.
func (s Set) rows(first, end int) Set {
	x0, x1 := first*s.F, end*s.F
	s.X, s.Y, s.N = s.X[x0:x1:x1], s.Y[first:end:end], end-first
	return s
}

// Shuffled is a copy of the set with its rows in an order that the seed decides.
func (s Set) Shuffled(seed uint32) Set {
	s.X, s.Y = slices.Clone(s.X), slices.Clone(s.Y)
	s.shuffle(source(seed))
	return s
}

// shuffle brings the rows into an order drawn from r.
func (s Set) shuffle(r *rand.Rand) {
	r.Shuffle(s.N, func(i, j int) {
		s.Y[i], s.Y[j] = s.Y[j], s.Y[i]
		a, b := s.X[i*s.F:(i+1)*s.F], s.X[j*s.F:(j+1)*s.F]
		for k := range a {
			a[k], b[k] = b[k], a[k]
		}
	})
}

// Drawn makes a set of two classes out of points drawn by hand, in an order
// that the seed decides.
func Drawn(points []Point, seed uint32) Set {
	s := planeSet(points, 2)
	s.shuffle(source(seed))
	return s
}

// planeSet turns points into rows of two features.
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

// stream keeps the numbers drawn for data apart from everything else that is
// drawn from the same seed.
const stream = 0x64617461

func source(seed uint32) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), stream)) }

// uniform draws from [a, b).
func uniform(r *rand.Rand, a, b float64) float64 { return float64(r.Float64()*(b-a)) + a }
