package data

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestDigitKindsDescribeWhatTheirGeneratorsMake(t *testing.T) {
	for _, k := range kinds {
		if k.Side == 0 {
			continue
		}
		s := k.generate(source(1), k.Samples, 0.5)
		if s.N != k.Samples || s.F != k.Features || s.Classes != k.Classes || s.F != k.Side*k.Side || k.Plane {
			t.Errorf("%s: %d samples of %d features in %d classes, described as %+v", k.Name, s.N, s.F, s.Classes, k.Kind)
		}
		if len(s.X) != s.N*s.F || len(s.Y) != s.N {
			t.Errorf("%s: %d numbers and %d labels for %d rows of %d", k.Name, len(s.X), len(s.Y), s.N, s.F)
		}
		if low, high := slices.Min(s.X), slices.Max(s.X); low != 0 || high != 1 {
			t.Errorf("%s: pixels from %v to %v, want 0 to 1", k.Name, low, high)
		}
	}
}

func TestDigitsTakeTurns(t *testing.T) {
	counts := make([]int, 10)
	for _, label := range GenerateDigits(8, 1000, 0, 1).Y {
		counts[int(label)]++
	}
	for digit, n := range counts {
		if n != 100 {
			t.Errorf("%d of 1000 are a %d, want 100", n, digit)
		}
	}
}

// Of 250 rows drawn without looking 25 are expected of each digit, to within
// 5·√(250·0.1·0.9) = 24.
func TestTheFirstDigitsAreMixed(t *testing.T) {
	counts := make([]int, 10)
	for _, label := range GenerateDigits(8, 4000, 0, 5).Y[:250] {
		counts[int(label)]++
	}
	for digit, n := range counts {
		if n < 1 || n > 49 {
			t.Errorf("%d of the first 250 are a %d", n, digit)
		}
	}
}

func TestASeedDecidesDigitsToTheBit(t *testing.T) {
	a, again, b := GenerateDigits(14, 50, 20, 1), GenerateDigits(14, 50, 20, 1), GenerateDigits(14, 50, 20, 2)
	if !slices.Equal(bits(a), bits(again)) {
		t.Error("two sets of one seed differ")
	}
	if slices.Equal(bits(a), bits(b)) {
		t.Error("the sets of two seeds are the same")
	}
}

// Noise of 30 % moves a pixel by 0.3 at most, evenly: an empty one, which only
// half of the draws make darker, by 0.3/4 in the mean.
func TestNoiseMovesPixelsAndKeepsDigits(t *testing.T) {
	clean, noisy := GenerateDigits(14, 500, 0, 3), GenerateDigits(14, 500, 30, 3)
	if !slices.Equal(clean.Y, noisy.Y) {
		t.Fatal("noise changed the order of the digits")
	}
	farthest, sum, empty := 0.0, 0.0, 0
	for i, ink := range clean.X {
		moved := math.Abs(float64(noisy.X[i]) - float64(ink))
		farthest = max(farthest, moved)
		if ink == 0 {
			sum += moved
			empty++
		}
	}
	if farthest > 0.3+1e-6 || farthest < 0.299 {
		t.Errorf("noise moves pixels by up to %v, want 0.3", farthest)
	}
	// The standard deviation of the mean of 75,000 is below 0.001.
	if mean := sum / float64(empty); math.Abs(mean-0.075) > 0.003 {
		t.Errorf("%d empty pixels are moved by %v in the mean, want 0.075", empty, mean)
	}
}

// MNIST's pixels have a mean of 0.13.
func TestDigitsLieWithinTheirPaper(t *testing.T) {
	for _, side := range []int{14, 28} {
		s := GenerateDigits(side, 1000, 0, 4)
		rim, ink := 0.0, 0.0
		for i, v := range s.X {
			ink += float64(v)
			if row, column := i%s.F/side, i%side; min(row, column) == 0 || max(row, column) == side-1 {
				rim += float64(v)
			}
		}
		if rim/ink > 0.01 {
			t.Errorf("side %d: %v of the ink is on the rim", side, rim/ink)
		}
		if mean := ink / float64(len(s.X)); mean < 0.1 || mean > 0.2 {
			t.Errorf("side %d: a pixel is %v in the mean", side, mean)
		}
	}
}

func TestEveryWayToWriteADigitIsUsable(t *testing.T) {
	for digit, ways := range glyphs {
		for _, way := range ways {
			for _, s := range way {
				if len(s) < 2 {
					t.Errorf("a stroke of the digit %d has %d knots, want 2 or more", digit, len(s))
				}
				for _, k := range s {
					if math.Abs(k.x) > 1 || math.Abs(k.y) > 1 {
						t.Errorf("digit %d: the knot %v is not within 1", digit, k)
					}
				}
			}
		}
	}
}

func TestDigitsOutOfRangePanicWithTheRange(t *testing.T) {
	for _, c := range []struct{ side, n, noise int }{{7, 1, 0}, {14, -1, 0}, {14, 1, -1}, {14, 1, 51}} {
		func() {
			defer func() {
				if told, _ := recover().(string); !strings.HasPrefix(told, "data: ") || !strings.Contains(told, "0 to 50") {
					t.Errorf("%+v told %q", c, told)
				}
			}()
			GenerateDigits(c.side, c.n, c.noise, 1)
		}()
	}
}
