package data

import (
	"math"
	"testing"
)

// A line along the middle of row 4, from x = 2 to x = 6, drawn with a pen of radius
// 1. The middles of the rows beside it are at a distance of 1, where the ink is ½.
func TestTheEdgesOfALineAreSmooth(t *testing.T) {
	c := newCanvas(8)
	c.clear()
	c.draw([]knot{{2, 4.5}, {6, 4.5}}, 1.5)
	for _, want := range []struct {
		row, column int
		ink         float64
	}{
		{4, 3, 1}, {3, 3, 0.5}, {5, 5, 0.5}, {2, 3, 0}, {6, 3, 0},
		{4, 1, 1}, {4, 6, 1}, {4, 0, 0}, {4, 7, 0}, // 0.5 and 1.5 pixels beyond the ends
		{3, 1, 1.5 - math.Sqrt(1.25)},
	} {
		if got := c.ink(8*want.row+want.column, 1); !near(got, want.ink) {
			t.Errorf("row %d, column %d: %v, want %v", want.row, want.column, got, want.ink)
		}
	}
	c.clear()
	for i := range 64 {
		if c.ink(i, 1) != 0 {
			t.Fatal("a cleared canvas has ink")
		}
	}
}

func TestALineOfLengthZeroIsADot(t *testing.T) {
	c := newCanvas(4)
	c.clear()
	c.draw([]knot{{1.5, 1.5}, {1.5, 1.5}}, 1)
	for i, want := range []float64{0, 0, 0, 0, 0, 1, 0, 0} {
		if got := c.ink(i, 0.5); got != want {
			t.Errorf("pixel %d: %v, want %v", i, got, want)
		}
	}
}

// The distance from a line is compared with that from the nearest of many points
// on it. Lines may leave the canvas.
func TestDistancesAreThoseToTheNearestPoint(t *testing.T) {
	const side, reach = 10, 3
	r := source(2)
	for range 50 {
		line := make([]knot, 4)
		for i := range line {
			line[i] = knot{uniform(r, -3, side+3), uniform(r, -3, side+3)}
		}
		c := newCanvas(side)
		c.clear()
		c.draw(line, reach)
		for i, square := range c.squares {
			x, y := float64(i%side)+0.5, float64(i/side)+0.5
			nearest := math.Inf(1)
			for j := range len(line) - 1 {
				for step := range 1001 {
					at := float64(step) / 1000
					nearest = min(nearest, math.Hypot(x-line[j].x-at*(line[j+1].x-line[j].x), y-line[j].y-at*(line[j+1].y-line[j].y)))
				}
			}
			if nearest < reach-0.02 && math.Abs(math.Sqrt(square)-nearest) > 0.02 {
				t.Fatalf("pixel (%v, %v) is %v from %v, want %v", x, y, math.Sqrt(square), line, nearest)
			}
		}
	}
}
