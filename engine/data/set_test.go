package data

import (
	"slices"
	"testing"
)

// numbered makes a set of n rows. Row i is (i, −i) with the label i.
func numbered(n int) Set {
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{X: float32(i), Y: -float32(i), Label: float32(i)}
	}
	return planeSet(points, 2)
}

func TestSplitTakesTheRoundedShareFromTheFront(t *testing.T) {
	for _, c := range []struct {
		n     int
		share float64
		train int
	}{
		{500, 0.5, 250},
		{4000, 0.7, 2800},
		{10, 0.1, 1},
		{10, 0.25, 3}, // 2.5 rounds away from zero
		{10, 0.24, 2},
		{7, 0, 0},
		{7, 1, 7},
		{7, -3, 0},
		{7, 1.5, 7},
		{0, 0.5, 0},
	} {
		s := numbered(c.n)
		train, test := s.Split(c.share)
		if train.N != c.train || test.N != c.n-c.train {
			t.Errorf("%d rows at %v: %d and %d, want %d and %d", c.n, c.share, train.N, test.N, c.train, c.n-c.train)
		}
		if !slices.Equal(slices.Concat(train.X, test.X), s.X) || !slices.Equal(slices.Concat(train.Y, test.Y), s.Y) {
			t.Errorf("%d rows at %v: the two parts together are not the set", c.n, c.share)
		}
		if train.F != 2 || test.F != 2 || train.Classes != 2 || test.Classes != 2 {
			t.Errorf("%d rows at %v: features or classes were lost", c.n, c.share)
		}
	}
}

func TestAppendingToTheTrainingPartLeavesTheTestPartAlone(t *testing.T) {
	train, test := numbered(4).Split(0.5)
	_ = append(train.X, 99, 99)
	_ = append(train.Y, 99)
	if test.X[0] != 2 || test.Y[0] != 2 {
		t.Errorf("the test part begins with %v, %v; want 2, 2", test.X[0], test.Y[0])
	}
}

func TestShuffleMovesWholeRows(t *testing.T) {
	s := numbered(50)
	s.shuffle(source(1))
	for i, label := range s.Y {
		if s.X[2*i] != label || s.X[2*i+1] != -label {
			t.Fatalf("row %d is (%v, %v) with label %v", i, s.X[2*i], s.X[2*i+1], label)
		}
	}
	if slices.IsSorted(s.Y) {
		t.Error("the rows are in the same order as before")
	}
	slices.Sort(s.Y)
	if !slices.Equal(s.Y, numbered(50).Y) {
		t.Error("rows are missing or repeated")
	}
}

func TestDrawnKeepsThePointsAndTheSeedOrdersThem(t *testing.T) {
	points := make([]Point, 40)
	for i := range points {
		points[i] = Point{X: float32(i), Y: 1, Label: float32(i % 2)}
	}
	a, again, b := Drawn(points, 1), Drawn(points, 1), Drawn(points, 2)
	if !slices.Equal(a.X, again.X) || !slices.Equal(a.Y, again.Y) {
		t.Error("the same seed gave another order")
	}
	if slices.Equal(a.X, b.X) {
		t.Error("another seed gave the same order")
	}
	if a.N != 40 || a.F != 2 || a.Classes != 2 {
		t.Errorf("N, F, Classes = %d, %d, %d; want 40, 2, 2", a.N, a.F, a.Classes)
	}
	seen := make([]bool, 40)
	for i, label := range a.Y {
		p := int(a.X[2*i])
		if label != float32(p%2) || a.X[2*i+1] != 1 {
			t.Errorf("point %d came back as (%v, %v) with label %v", p, a.X[2*i], a.X[2*i+1], label)
		}
		seen[p] = true
	}
	if slices.Contains(seen, false) {
		t.Error("a point is missing")
	}
	if empty := Drawn(nil, 1); empty.N != 0 || len(empty.X) != 0 {
		t.Error("of no points the set is not empty")
	}
}
