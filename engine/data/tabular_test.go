package data

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"bonsai/engine/num"
)

func TestTableColumnsAreStandardised(t *testing.T) {
	s := generate(t, "tabular20", 0, 1)
	for j := range s.F {
		mean, variance := stat.PopMeanVariance(tableColumn(s, j), nil)
		if math.Abs(mean) > 1e-6 || math.Abs(variance-1) > 1e-6 {
			t.Errorf("column %d: mean %v, variance %v", j, mean, variance)
		}
	}
}

// The table has rank 14: the six informative and the eight useless columns are
// linearly independent, and the six redundant columns are combinations of the
// informative ones. Leaving out a useless column lowers the rank; leaving out any
// other does not, because the rest still span the same space.
func TestRedundantColumnsLieInTheSpanOfInformativeOnes(t *testing.T) {
	for seed := range uint32(5) {
		s := generate(t, "tabular20", 0, seed)
		if got := rank(s, -1); got != informative+useless {
			t.Errorf("seed %d: rank %d, want %d", seed, got, informative+useless)
		}
		if got := len(uselessColumns(s)); got != useless {
			t.Errorf("seed %d: %d columns are independent of the others, want %d", seed, got, useless)
		}
	}
}

// Names follow the columns through the shuffling: those of noise are the columns
// without which the rank is lower.
func TestNamesOfColumnsSayWhatTheyAre(t *testing.T) {
	for seed := range uint32(5) {
		s := generate(t, "tabular20", 0, seed)
		for _, j := range uselessColumns(s) {
			if !strings.HasPrefix(s.Names[j], "noise ") {
				t.Errorf("seed %d: column %d is noise, and named %q", seed, j, s.Names[j])
			}
		}
	}
}

// The correlation of two independent columns has a standard deviation of 1/√N;
// five of them are allowed.
func TestUselessColumnsAreUncorrelatedWithTheLabelAndTheRest(t *testing.T) {
	for seed := range uint32(5) {
		s := generate(t, "tabular20", 0, seed)
		limit := 5 / math.Sqrt(float64(s.N))
		labels := make([]float64, s.N)
		for i, label := range s.Y {
			labels[i] = float64(label)
		}
		for _, j := range uselessColumns(s) {
			column := tableColumn(s, j)
			if r := stat.Correlation(column, labels, nil); math.Abs(r) > limit {
				t.Errorf("seed %d: column %d and the label: r = %v", seed, j, r)
			}
			for k := range s.F {
				if r := stat.Correlation(column, tableColumn(s, k), nil); k != j && math.Abs(r) > limit {
					t.Errorf("seed %d: columns %d and %d: r = %v", seed, j, k, r)
				}
			}
		}
	}
}

func TestTheSeedOrdersTheColumns(t *testing.T) {
	a := uselessColumns(generate(t, "tabular20", 0, 1))
	b := uselessColumns(generate(t, "tabular20", 0, 2))
	for i := range a {
		if a[i] != b[i] {
			return
		}
	}
	t.Errorf("with both seeds the useless columns are %v", a)
}

// Assigning each point to the class of the nearest centre is about the best that
// a classifier can do. Two centres are at least 2·1.6 apart, and then Φ(−1.6) =
// 5.5 % of the points are nearer to the wrong one. A linear classifier is hardly
// better than chance, because both classes have the same mean.
func TestALinearModelIsFarFromTheBestAccuracy(t *testing.T) {
	for seed := uint32(1); seed <= 3; seed++ {
		s := generate(t, "tabular20", 0, seed)
		train, test := s.Split(0.7)
		clusters, linear := nearestCentreAccuracy(s.N, seed), logisticAccuracy(train, test)
		if clusters < 0.93 {
			t.Errorf("seed %d: the accuracy of the nearest centre is %v, want at least 0.93", seed, clusters)
		}
		if linear > 0.6 {
			t.Errorf("seed %d: the accuracy of logistic regression is %v, want at most 0.6", seed, linear)
		}
	}
}

