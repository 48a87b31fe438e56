package data

import (
	"math"
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

// The table has rank 14: six informative columns and eight useless ones, each
// a dimension of its own, and six redundant columns that add none. Leaving out
// a useless column lowers the rank; leaving out any of the others does not,
// since the redundant ones make up for it.
func TestRedundantColumnsLieInTheSpanOfInformativeOnes(t *testing.T) {
	for seed := range uint32(5) {
		s := generate(t, "tabular20", 0, seed)
		if got := rank(s, -1); got != informative+useless {
			t.Errorf("seed %d: rank %d, want %d", seed, got, informative+useless)
		}
		if got := len(uselessColumns(s)); got != useless {
			t.Errorf("seed %d: %d columns stand alone, want %d", seed, got, useless)
		}
	}
}

// A correlation of unrelated columns deviates from 0 by 1/√N; 5 times that is
// no chance.
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

func TestSeedsOrderTheColumnsDifferently(t *testing.T) {
	a := uselessColumns(generate(t, "tabular20", 0, 1))
	b := uselessColumns(generate(t, "tabular20", 0, 2))
	for i := range a {
		if a[i] != b[i] {
			return
		}
	}
	t.Errorf("with two seeds the useless columns are %v", a)
}

// What the clusters allow: a point belongs to the class of the centre that it
// is nearest to. Of two centres at the least possible distance, 2·1.6, the
// wrong one is nearer for Φ(−1.6) = 5.5 % of the points. A line through
// classes that have the same mean, though, has nothing to go by.
func TestNoLinearModelDoesWhatTheClustersAllow(t *testing.T) {
	for seed := uint32(1); seed <= 3; seed++ {
		s := generate(t, "tabular20", 0, seed)
		train, test := s.Split(0.7)
		clusters, linear := nearestCentreAccuracy(s.N, seed), logisticAccuracy(train, test)
		if clusters < 0.93 {
			t.Errorf("seed %d: the nearest centre is right for %v", seed, clusters)
		}
		if linear > 0.6 {
			t.Errorf("seed %d: logistic regression is right for %v", seed, linear)
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
				t.Errorf("seed %d: the opposite of centre %d is missing or of the other class", seed, i)
			}
		}
	}
}

// Of 4000 labels 1000 flips are expected with noise 25, to within 5·√(4000·¼·¾) = 137.
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

// rank counts the dimensions that the columns of a table span, all but the
// one left out. Rounding to float32 lends a column that adds none a variance
// of about 1e-15.
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

// uselessColumns lists the columns without which the table has a lower rank.
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
// the share of the test rows that it gets right.
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
