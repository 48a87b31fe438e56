package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// images returns n random images of the size of MNIST's, with random classes.
func images(n int) data.Set {
	r := rand.New(rand.NewPCG(1, 1))
	s := data.Set{N: n, F: side * side, Classes: 10}
	for range n {
		for range s.F {
			s.X = append(s.X, float32(r.Float64()))
		}
		s.Y = append(s.Y, float32(r.IntN(10)))
	}
	return s
}

func TestTheCompactNetworkHasTheSameOutputs(t *testing.T) {
	n := network(1, side*side, 20, 8)
	pruneTo(n, 400, 0, 1)(1)
	if kept := keptOf(n); kept != 400 {
		t.Fatalf("%d weights are kept, want 400", kept)
	}
	for _, layer := range n.Layers {
		for j := range layer.B {
			layer.B[j] = 0.1 * float32(j+1)
		}
	}
	c := compactOf(n)
	if len(c.units[1]) == 0 || len(c.units[0]) > 400 {
		t.Fatalf("%d hidden units and %d inputs are alive", len(c.units[1]), len(c.units[0]))
	}
	const rows = 16
	set := images(rows)
	x, y := make([]float32, rows*len(c.units[0])), make([]float32, rows)
	inputs := &selection{from: &given{set}, features: set.F, inputs: c.units[0]}
	inputs.next(x, y)
	whole := c.expanded()
	got, want := nn.NewPass(c.net, rows).Forward(x, rows), nn.NewPass(whole, rows).Forward(set.X, rows)
	for i := range want {
		if math.Abs(float64(got[i]-want[i])) > 1e-5 {
			t.Fatalf("output %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// given is a source with the rows of a set in their order.
type given struct{ set data.Set }

func (g *given) size() int { return g.set.N }

func (g *given) next(x, y []float32) []float32 {
	copy(x, g.set.X)
	copy(y, g.set.Y)
	return nil
}

func TestAWarpOfStrengthZeroChangesNothing(t *testing.T) {
	set := images(1)
	out := make([]float32, set.F)
	newWarp(rand.New(rand.NewPCG(3, 3)), 0).apply(out, set.X)
	for i, v := range out {
		if math.Abs(float64(v-set.X[i])) > 1e-5 {
			t.Fatalf("pixel %d went from %v to %v", i, set.X[i], v)
		}
	}
}

func TestHalvingIsTheMeanOfFourPixels(t *testing.T) {
	set := images(2)
	h := halved(set)
	if h.F != 196 || len(h.X) != 2*196 {
		t.Fatalf("%d features, %d numbers", h.F, len(h.X))
	}
	want := (set.X[784+2*28+4] + set.X[784+2*28+5] + set.X[784+3*28+4] + set.X[784+3*28+5]) / 4
	if got := h.X[196+14+2]; math.Abs(float64(got-want)) > 1e-6 {
		t.Errorf("got %v, want %v", got, want)
	}
	p := newPool(set, 1, 0, nil, 1)
	p.halve()
	for i, v := range p.pixels {
		if math.Abs(float64(v)/255-float64(h.X[i])) > 0.005 {
			t.Fatalf("pixel %d of the pool is %d, want %v", i, v, 255*h.X[i])
		}
	}
}

func TestMeanAndDeviation(t *testing.T) {
	if m, d := meanAndDeviation([]float64{1, 2, 3}); m != 2 || math.Abs(d-1) > 1e-12 {
		t.Errorf("%v ± %v, want 2 ± 1", m, d)
	}
}

func TestRoundingToThreeBitsOfTheMantissa(t *testing.T) {
	// Three bits between 1 and 2 are eighths, between ¼ and ½ thirty-seconds.
	for v, want := range map[float32]float32{1.1: 1.125, -0.3: -0.3125, 0: 0} {
		if got := roundTo(v, 3); got != want {
			t.Errorf("roundTo(%v, 3) = %v, want %v", v, got, want)
		}
	}
}
