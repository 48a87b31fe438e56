package prune

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/nn"
)

// two layers, 2×3 and 1×2; magnitudes in order: .1 .2 .3 .3 .5 .6 .7 .8
func layers() []Layer {
	return []Layer{
		{In: 3, Out: 2, W: []float32{0.1, -0.3, 0.5, -0.7, 0.3, 0.2}, Base: ones(6)},
		{In: 2, Out: 1, W: []float32{-0.8, 0.6}, Base: ones(2)},
	}
}

// byWeights are the criteria of single weights that need no data.
var byWeights = []string{"magnitude", "largest", "random", "sigma", "lamp", "synflow"}

// evidence is a network with the layers' weights, and nothing else to look at.
func evidence(layers []Layer, seed uint32) *Evidence {
	n := &nn.Network{}
	for _, layer := range layers {
		n.Layers = append(n.Layers, &nn.Dense{In: layer.In, Out: layer.Out, W: layer.W, B: make([]float32, layer.Out), Mask: layer.Base})
	}
	return &Evidence{Net: n, Seed: seed}
}

func masks(r Rule, layers []Layer, seed uint32) [][]uint8 {
	masks, _ := r.Masks(layers, Scores(r.Criterion, evidence(layers, seed)))
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
			if got := masks(test.rule, layers(), 1); !slices.EqualFunc(got, test.want, slices.Equal) {
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
		for _, name := range byWeights {
			for _, scope := range Scopes() {
				kept := Kept(masks(Rule{Criterion: name, Scope: scope, By: BySparsity, Amount: s}, ls, 3))
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
	for _, name := range byWeights {
		for _, scope := range []string{Global, ByLayer} {
			for _, amount := range []float64{0, 0.25, 0.5, 1} {
				masks := masks(Rule{Criterion: name, Scope: scope, By: BySparsity, Amount: amount}, ls, 7)
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

func TestRandomMasksAreNestedAndFollowTheSeed(t *testing.T) {
	ls := []Layer{{In: 50, Out: 10, W: make([]float32, 500), Base: ones(500)}}
	few := masks(Rule{Criterion: "random", Scope: Global, By: BySparsity, Amount: 0.3}, ls, 1)[0]
	more := masks(Rule{Criterion: "random", Scope: Global, By: BySparsity, Amount: 0.6}, ls, 1)[0]
	other := masks(Rule{Criterion: "random", Scope: Global, By: BySparsity, Amount: 0.3}, ls, 2)[0]
	for i := range few {
		if more[i] > few[i] {
			t.Fatalf("weight %d came back when more were removed", i)
		}
	}
	if slices.Equal(few, other) {
		t.Error("two seeds removed the same connections")
	}
}

func TestEpsilonForIsTheOrderStatistic(t *testing.T) {
	for n, want := range map[int]float32{0: 0, 1: 0.2, 2: 0.3, 4: 0.5, 7: 0.8} {
		if got := EpsilonFor(layers(), n); got != float64(want) {
			t.Errorf("EpsilonFor(%d) = %v, want %v", n, got, want)
		}
	}
	all := Rule{Criterion: "magnitude", Scope: Global, By: ByEpsilon, Amount: EpsilonFor(layers(), 8)}
	if kept := Kept(masks(all, layers(), 0)); kept != 0 {
		t.Errorf("the threshold for all weights keeps %d", kept)
	}
}

func TestDeadUnitsHaveNoWayInOrNoWayOut(t *testing.T) {
	// 3 inputs, 3 hidden, 2 hidden, 1 output.
	units := []int{3, 3, 2, 1}
	masks := [][]uint8{
		{
			1, 0, 0, // hidden 0 ← input 0
			0, 0, 0, // hidden 1 ← nothing
			0, 1, 0, // hidden 2 ← input 1
		},
		{
			1, 0, 0, // second 0 ← hidden 0
			0, 1, 1, // second 1 ← hidden 1, hidden 2
		},
		{1, 0}, // output ← second 0
	}
	want := [][]bool{
		{false, true, true}, // input 1 feeds hidden 2, which nobody hears in the end
		{false, true, true}, // hidden 1 has no way in, hidden 2 no way out
		{false, true},       // second 1 is not heard
		{false},
	}
	got := Dead(units, masks)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
	masks[2][0] = 0
	for l, dead := range Dead(units, masks) {
		if slices.Contains(dead, false) {
			t.Errorf("layer %d has living units in a network cut through", l)
		}
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

// By another method: the numbers of ways, multiplied out.
func TestDeadUnitsAreThoseWithoutWays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	units := []int{5, 7, 1, 6, 3}
	for range 300 {
		masks := make([][]uint8, len(units)-1)
		for l := range masks {
			masks[l] = make([]uint8, units[l]*units[l+1])
			for i := range masks[l] {
				masks[l][i] = uint8(1 - min(r.IntN(4), 1))
			}
		}
		from, to := allWays(units, masks)
		for l, dead := range Dead(units, masks) {
			for i, got := range dead {
				if want := from[l][i]*to[l][i] == 0; got != want {
					t.Fatalf("unit %d of layer %d has %d ways in and %d out, dead is %v", i, l, from[l][i], to[l][i], got)
				}
			}
		}
	}
}

// allWays counts the ways from any input to each unit, and from it to any output.
func allWays(units []int, masks [][]uint8) (from, to [][]int) {
	for _, n := range units {
		from, to = append(from, make([]int, n)), append(to, make([]int, n))
	}
	for i := range from[0] {
		from[0][i] = 1
	}
	last := len(masks)
	for i := range to[last] {
		to[last][i] = 1
	}
	for l, mask := range masks {
		for o := range units[l+1] {
			for i := range units[l] {
				from[l+1][o] += from[l][i] * int(mask[o*units[l]+i])
			}
		}
	}
	for l := last - 1; l >= 0; l-- {
		for o := range units[l+1] {
			for i := range units[l] {
				to[l][i] += to[l+1][o] * int(masks[l][o*units[l]+i])
			}
		}
	}
	return from, to
}
