package quant

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// oneLayer is a network of a single layer, in → len(w)/in.
func oneLayer(in int, w []float32, mask []uint8) *nn.Network {
	n := nn.New(in, nil, nil, len(w)/in, nn.SquaredError)
	copy(n.Layers[0].W, w)
	copy(n.Layers[0].Mask, mask)
	return n
}

func quantized(t *testing.T, n *nn.Network, scheme string, entries int) *Codes {
	t.Helper()
	codes, err := Quantize(n, scheme, entries)
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

func TestSchemesByHand(t *testing.T) {
	all := []uint8{1, 1, 1, 1, 1, 1}
	for _, test := range []struct {
		name, scheme string
		entries      int
		weights      []float32
		mask         []uint8
		want         []float32
		wantMask     []uint8
	}{
		{"int8: the scale is 1.27/127 = 0.01; halves away from 0",
			"int8", 0, []float32{1.27, -0.5, 0.013, -0.017, 0.304, 0}, all,
			[]float32{1.27, -0.5, 0.01, -0.02, 0.30, 0}, all},
		{"int8 by row: scales 0.01 and 0.02",
			"int8-row", 0, []float32{1.27, -0.5, 0.013, 2.54, 0.013, -0.027}, all,
			[]float32{1.27, -0.5, 0.01, 2.54, 0.02, -0.02}, all},
		{"a pruned weight does not change the scale",
			"int8", 0, []float32{99, -0.5, 1.27, 0.018, 0, 0}, []uint8{0, 1, 1, 1, 1, 1},
			[]float32{99, -0.5, 1.27, 0.02, 0, 0}, []uint8{0, 1, 1, 1, 1, 1}},
		{"binary: (1+2+3+4+5+9)/6 = 4 with the signs",
			"binary", 0, []float32{1, -2, 3, -4, 5, 9}, all,
			[]float32{4, -4, 4, -4, 4, 4}, all},
		// (Σ|w|)/√j is 6, 11/√2 = 7.78, 11.5/√3 = 6.64, …: two stay, α = 11/2.
		{"ternary: the two large weights stay", "ternary", 0, []float32{6, -5, 0.5, -0.4, 0.1, 0}, all,
			[]float32{5.5, -5.5, 0.5, -0.4, 0.1, 0}, []uint8{1, 1, 0, 0, 0, 0}},
		// The start is −1 and 1. −1, −0.8 and 0 (equally near) go to −1 and have the
		// mean −0.6; 0.2, 0.8 and 1 have the mean 2/3. 0 is nearer to −0.6 than to
		// 2/3, so nothing changes in the next round.
		{"codebook of two", "codebook", 2, []float32{-1, 0.2, -0.8, 1, 0.8, 0}, all,
			[]float32{-0.6, 2. / 3, -0.6, 2. / 3, 2. / 3, -0.6}, all},
		{"a codebook with enough entries changes nothing", "codebook", 8, []float32{-1, 0.2, -0.8, 1, 0.8, 0}, all,
			[]float32{-1, 0.2, -0.8, 1, 0.8, 0}, all},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := oneLayer(3, test.weights, test.mask)
			quantized(t, n, test.scheme, test.entries)
			for i, w := range n.Layers[0].W {
				if math.Abs(float64(w-test.want[i])) > 1e-6 {
					t.Errorf("weight %d is %v, want %v", i, w, test.want[i])
				}
			}
			if !slices.Equal(n.Layers[0].Mask, test.wantMask) {
				t.Errorf("mask %v, want %v", n.Layers[0].Mask, test.wantMask)
			}
		})
	}
}

// The error is compared with that of every choice of which weights become ±α; the
// best α for a choice is the mean |w| of its weights.
func TestTernaryHasTheSmallestPossibleError(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 200 {
		w := make([]float32, 8)
		for i := range w {
			w[i] = float32(r.NormFloat64())
		}
		best := math.Inf(1)
		for chosen := 1; chosen < 1<<len(w); chosen++ {
			best = min(best, subsetError(w, chosen))
		}
		c := ternary(w, nil, 0, nil)
		got := 0.0
		for i, v := range w {
			d := float64(v) - float64(c.Values[0])*float64(c.Factors[i])
			got += d * d
		}
		if got > best+1e-6 {
			t.Fatalf("the squared error of %v is %v, but %v is possible", w, got, best)
		}
	}
}

// subsetError returns the squared error if the weights whose bit is set in chosen
// become ±α and the others 0.
func subsetError(w []float32, chosen int) float64 {
	sum, count := 0.0, 0.0
	for i, v := range w {
		if chosen>>i&1 == 1 {
			sum += math.Abs(float64(v))
			count++
		}
	}
	e := 0.0
	for i, v := range w {
		d := math.Abs(float64(v))
		if chosen>>i&1 == 1 {
			d -= sum / count
		}
		e += d * d
	}
	return e
}

