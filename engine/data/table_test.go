package data

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// counted makes a table of n rows. The raw features of row i are i, i² and 7,
// its label is i.
func counted(n int) Table {
	t := Table{Names: []string{"i", "square", "seven"}, Label: "row", N: n}
	for i := range n {
		v := float64(i)
		t.x = append(t.x, v, v*v, 7)
		t.y = append(t.y, float32(i))
	}
	return t
}

func TestFeaturesAreStandardisedByTheTrainingRows(t *testing.T) {
	const n = 101
	for _, share := range []float64{0.1, 0.5, 0.73, 1} {
		s := counted(n).Set(share, 3)
		train, test := s.Split(share)
		for j := range 2 {
			mean, variance := stat.PopMeanVariance(tableColumn(train, j), nil)
			if math.Abs(mean) > 1e-6 || math.Abs(variance-1) > 1e-6 {
				t.Errorf("share %v: training column %d has mean %v, variance %v", share, j, mean, variance)
			}
		}
		// The rows to test on go by the same mean and deviation, which the
		// labels, as they are the first feature, give again.
		mean, deviation := stat.PopMeanStdDev(labelsOf(train), nil)
		for _, part := range []Set{train, test} {
			for i, label := range part.Y {
				if want := (float64(label) - mean) / deviation; math.Abs(float64(part.X[3*i])-want) > 1e-6 {
					t.Fatalf("share %v: row %v is %v, want %v", share, label, part.X[3*i], want)
				}
			}
		}
	}
}

func labelsOf(s Set) []float64 {
	list := make([]float64, s.N)
	for i, label := range s.Y {
		list[i] = float64(label)
	}
	return list
}

func TestTheSeedOrdersTheRowsOfATable(t *testing.T) {
	a, again, b := counted(50).Set(0.5, 1), counted(50).Set(0.5, 1), counted(50).Set(0.5, 2)
	if !slices.Equal(bits(a), bits(again)) {
		t.Error("the same seed gave another order")
	}
	if slices.Equal(a.Y, b.Y) {
		t.Error("another seed gave the same order")
	}
	slices.Sort(b.Y)
	if !slices.Equal(b.Y, counted(50).y) {
		t.Error("rows are missing or there twice")
	}
}

func TestTheTableStaysAsItIs(t *testing.T) {
	table := counted(10)
	table.Set(0.5, 1)
	if want := counted(10); !slices.Equal(table.x, want.x) || !slices.Equal(table.y, want.y) {
		t.Error("making a set changed the table")
	}
}

// Rounding makes the mean of a hundred times 0.1 differ from 0.1, and a
// deviation out of nothing; sums of 3 · 10³⁸ must not overflow.
func TestFeaturesThatDoNotVaryAreZero(t *testing.T) {
	for _, v := range []float64{0, 0.1, -1e-300, 3e38} {
		table := Table{Names: []string{"x"}, N: 100, x: slices.Repeat([]float64{v}, 100), y: make([]float32, 100)}
		if s := table.Set(0.7, 1); slices.Max(s.X) != 0 || slices.Min(s.X) != 0 {
			t.Errorf("a hundred times %v became %v to %v", v, slices.Min(s.X), slices.Max(s.X))
		}
	}
	if s := counted(20).Set(0, 1); slices.Max(s.X) != 0 || slices.Min(s.X) != 0 {
		t.Errorf("without training rows features became %v to %v", slices.Min(s.X), slices.Max(s.X))
	}
}

func TestOneTrainingRowMakesAllFeaturesZero(t *testing.T) {
	if s := counted(20).Set(0.05, 1); slices.Max(s.X) != 0 || slices.Min(s.X) != 0 {
		t.Errorf("features became %v to %v", slices.Min(s.X), slices.Max(s.X))
	}
}

// The sample 1, 3 has the mean 2 and the deviation 1.
func TestStandardisingByASample(t *testing.T) {
	values := []float64{1, 3, 2, 7, 1e9, -1e9}
	standardiseBy(values[:2], values)
	if want := []float64{-1, 1, 0, 5, 1e6, -1e6}; !slices.Equal(values, want) {
		t.Errorf("got %v, want %v", values, want)
	}
}