func TestEveryCentreHasItsOppositeInItsClass(t *testing.T) {
	for seed := range uint32(20) {
		list := centres(source(seed))
		place := map[vector]int{}
		for i, c := range list {
			place[c] = i
		}
		if len(place) != clusters {
			t.Errorf("seed %d: %d different centres, want %d", seed, len(place), clusters)
		}
		for i, c := range list {
			for j := range c {
				c[j] = -c[j]
			}
			opposite, ok := place[c]
			if !ok || clusterClass(opposite) != clusterClass(i) {
				t.Errorf("seed %d: the opposite of centre %d is missing or in the other class", seed, i)
			}
		}
	}
}

// At 25 % noise 1000 of 4000 labels are expected to flip, with a standard
// deviation of √(4000·¼·¾) = 27; five of them are allowed.
func TestNoiseFlipsItsShareOfTheLabels(t *testing.T) {
	clean, noisy := generate(t, "tabular20", 0, 8), generate(t, "tabular20", 25, 8)
	flipped := 0
	for i := range clean.Y {
		if clean.Y[i] != noisy.Y[i] {
			flipped++
		}
	}
	if math.Abs(float64(flipped)-1000) > 137 {
		t.Errorf("%d labels of %d flipped, want about 1000", flipped, clean.N)
	}
	for i := range clean.X {
		if clean.X[i] != noisy.X[i] {
			t.Fatal("noise changed a feature")
		}
	}
}

func tableColumn(s Set, j int) []float64 {
	column := make([]float64, s.N)
	for i := range column {
		column[i] = float64(s.X[i*s.F+j])
	}
	return column
}

// rank returns the rank of the table without the column leftOut (−1: of all
// columns), as the number of eigenvalues of the covariance matrix that are not 0.
// Rounding to float32 makes those that should be 0 about 1e-15.
func rank(s Set, leftOut int) int {
	var kept []float64
	n := 0
	for j := range s.F {
		if j != leftOut {
			kept = append(kept, tableColumn(s, j)...)
			n++
		}
	}
	columns := mat.NewDense(n, s.N, kept)
	var products mat.SymDense
	products.SymOuterK(1/float64(s.N), columns)
	var eigen mat.EigenSym
	if !eigen.Factorize(&products, false) {
		panic("the eigenvalues did not converge")
	}
	dimensions := 0
	for _, v := range eigen.Values(nil) {
		if v > 1e-9 {
			dimensions++
		}
	}
	return dimensions
}

// uselessColumns returns the columns without which the rank is lower.
func uselessColumns(s Set) []int {
	whole := rank(s, -1)
	var list []int
	for j := range s.F {
		if rank(s, j) < whole {
			list = append(list, j)
		}
	}
	return list
}

// nearestCentreAccuracy returns the share of n points that are nearest to a centre
// of their own class.
func nearestCentreAccuracy(n int, seed uint32) float64 {
	r := source(seed)
	list := centres(r)
	right := 0
	for i, p := range scatter(r, n, list) {
		nearest, least := 0, math.Inf(1)
		for k, c := range list {
			d := 0.0
			for j := range c {
				d += (p[j] - c[j]) * (p[j] - c[j])
			}
			if d < least {
				nearest, least = k, d
			}
		}
		if clusterClass(nearest) == clusterClass(i%len(list)) {
			right++
		}
	}
	return float64(right) / float64(n)
}

// logisticAccuracy fits a logistic regression by gradient descent and returns
// its accuracy on the test rows.
func logisticAccuracy(train, test Set) float64 {
	weights, bias := make([]float64, train.F), 0.0
	logit := func(s Set, i int) float64 {
		sum := bias
		for j, w := range weights {
			sum += w * float64(s.X[i*s.F+j])
		}
		return sum
	}
	for range 100 {
		gradient, step := make([]float64, train.F), 1/float64(train.N)
		slope := 0.0
		for i, label := range train.Y {
			e := float64(num.Sigmoid(float32(logit(train, i))) - label)
			slope += e
			for j := range gradient {
				gradient[j] += e * float64(train.X[i*train.F+j])
			}
		}
		bias -= step * slope
		for j := range weights {
			weights[j] -= step * gradient[j]
		}
	}
	right := 0
	for i, label := range test.Y {
		if (logit(test, i) > 0) == (label == 1) {
			right++
		}
	}
	return float64(right) / float64(test.N)
}
