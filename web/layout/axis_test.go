package layout

import (
	"math"
	"slices"
	"testing"
)

func TestNiceMax(t *testing.T) {
	for _, c := range []struct{ value, want float64 }{
		{0.07, 0.1}, {0.1, 0.15}, {0.149, 0.15}, {0.15, 0.2}, {0.21, 0.3}, {0.3, 0.5}, {0.99, 1},
		{1, 1.5}, {1.6, 2}, {2, 3}, {4.9, 5}, {5, 10}, {9.99, 10}, {123, 150}, {1e-30, 1.5e-30}, {3e38, 5e38},
		{0, 1}, {-2, 1}, {math.NaN(), 1}, {math.Inf(1), 1},
	} {
		if got := NiceMax(c.value); got != c.want {
			t.Errorf("NiceMax(%v) = %v, want %v", c.value, got, c.want)
		}
	}
}

func TestAxisRoundTrip(t *testing.T) {
	a := NewAxis(0.9, Rect{X: 70, Y: 50, W: 658, H: 100}, 1)
	if want := (Rect{X: 114, Y: 60, W: 600, H: 74}); a.Plot != want {
		t.Errorf("plot is %+v, want %+v", a.Plot, want)
	}
	for i := range 101 {
		value := float64(i) / 100
		if got := a.Value(a.X(value)); math.Abs(got-value) > 1e-12 {
			t.Errorf("%v came back as %v", value, got)
		}
	}
	for _, c := range []struct{ x, want float64 }{{0, 0}, {114, 0}, {414, 0.5}, {714, 1}, {5000, 1}} {
		if got := a.Value(c.x); got != c.want {
			t.Errorf("value at %v is %v, want %v", c.x, got, c.want)
		}
	}
	for _, c := range []struct{ value, want float64 }{{-1, 114}, {0.25, 264}, {7, 714}, {math.Inf(1), 714}} {
		if got := a.X(c.value); got != c.want {
			t.Errorf("%v is at %v, want %v", c.value, got, c.want)
		}
	}
}

func TestAxisWithoutRoomStaysAtZero(t *testing.T) {
	a := NewAxis(1, Rect{W: 20, H: 10}, 1)
	if got := a.Value(15); got != 0 {
		t.Errorf("value is %v, want 0", got)
	}
}

// The highest of the bars stands for Tallest weights, one half as high for a quarter.
func TestTheNumbersBesideTheBars(t *testing.T) {
	a := Axis{Plot: Rect{Y: 60, H: 80}, Tallest: 48}
	for n, want := range map[int]float64{48: 60, 12: 100, 3: 120, 0: 140} {
		if got := a.Y(n); got != want {
			t.Errorf("a bar for %d weights ends at %v, want %v", n, got, want)
		}
	}
	for _, c := range []struct {
		tallest int
		high    float64
		want    []int
	}{
		{48, 80, []int{40, 10}}, {48, 20, []int{40}}, // the two would be 9 px apart
		{3, 80, []int{3}}, {4, 80, []int{4, 1}}, {0, 80, []int{0}}, {123456, 80, []int{100000, 20000}},
	} {
		a := Axis{Plot: Rect{H: c.high}, Tallest: c.tallest}
		if got := a.Counts(); !slices.Equal(got, c.want) {
			t.Errorf("up to %d weights on %v px: the numbers are %v, want %v", c.tallest, c.high, got, c.want)
		}
	}
}
