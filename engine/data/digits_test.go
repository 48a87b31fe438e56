package data

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestDigitKindsMatchTheirGenerators(t *testing.T) {
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

func TestDigitsAreBalanced(t *testing.T) {
	counts := make([]int, 10)
	for _, label := range GenerateDigits(8, 1000, 0, 1).Y {
		counts[int(label)]++
	}
	for digit, n := range counts {
		if n != 100 {
			t.Errorf("%d of 1000 images show a %d, want 100", n, digit)
		}
	}
}

// Of 250 random rows 25 are expected of each digit, with a standard deviation of
// √(250·0.1·0.9) = 4.7; five of them are allowed.
func TestDigitsAreBalancedAmongTheFirstRows(t *testing.T) {
	counts := make([]int, 10)
	for _, label := range GenerateDigits(8, 4000, 0, 5).Y[:250] {
		counts[int(label)]++
	}
	for digit, n := range counts {
		if n < 1 || n > 49 {
			t.Errorf("%d of the first 250 images show a %d, want about 25", n, digit)
		}
	}
}

func TestASeedDeterminesDigitsToTheBit(t *testing.T) {
	a, again, b := GenerateDigits(14, 50, 20, 1), GenerateDigits(14, 50, 20, 1), GenerateDigits(14, 50, 20, 2)
	if !slices.Equal(bits(a), bits(again)) {
		t.Error("two sets of one seed differ")
	}
	if slices.Equal(bits(a), bits(b)) {
		t.Error("the sets of two seeds are the same")
	}
}

// Noise of 30 % changes a pixel by an amount evenly distributed between −0.3 and
// 0.3. An empty pixel cannot get lighter, so its mean change is 0.3/4.
func TestNoiseChangesPixelsAndKeepsDigits(t *testing.T) {
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
		t.Errorf("noise changes pixels by up to %v, want 0.3", farthest)
	}
	// The standard deviation of the mean of 75,000 is below 0.001.
	if mean := sum / float64(empty); math.Abs(mean-0.075) > 0.003 {
		t.Errorf("the mean change of %d empty pixels is %v, want 0.075", empty, mean)
	}
}

// The pixels of MNIST have a mean of 0.13.
func TestDigitsLieWithinTheImage(t *testing.T) {
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
			t.Errorf("side %d: %v of the ink is in the outermost pixels", side, rim/ink)
		}
		if mean := ink / float64(len(s.X)); mean < 0.1 || mean > 0.2 {
			t.Errorf("side %d: the mean pixel is %v, want 0.1 to 0.2", side, mean)
		}
	}
}

func TestEveryGlyphIsValid(t *testing.T) {
	for digit, shapes := range glyphs {
		for _, shape := range shapes {
			for _, s := range shape {
				if len(s) < 2 {
					t.Errorf("a stroke of the digit %d has %d knots, want 2 or more", digit, len(s))
				}
				for _, k := range s {
					if math.Abs(k.x) > 1 || math.Abs(k.y) > 1 {
						t.Errorf("digit %d: the knot %v is outside −1 to 1", digit, k)
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
				if said, _ := recover().(string); !strings.HasPrefix(said, "data: ") || !strings.Contains(said, "0 to 50") {
					t.Errorf("%+v: the panic says %q", c, said)
				}
			}()
			GenerateDigits(c.side, c.n, c.noise, 1)
		}()
	}
}
