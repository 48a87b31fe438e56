package data

import (
	"math"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

// The map is R(θ)·(width slant; 0 height), with the columns width·(cos θ, sin θ)
// and slant·(cos θ, sin θ) + height·(−sin θ, cos θ). So the angle, width, height
// and slant can be computed from it.
func TestHandsStayWithinTheirLimits(t *testing.T) {
	r := source(1)
	widest := 0.0
	for range 2000 {
		h := newHand(r)
		angle := math.Atan2(h.yx, h.xx) * 180 / math.Pi
		width := math.Hypot(h.xx, h.yx)
		height := (h.xx*h.yy - h.xy*h.yx) / width
		slant := (h.xx*h.xy + h.yx*h.yy) / width
		widest = max(widest, math.Abs(angle))
		if math.Abs(angle) > 15.0001 || width < 0.78 || width > 1.16 || height < 0.8599 || height > 1.0701 || slant < -0.3001 || slant > 0.1501 {
			t.Fatalf("turned by %v°, width %v, height %v, slant %v", angle, width, height, slant)
		}
	}
	if widest < 14.9 {
		t.Errorf("2000 hands turn by up to %v°, want 15°", widest)
	}
}

func TestHandsMapPoints(t *testing.T) {
	h := hand{xx: 2, xy: 3, yx: 5, yy: 7, x0: 11, y0: 13}
	if got := h.move(knot{1, -1}); got != (knot{2 - 3 + 11, 5 - 7 + 13}) {
		t.Errorf("(1, −1) moved to %v, want (10, 11)", got)
	}
	// At half of its radius the strength of a bump is (1 − ¼)² = 9/16.
	h.bumps[1] = bump{x: 1, y: 0, radius: 2, dx: 16, dy: -32}
	if got := h.move(knot{1, -1}); !near(got.x, 10+9) || !near(got.y, 11-18) {
		t.Errorf("with a bump (1, −1) moved to %v, want (19, −7)", got)
	}
}

func TestABumpFadesTowardsItsRadius(t *testing.T) {
	b := bump{x: 1, y: 2, radius: 5}
	for _, c := range []struct {
		at   knot
		want float64
	}{
		{knot{1, 2}, 1},
		{knot{4, 6}, 0}, // at a distance of √(3²+4²) = 5
		{knot{9, 9}, 0},
		{knot{1, 5}, 0.4096}, // (1 − 9/25)²
	} {
		if got := b.strength(c.at); !near(got, c.want) {
			t.Errorf("at %v the strength is %v, want %v", c.at, got, c.want)
		}
	}
}

func TestASplinePassesItsKnotsInOrder(t *testing.T) {
	for _, shapes := range glyphs {
		for _, s := range shapes[0] {
			line := spline(nil, s)
			if len(line) != 5*(len(s)-1)+1 {
				t.Fatalf("%d points for %d knots", len(line), len(s))
			}
			for i, k := range s {
				if p := line[5*i]; !near(p.x, k.x) || !near(p.y, k.y) {
					t.Errorf("knot %d is %v, the line is at %v", i, k, p)
				}
			}
		}
	}
}

// Half way between b and c the spline is (−a + 9b + 9c − d)/16. Through knots at
// equal distances on a straight line it is linear.
func TestASplineBetweenKnots(t *testing.T) {
	if got := between(3, 1, 2, 7, 0.5); !near(got, (-3+9+18-7)/16.0) {
		t.Errorf("half way is %v, want %v", got, 17/16.0)
	}
	for _, at := range []float64{0, 0.2, 0.7, 1} {
		if got := between(1, 3, 5, 7, at); !near(got, 3+2*at) {
			t.Errorf("through 1, 3, 5, 7 the spline is %[2]v at %[1]v, want %[3]v", at, got, 3+2*at)
		}
	}
}
