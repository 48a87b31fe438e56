package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/choose"
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/criteria"
	"bonsai/engine/train"
)

// linear is y = 2·x₁ + 1·x₂ + 0.1·x₃, and samples that see one input each.
func linear() (*nn.Network, data.Set) {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{2, 1, 0.1})
	return n, data.Set{X: []float32{1, 0, 0, 0, 1, 0, 0, 0, 1}, Y: []float32{2, 1, 0.1}, N: 3, F: 3}
}

func masksFor(n *nn.Network, by string) masksAt {
	var layers []prune.Layer
	for _, l := range n.Layers {
		layers = append(layers, prune.Layer{In: l.In, Out: l.Out, W: l.W, Base: l.Mask})
	}
	scores := criteria.Scores("magnitude", &criteria.Evidence{Net: n})
	return func(amount float64) [][]uint8 {
		masks, _ := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: by, Amount: amount}.Masks(layers, scores)
		return masks
	}
}

func keptOf(n *nn.Network) int {
	total := 0
	for _, l := range n.Layers {
		for _, m := range l.Mask {
			total += int(m)
		}
	}
	return total
}

// Without w₃ the error is 0.1 on one of three samples: ½·0.01/3; without w₂ too
// ½·1.01/3; without all ½·5.01/3.
func TestASweepMeasuresWhatIsWorkedOutByHand(t *testing.T) {
	n, set := linear()
	s := newSweep(n, set, []float64{0, 1. / 3, 2. / 3, 1}, masksFor(n, prune.BySparsity), keptOf)
	for i, want := range []float64{0, 0.005 / 3, 0.505 / 3, 2.505 / 3} {
		p, ok := s.next()
		if !ok || math.Abs(p.Loss-want) > 1e-7 || p.Bytes != 3-i || math.Abs(p.Sparsity-float64(i)/3) > 1e-12 {
			t.Errorf("point %d: %+v, want a loss of %v and %d kept", i, p, want, 3-i)
		}
	}
	if _, ok := s.next(); ok {
		t.Error("there is a fifth point")
	}
	if keptOf(n) != 3 {
		t.Error("the network was pruned")
	}
}

func TestSensitivityLeavesOtherLayersAlone(t *testing.T) {
	base := [][]uint8{{1, 1}, {1, 0}}
	all := func(float64) [][]uint8 { return [][]uint8{{0, 0}, {0, 0}} }
	if got := fmt.Sprint(only(0, all, base)(1), only(1, all, base)(1)); got != "[[0 0] [1 0]] [[1 1] [0 0]]" {
		t.Errorf("got %s", got)
	}
}

// y = Σ wᵢxᵢ + noise, with four weights of 0.5 and more, and sixteen of at most
// 0.02, whose loss is lost in the noise: the threshold must fall between.
func TestCrossValidationFindsThePlantedThreshold(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	planted := make([]float64, 20)
	for i := range planted {
		planted[i] = 0.02 * (2*r.Float64() - 1)
		if i < 4 {
			planted[i] = 0.5 + r.Float64()
		}
	}
	set := data.Set{N: 400, F: 20}
	for range set.N {
		y := 0.3 * r.NormFloat64()
		for _, w := range planted {
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
	var found []choose.Fold
	for i, part := range data.Folds(set, 5) {
		n := nn.New(20, nil, nil, 1, nn.SquaredError)
		o, _ := train.NewOptimizer("adam", n)
		trainer := train.New(n, o, part.Train, train.Options{LearningRate: 0.02, BatchSize: 32, Regularization: "none"}, 1)
		for trainer.Epoch() < 20 {
			trainer.Step()
		}
		found = append(found, fold(i, newSweep(n, part.Validation, amounts, masksFor(n, prune.ByEpsilon), keptOf)))
	}
	c, err := choose.Combine(found, choose.ByOneError)
	if err != nil {
		t.Fatal(err)
	}
	if epsilon := c.Means[c.Chosen].Amount; epsilon < 0.08 || epsilon > 0.6 {
		t.Errorf("ε = %v; the planted weights are below 0.02 or above 0.5", epsilon)
	}
}
