package choose

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestLevelsRiseFromZeroToOne(t *testing.T) {
	levels := Levels()
	for i := 1; i < len(levels); i++ {
		if levels[i] <= levels[i-1] {
			t.Errorf("%v after %v", levels[i], levels[i-1])
		}
	}
	if last := levels[len(levels)-1]; levels[0] != 0 || math.Abs(last-1) > 1e-12 {
		t.Errorf("from %v to %v", levels[0], last)
	}
}

// folds returns three folds. At each amount they have the three losses given, and
// the accuracies 1 − loss.
func folds(losses ...[3]float64) []Fold {
	f := make([]Fold, 3)
	for i := range f {
		f[i].Index = i
		for amount, l := range losses {
			f[i].Points = append(f[i].Points, Point{Amount: float64(amount), Loss: l[i], Accuracy: 1 - l[i]})
		}
	}
	return f
}

func TestCombineChoosesTheLargestGoodAmount(t *testing.T) {
	// best has the mean 0.2 and deviations of −0.03, 0 and 0.03: the standard error
	// is √(0.0018/2/3) = 0.01732, so mean losses up to 0.21732 are good.
	best := [3]float64{0.17, 0.2, 0.23}
	at := func(v float64) [3]float64 { return [3]float64{v, v, v} }
	for _, test := range []struct {
		name      string
		folds     []Fold
		tolerance float64
		want      int
	}{
		{"within one standard error", folds(at(0.3), best, at(0.217), at(0.218)), ByOneError, 2},
		{"only the best is good", folds(at(0.3), best, at(0.218)), ByOneError, 1},
		{"all are good", folds(best, at(0.2), at(0.21)), ByOneError, 2},
		{"an amount after a bad one is not chosen", folds(best, at(0.21), at(0.5), at(0.2)), ByOneError, 1},
		{"accuracy at most 0.05 below 0.7", folds(at(0.3), at(0.34), at(0.35), at(0.36)), 0.0500001, 2},
		{"accuracy not below that of the dense network", folds(at(0.3), at(0.3), at(0.31)), 0, 1},
	} {
		c, err := Combine(test.folds, test.tolerance)
		if err != nil {
			t.Fatal(err)
		}
		if c.Chosen != test.want {
			t.Errorf("%s: chose %d, want %d", test.name, c.Chosen, test.want)
		}
	}
	c, err := Combine(folds(best, at(1)), ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	if m := c.Means[0]; math.Abs(m.Loss-0.2) > 1e-12 || math.Abs(m.LossError-0.0173205) > 1e-6 {
		t.Errorf("mean %v ± %v", m.Loss, m.LossError)
	}
}

func TestTheOrderOfFoldsDoesNotMatter(t *testing.T) {
	f := folds([3]float64{0.1, 0.2, 0.7}, [3]float64{0.1, 0.25, 0.6})
	a, err := Combine(f, ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Combine([]Fold{f[2], f[0], f[1]}, ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("one order gives %v, the other %v", a, b)
	}
}

func TestFoldsThatDoNotMatchAreAnError(t *testing.T) {
	f := folds([3]float64{1, 1, 1}, [3]float64{1, 1, 1})
	f[1].Points = f[1].Points[:1]
	for want, bad := range map[string][]Fold{"there are 1 folds": f[:1], "folds 0 and 1": f, "no points": make([]Fold, 3)} {
		if _, err := Combine(bad, ByOneError); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}