func TestACodebookUsesTheNearestOfItsValues(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		w := make([]float32, 20*10)
		mask := make([]uint8, len(w))
		for i := range w {
			w[i], mask[i] = float32(r.NormFloat64()), uint8(r.IntN(2))
		}
		n, before := oneLayer(20, w, mask), slices.Clone(w)
		entries := MinEntries + r.IntN(20)
		values := quantized(t, n, "codebook", entries).Layers[0].Values
		if len(values) > entries {
			t.Fatalf("%d values, %d allowed", len(values), entries)
		}
		for i, m := range mask {
			if m == 0 {
				if n.Layers[0].W[i] != before[i] {
					t.Fatal("a pruned weight was changed")
				}
				continue
			}
			for _, v := range values {
				if nearer(v, n.Layers[0].W[i], before[i]) {
					t.Fatalf("%v became %v, but %v is nearer", before[i], n.Layers[0].W[i], v)
				}
			}
		}
	}
}

// The loss Σ gᵢ·wᵢ is linear in the weights, with the gradients gᵢ. Its slope when
// a value changes must be the gradient that Gather computes.
func TestGatherIsTheDerivativeWithRespectToTheValues(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, scheme := range Schemes() {
		w, g := make([]float32, 24), make([]float32, 24)
		mask := make([]uint8, 24)
		for i := range w {
			w[i], g[i], mask[i] = float32(r.NormFloat64()), float32(r.NormFloat64()), uint8(r.IntN(4)&1|r.IntN(2))
		}
		n := oneLayer(6, w, mask)
		codes := quantized(t, n, scheme, 4)
		loss := func() (sum float64) {
			codes.Write(n)
			for i, m := range n.Layers[0].Mask {
				sum += float64(m) * float64(g[i]) * float64(n.Layers[0].W[i])
			}
			return sum
		}
		got := []nn.Gradient{{W: make([]float32, len(codes.Layers[0].Values))}}
		codes.Gather(got, []nn.Gradient{{W: g}}, n)
		for v := range codes.Layers[0].Values {
			const h = 0.125
			codes.Layers[0].Values[v] += h
			up := loss()
			codes.Layers[0].Values[v] -= 2 * h
			slope := (up - loss()) / (2 * h)
			codes.Layers[0].Values[v] += h
			if math.Abs(slope-float64(got[0].W[v])) > 1e-4 {
				t.Errorf("%s, value %d: slope %v, Gather says %v", scheme, v, slope, got[0].W[v])
			}
		}
	}
}

func TestUnknownSchemesAndWrongSizesAreErrors(t *testing.T) {
	n := oneLayer(1, []float32{1}, []uint8{1})
	for _, test := range []struct {
		scheme  string
		entries int
		want    string
	}{{"float8", 0, `"float8"`}, {"codebook", 1, "2 to 256"}, {"codebook", 257, "2 to 256"}} {
		_, err := Quantize(n, test.scheme, test.entries)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s with %d entries: the error is %v, want one with %s", test.scheme, test.entries, err, test.want)
		}
	}
	if n.Layers[0].W[0] != 1 {
		t.Error("the weights changed")
	}
}

func TestALayerWithoutKeptWeightsStaysAsItIs(t *testing.T) {
	for _, scheme := range Schemes() {
		n := oneLayer(2, []float32{1, 2}, []uint8{0, 0})
		quantized(t, n, scheme, 4)
		if l := n.Layers[0]; !slices.Equal(l.W, []float32{1, 2}) || !slices.Equal(l.Mask, []uint8{0, 0}) {
			t.Errorf("%s: the weights are %v and the mask %v", scheme, l.W, l.Mask)
		}
	}
}

func TestChangingACloneLeavesTheCodesAlone(t *testing.T) {
	codes := quantized(t, oneLayer(2, []float32{1, -3}, []uint8{1, 1}), "binary", 0)
	codes.Clone().Layers[0].Values[0] = 9
	if got := codes.Layers[0].Values[0]; got != 2 {
		t.Errorf("the value is %v, want 2", got)
	}
}

// linear finds the nearest value by looking at all of them.
func linear(values []float32, w float32) int {
	best := 0
	for i := range values {
		if nearer(values[i], values[best], w) {
			best = i
		}
	}
	return best
}

func TestNearestIsThatOfALinearSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		values := make([]float32, 1+r.IntN(40))
		for i := range values {
			values[i] = float32(r.NormFloat64())
			if r.IntN(3) == 0 { // so near to each other that differences round to the same
				values[i] = 1 + float32(r.IntN(9))/(1<<23)
			}
		}
		slices.Sort(values)
		values = slices.Compact(values)
		for range 20 {
			w := float32(100 * r.NormFloat64())
			if r.IntN(2) == 0 {
				w = float32(r.NormFloat64())
			}
			if got, want := nearest(values, w), linear(values, w); got != want {
				t.Fatalf("nearest to %v among %v is %d, want %d", w, values, got, want)
			}
		}
	}
}
