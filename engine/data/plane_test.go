package data

import (
	"math"
	"slices"
	"testing"
)

// rounding is the error allowed for coordinates that were rounded to float32.
const rounding = 1e-5

func TestLabelsFollowFromTheGeometry(t *testing.T) {
	for name, check := range map[string]func(x, y, label float64) bool{
		// Disc of radius 2.5, ring from 3.5 to 5.
		"circle": func(x, y, label float64) bool {
			d := math.Hypot(x, y)
			if label == 1 {
				return d < 2.5+rounding
			}
			return d > 3.5-rounding && d < 5+rounding
		},
		"xor": func(x, y, label float64) bool {
			gap := min(math.Abs(x), math.Abs(y)) > 0.3-rounding
			return gap && (x > 0 == (y > 0)) == (label == 1)
		},
		"spiral":  func(x, y, label float64) bool { return onArm(x, y, 1.75, (1-label)/2) },
		"spiral3": func(x, y, label float64) bool { return onArm(x, y, 1, label/3) },
		// Half circles of radius 3, in the plane moved so that both together
		// are centred: around (−1.5, −0.75) above, around (1.5, 0.75) below.
		"moons": func(x, y, label float64) bool {
			if label == 1 {
				x, y = -x, -y
			}
			return math.Abs(math.Hypot(x+1.5, y+0.75)-3) < rounding && y+0.75 > -rounding
		},
		"reg-plane": func(x, y, label float64) bool { return math.Abs(label-(x+y)/10) < rounding },
		"reg-gauss": func(x, y, label float64) bool { return math.Abs(label-nearestHill(x, y)) < rounding },
	} {
		for seed := range uint32(3) {
			s := generate(t, name, 0, seed)
			for i, label := range s.Y {
				if x, y := float64(s.X[2*i]), float64(s.X[2*i+1]); !check(x, y, float64(label)) {
					t.Errorf("%s, seed %d: (%v, %v) has the label %v", name, seed, x, y, label)
				}
			}
		}
	}
}

// onArm reports whether a point is on an arm of a spiral: whether its angle is
// that of the arm at the same distance from the middle.
func onArm(x, y, turns, start float64) bool {
	d := math.Hypot(x, y)
	if d == 0 {
		return true // all arms begin there
	}
	angle := math.Atan2(x, y) - 2*math.Pi*(turns*d/5+start)
	return d < 5 && math.Abs(math.Remainder(angle, 2*math.Pi))*d < 2*rounding
}

// nearestHill returns the value of reg-gauss at a point. Only the nearest of the
// six centres counts, because they are at least 4 apart and reach 2 far. Its sign
// alternates from centre to centre.
func nearestHill(x, y float64) float64 {
	column := math.Round(min(max(x/4, -1), 1)) // −1, 0, 1
	row := math.Copysign(1, y)
	sign := row
	if column == 0 {
		sign = -row
	}
	d := math.Hypot(x-4*column, y-2.5*row)
	return sign * max(0, 1-d/2)
}

// Both clouds of 250 points have the mean ±2 and the variance 0.5 in x and y, with
// standard errors of √(0.5/250) = 0.045 and 0.5·√(2/250) = 0.045; five of each are
// allowed. The line between the clouds is 4 standard deviations from the centres,
// so hardly a point is beyond it.
func TestGaussIsTwoCloudsAroundTheirCentres(t *testing.T) {
	s := generate(t, "gauss", 0, 1)
	strayed := 0
	for label := range 2 {
		middle := float64(4*label - 2)
		for axis := range 2 {
			mean, variance := moments(s, float32(label), axis)
			if math.Abs(mean-middle) > 0.225 || math.Abs(variance-0.5) > 0.225 {
				t.Errorf("class %d, axis %d: mean %v, variance %v", label, axis, mean, variance)
			}
		}
	}
	for i, label := range s.Y {
		if (s.X[2*i]+s.X[2*i+1] > 0) != (label == 1) {
			strayed++
		}
	}
	if strayed > 1 {
		t.Errorf("%d points are beyond the line between the clouds", strayed)
	}
}

// At 50 % noise the variance is 4, but coordinates beyond 6, two standard
// deviations from the centre, are drawn again. A normal distribution truncated
// at 2 deviations has 1 − 2λ − λ² of the variance, with λ = φ(2)/Φ(2) = 0.0552:
// 3.55. The standard error is 3.55·√(2/250).
func TestNoiseWidensGauss(t *testing.T) {
	s := generate(t, "gauss", 50, 1)
	for label := range 2 {
		for axis := range 2 {
			if _, variance := moments(s, float32(label), axis); math.Abs(variance-3.55) > 5*3.55*math.Sqrt(2.0/250) {
				t.Errorf("class %d, axis %d: variance %v, want about 3.55", label, axis, variance)
			}
		}
	}
}

func moments(s Set, label float32, axis int) (mean, variance float64) {
	n := 0.0
	for i, l := range s.Y {
		if l == label {
			v := float64(s.X[2*i+axis])
			mean, variance, n = mean+v, variance+v*v, n+1
		}
	}
	mean /= n
	return mean, variance/n - mean*mean
}

func TestNoiseRelabelsPointsWithoutMovingThem(t *testing.T) {
	for _, name := range []string{"circle", "xor", "reg-plane", "reg-gauss"} {
		clean, noisy := generate(t, name, 0, 2), generate(t, name, 30, 2)
		if !slices.Equal(clean.X, noisy.X) {
			t.Errorf("%s: noise moved points", name)
		}
		if slices.Equal(clean.Y, noisy.Y) {
			t.Errorf("%s: noise changed no label", name)
		}
	}
}

// At 30 % noise (x+y)/10 is evaluated at most 0.3·6 away in x and in y, which
// changes it by at most 0.36.
func TestNoiseInRegressionIsBoundedByTheReach(t *testing.T) {
	clean, noisy := generate(t, "reg-plane", 0, 2), generate(t, "reg-plane", 30, 2)
	farthest := 0.0
	for i := range clean.Y {
		farthest = max(farthest, math.Abs(float64(noisy.Y[i]-clean.Y[i])))
	}
	if farthest > 0.36+rounding || farthest < 0.3 {
		t.Errorf("noise changes values by up to %v, want nearly 0.36", farthest)
	}
}

func TestNoiseMovesPointsByAtMostItsShareOfTheReach(t *testing.T) {
	for name, reach := range map[string]float64{"spiral": 1, "spiral3": 1, "moons": 3} {
		clean, noisy := generate(t, name, 0, 2), generate(t, name, 40, 2)
		if !slices.Equal(clean.Y, noisy.Y) {
			t.Errorf("%s: noise changed labels", name)
		}
		farthest := 0.0
		for i := range clean.X {
			farthest = max(farthest, math.Abs(float64(noisy.X[i]-clean.X[i])))
		}
		if farthest > 0.4*reach+rounding || farthest < 0.38*reach {
			t.Errorf("%s: noise moves coordinates by up to %v, want nearly %v", name, farthest, 0.4*reach)
		}
	}
}
