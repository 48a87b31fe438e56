package criteria

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// byWeights are the criteria of single weights that need no samples.
var byWeights = []string{"magnitude", "largest", "random", "sigma", "lamp", "synflow"}

// masks applies a rule to a network with the layers' weights.
func masks(r prune.Rule, layers []prune.Layer, seed uint32) [][]uint8 {
	n := &nn.Network{}
	for _, layer := range layers {
		n.Layers = append(n.Layers, &nn.Dense{In: layer.In, Out: layer.Out, W: layer.W, B: make([]float32, layer.Out), Mask: layer.Base})
	}
	masks, _ := r.Masks(layers, Scores(r.Criterion, &Evidence{Net: n, Seed: seed}))
	return masks
}

func ones(n int) []uint8 { return slices.Repeat([]uint8{1}, n) }

func TestEveryNameHasItsCriterion(t *testing.T) {
	for _, name := range prune.Criteria() {
		if byName[name] == nil {
			t.Errorf("no criterion is registered as %q", name)
		}
	}
	for name := range byName {
		if !slices.Contains(prune.Criteria(), name) {
			t.Errorf("%q is not in the table of package prune", name)
		}
	}
}

func TestWholeNeuronsAreScoredWhereTheTableSaysSo(t *testing.T) {
	for _, name := range prune.Criteria() {
		e := calibrated(1, nn.SoftmaxCrossEntropy, nn.ReLU)
		e.Movement = Scores("random", e)
		for l, scores := range Scores(name, e) {
			layer := e.Net.Layers[l]
			want := len(layer.W)
			if prune.Whole(name) {
				want = layer.Out
				if l == len(e.Net.Layers)-1 {
					want = 0
				}
			}
			if len(scores) != want {
				t.Errorf("%s: layer %d has %d scores, want %d", name, l, len(scores), want)
			}
		}
	}
}

func TestSparsityRemovesExactlyTheRoundedFraction(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		var ls []prune.Layer
		n, in := 0, 1+r.IntN(8)
		for range 1 + r.IntN(5) {
			out := 1 + r.IntN(8)
			w := make([]float32, in*out)
			for i := range w {
				w[i] = float32(r.IntN(5)) - 2 // many ties
			}
			ls = append(ls, prune.Layer{In: in, Out: out, W: w, Base: ones(len(w))})
			n += len(w)
			in = out
		}
		s := float64(r.IntN(1001)) / 1000
		for _, name := range byWeights {
			for _, scope := range prune.Scopes() {
				kept := prune.Kept(masks(prune.Rule{Criterion: name, Scope: scope, By: prune.BySparsity, Amount: s}, ls, 3))
				if want := n - int(math.Round(s*float64(n))); kept != want {
					t.Fatalf("%s %s s=%v of %d: kept %d, want %d", name, scope, s, n, kept, want)
				}
			}
		}
	}
}

func TestRandomMasksAreNestedAndFollowTheSeed(t *testing.T) {
	ls := []prune.Layer{{In: 50, Out: 10, W: make([]float32, 500), Base: ones(500)}}
	few := masks(prune.Rule{Criterion: "random", Scope: prune.Global, By: prune.BySparsity, Amount: 0.3}, ls, 1)[0]
	more := masks(prune.Rule{Criterion: "random", Scope: prune.Global, By: prune.BySparsity, Amount: 0.6}, ls, 1)[0]
	other := masks(prune.Rule{Criterion: "random", Scope: prune.Global, By: prune.BySparsity, Amount: 0.3}, ls, 2)[0]
	for i := range few {
		if more[i] > few[i] {
			t.Fatalf("weight %d came back when more were removed", i)
		}
	}
	if slices.Equal(few, other) {
		t.Error("two seeds removed the same connections")
	}
}
