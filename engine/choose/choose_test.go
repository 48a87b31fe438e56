package choose

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/train"
)

// linear returns a network that computes 2·x₁ + 1·x₂ + 0.1·x₃, and three samples
// for which exactly one input is 1. The network fits them exactly.
func linear() (*nn.Network, data.Set) {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{2, 1, 0.1})
	return n, data.Set{X: []float32{1, 0, 0, 0, 1, 0, 0, 0, 1}, Y: []float32{2, 1, 0.1}, N: 3, F: 3}
}

func masksOf(n *nn.Network, by string) Masks {
	var layers []prune.Layer
	for _, l := range n.Layers {
		layers = append(layers, prune.Layer{In: l.In, Out: l.Out, W: l.W, Base: l.Mask})
	}
	scores := prune.Scores("magnitude", &prune.Evidence{Net: n})
	return func(amount float64) [][]uint8 {
		masks, _ := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: by, Amount: amount}.Masks(layers, scores)
		return masks
	}
}

func kept(n *nn.Network) int {
	total := 0
	for _, l := range n.Layers {
		for _, m := range l.Mask {
			total += int(m)
		}
	}
	return total
}

// Without w₃ the output is 0.1 too small for one of three samples, so the mean loss
// ½·0.1²/3. Without w₂ too it is ½·(0.1²+1²)/3, and without all weights
// ½·(0.1²+1²+2²)/3.
func TestASweepByHand(t *testing.T) {
	n, set := linear()
	s := NewSweep(n, set, []float64{0, 1. / 3, 2. / 3, 1}, masksOf(n, prune.BySparsity), kept)
	for i, want := range []float64{0, 0.005 / 3, 0.505 / 3, 2.505 / 3} {
		p, ok := s.Next()
		if !ok || math.Abs(p.Loss-want) > 1e-7 || p.Bytes != 3-i || math.Abs(p.Sparsity-float64(i)/3) > 1e-12 {
			t.Errorf("point %d is %+v, want a loss of %v and %d kept", i, p, want, 3-i)
		}
	}
	if _, ok := s.Next(); ok {
		t.Error("there is a fifth point, want four")
	}
	if kept(n) != 3 {
		t.Error("the sweep pruned the network itself")
	}
}

func TestOnlyPrunesOneLayer(t *testing.T) {
	base := [][]uint8{{1, 1}, {1, 0}}
	all := func(float64) [][]uint8 { return [][]uint8{{0, 0}, {0, 0}} }
	if got := fmt.Sprint(Only(0, all, base)(1), Only(1, all, base)(1)); got != "[[0 0] [1 0]] [[1 1] [0 0]]" {
		t.Errorf("got %s", got)
	}
}

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

// The target is Σ wᵢxᵢ + noise. Four weights are 0.5 or more, sixteen at most 0.02,
// which the noise hides. So the threshold must be between the two groups.
func TestCrossValidationFindsTheThresholdBetweenLargeAndSmallWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	weights := make([]float64, 20)
	for i := range weights {
		weights[i] = 0.02 * (2*r.Float64() - 1)
		if i < 4 {
			weights[i] = 0.5 + r.Float64()
		}
	}
	set := data.Set{N: 400, F: 20}
	for range set.N {
		y := 0.3 * r.NormFloat64()
		for _, w := range weights {
			x := r.NormFloat64()
			set.X = append(set.X, float32(x))
			y += w * x
		}
		set.Y = append(set.Y, float32(y))
	}
	var amounts []float64
	for i := range 40 {
		amounts = append(amounts, float64(i)*0.02)
	}
	var found []Fold
	for i, fold := range data.Folds(set, 5) {
		n := nn.New(20, nil, nil, 1, nn.SquaredError)
		o, _ := train.NewOptimizer("adam", n)
		trainer := train.New(n, o, fold.Train, train.Options{LearningRate: 0.02, BatchSize: 32, Regularization: "none"}, 1)
		for trainer.Epoch() < 20 {
			trainer.Step()
		}
		found = append(found, Measure(i, NewSweep(n, fold.Validation, amounts, masksOf(n, prune.ByEpsilon), kept)))
	}
	c, err := Combine(found, ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	if epsilon := c.Means[c.Chosen].Amount; epsilon < 0.08 || epsilon > 0.6 {
		t.Errorf("ε = %v, want 0.08 to 0.6", epsilon)
	}
}
