package prune

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// two layers, 2×3 and 1×2; magnitudes in order: .1 .2 .3 .3 .5 .6 .7 .8
func layers() []Layer {
	return []Layer{
		{In: 3, Out: 2, W: []float32{0.1, -0.3, 0.5, -0.7, 0.3, 0.2}, Base: ones(6)},
		{In: 2, Out: 1, W: []float32{-0.8, 0.6}, Base: ones(2)},
	}
}

// masks applies a rule with the scores of its criterion: |w| for "magnitude",
// −|w| for "largest".
func masks(r Rule, layers []Layer) [][]uint8 {
	scores := magnitudes(layers)
	if r.Criterion == "largest" {
		for l := range scores {
			for i := range scores[l] {
				scores[l][i] = -scores[l][i]
			}
		}
	}
	masks, _ := r.Masks(layers, scores)
	return masks
}

func ones(n int) []uint8 {
	mask := make([]uint8, n)
	for i := range mask {
		mask[i] = 1
	}
	return mask
}

func TestMasksFollowTheRule(t *testing.T) {
	for _, test := range []struct {
		name string
		rule Rule
		want [][]uint8
	}{
		{"ε keeps ties: |w| = 0.5 is not below 0.5",
			Rule{Criterion: "magnitude", Scope: Global, By: ByEpsilon, Amount: 0.5}, [][]uint8{{0, 0, 1, 1, 0, 0}, {1, 1}}},
		{"ε is the same rule layer by layer",
			Rule{Criterion: "magnitude", Scope: ByLayer, By: ByEpsilon, Amount: 0.5}, [][]uint8{{0, 0, 1, 1, 0, 0}, {1, 1}}},
		{"ε = 0 keeps all", Rule{Criterion: "magnitude", Scope: Global, By: ByEpsilon, Amount: 0}, [][]uint8{{1, 1, 1, 1, 1, 1}, {1, 1}}},
		{"ε above the largest removes all", Rule{Criterion: "magnitude", Scope: Global, By: ByEpsilon, Amount: 1}, [][]uint8{{0, 0, 0, 0, 0, 0}, {0, 0}}},
		{"a level breaks ties by index: of ±0.3 the first goes",
			Rule{Criterion: "magnitude", Scope: Global, By: BySparsity, Amount: 3.0 / 8}, [][]uint8{{0, 0, 1, 1, 1, 0}, {1, 1}}},
		{"a half, global: round(4) go", Rule{Criterion: "magnitude", Scope: Global, By: BySparsity, Amount: 0.5}, [][]uint8{{0, 0, 1, 1, 0, 0}, {1, 1}}},
		{"a half, layer by layer: 3 of 6 and 1 of 2",
			Rule{Criterion: "magnitude", Scope: ByLayer, By: BySparsity, Amount: 0.5}, [][]uint8{{0, 0, 1, 1, 1, 0}, {1, 0}}},
		{"largest, global: .8 .7 .6 .5 go", Rule{Criterion: "largest", Scope: Global, By: BySparsity, Amount: 0.5}, [][]uint8{{1, 1, 0, 0, 1, 1}, {0, 0}}},
		{"largest by ε: as many as |w| < 0.25, so two", Rule{Criterion: "largest", Scope: Global, By: ByEpsilon, Amount: 0.25}, [][]uint8{{1, 1, 1, 0, 1, 1}, {0, 1}}},
		{"largest by ε and layer: two of the first, none of the second",
			Rule{Criterion: "largest", Scope: ByLayer, By: ByEpsilon, Amount: 0.25}, [][]uint8{{1, 1, 0, 0, 1, 1}, {1, 1}}},
		// 0.4·8 = 3.2 → 3 go; 2.4 and 0.8: floors 2 and 0, the one left over
		// belongs to the second layer, whose remainder is larger.
		{"largest remainder takes the odd one", Rule{Criterion: "magnitude", Scope: ByLayer, By: BySparsity, Amount: 0.4}, [][]uint8{{0, 1, 1, 1, 1, 0}, {1, 0}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := masks(test.rule, layers()); !slices.EqualFunc(got, test.want, slices.Equal) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestSparsityRemovesExactlyTheRoundedFraction(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var ls []Layer
		n, in := 0, 1+r.IntN(8)
		for range 1 + r.IntN(5) {
			out := 1 + r.IntN(8)
			w := make([]float32, in*out)
			for i := range w {
				w[i] = float32(r.IntN(5)) - 2 // many ties
			}
			ls = append(ls, Layer{In: in, Out: out, W: w, Base: ones(len(w))})
			n += len(w)
			in = out
		}
		s := float64(r.IntN(1001)) / 1000
		for _, name := range []string{"magnitude", "largest"} {
			for _, scope := range Scopes() {
				kept := Kept(masks(Rule{Criterion: name, Scope: scope, By: BySparsity, Amount: s}, ls))
				if want := n - int(math.Round(s*float64(n))); kept != want {
					t.Fatalf("%s %s s=%v of %d: kept %d, want %d", name, scope, s, n, kept, want)
				}
			}
		}
	}
}

func TestBaseStaysCutAndCountsFirst(t *testing.T) {
	ls := layers()
	ls[0].Base[3] = 0 // −0.7 was cut before
	for _, name := range []string{"magnitude", "largest"} {
		for _, scope := range []string{Global, ByLayer} {
			for _, amount := range []float64{0, 0.25, 0.5, 1} {
				masks := masks(Rule{Criterion: name, Scope: scope, By: BySparsity, Amount: amount}, ls)
				if masks[0][3] != 0 {
					t.Errorf("%s %s %v revived a connection", name, scope, amount)
				}
				want := 8 - max(1, int(amount*8))
				if Kept(masks) != want {
					t.Errorf("%s %s %v: kept %d, want %d", name, scope, amount, Kept(masks), want)
				}
			}
		}
	}
}

func TestEpsilonForIsTheOrderStatistic(t *testing.T) {
	for n, want := range map[int]float32{0: 0, 1: 0.2, 2: 0.3, 4: 0.5, 7: 0.8} {
		if got := EpsilonFor(layers(), n); got != float64(want) {
			t.Errorf("EpsilonFor(%d) = %v, want %v", n, got, want)
		}
	}
	all := Rule{Criterion: "magnitude", Scope: Global, By: ByEpsilon, Amount: EpsilonFor(layers(), 8)}
	if kept := Kept(masks(all, layers())); kept != 0 {
		t.Errorf("the threshold for all weights keeps %d", kept)
	}
}

// The comparison of bits must be that of numbers, whatever the numbers are.
func TestBelowIsBelowForEveryFloat(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	weights := []float32{0, 1e-45, 1e-40, 0.1, 0.30000001, 1, math.MaxFloat32, inf, nan}
	for _, w := range weights {
		weights = append(weights, -w, math.Nextafter32(w, inf), math.Nextafter32(w, 0))
	}
	thresholds := []float64{-1, 0, math.Copysign(0, -1), 1e-300, 0.1, 0.3, math.MaxFloat32, 1e300, math.Inf(1), math.NaN()}
	for _, w := range weights {
		thresholds = append(thresholds, float64(w), math.Nextafter(float64(w), 9), math.Nextafter(float64(w), 0))
	}
	base := bytes.Repeat([]uint8{1}, len(weights))
	for _, epsilon := range thresholds {
		masks := [][]uint8{bytes.Clone(base)}
		cutBelow(masks, []Layer{{W: weights, Base: base}}, epsilon)
		for i, w := range weights {
			if below := float64(abs(w)) < epsilon; below != (masks[0][i] == 0) {
				t.Errorf("|%g| < %g is %v, the mask says %d", w, epsilon, below, masks[0][i])
			}
		}
	}
}
