package prune

import (
	"fmt"
	"math"
	"testing"

	"bonsai/engine/nn"
)

func TestSchedulesAtKnownPoints(t *testing.T) {
	cycle := func(x float64) float64 { return 0.2 + 0.6*(1+math.Exp(-8))/(1+math.Exp(6-14*x)) }
	for _, test := range []struct {
		name string
		x    float64
		want float64 // from 0.2 to 0.8
	}{
		{"cubic", 0, 0.2}, {"cubic", 0.5, 0.8 - 0.6/8}, {"cubic", 1, 0.8},
		{"linear", 0, 0.2}, {"linear", 0.25, 0.35}, {"linear", 1, 0.8},
		{"cosine", 0, 0.2}, {"cosine", 0.5, 0.5}, {"cosine", 1. / 3, 0.35}, {"cosine", 1, 0.8},
		// Density from 0.8 to 0.2: half-way √(0.8·0.2) = 0.4.
		{"exponential", 0, 0.2}, {"exponential", 0.5, 0.6}, {"exponential", 1, 0.8},
		{"one-cycle", 0, cycle(0)}, {"one-cycle", 0.5, cycle(0.5)}, {"one-cycle", 1, 0.8},
		{"one-shot", 0.49, 0.2}, {"one-shot", 0.5, 0.8}, {"one-shot", 1, 0.8},
		{"constant", 0, 0.8}, {"constant", 1, 0.8},
	} {
		if got := SparsityAt(test.name, 0.2, 0.8, test.x); math.Abs(got-test.want) > 1e-6 {
			t.Errorf("%s at %v: %v, want %v", test.name, test.x, got, test.want)
		}
	}
}

func TestSchedulesRiseAndEndAtTheFinalSparsity(t *testing.T) {
	for _, name := range Schedules() {
		for _, final := range []float64{0.5, 0.99, 1} {
			last := 0.0
			for i := range 101 {
				s := SparsityAt(name, 0, final, float64(i)/100)
				if s < last-1e-7 || s > 1 {
					t.Fatalf("%s to %v goes from %v to %v", name, final, last, s)
				}
				last = s
			}
			if math.Abs(last-final) > 1e-7 {
				t.Errorf("%s ends at %v, not at %v", name, last, final)
			}
		}
	}
}

// The exponential schedule is iterative pruning: 20 % of what is left, 7 times,
// keeps 0.8⁷ = 20.97 %.
func TestExponentialIsIterativePruning(t *testing.T) {
	final := 1 - math.Pow(0.8, 10)
	if got, want := SparsityAt("exponential", 0, final, 0.7), 1-math.Pow(0.8, 7); math.Abs(got-want) > 1e-6 {
		t.Errorf("after 7 of 10 rounds: %v, want %v", got, want)
	}
}

func TestDecayIsAStaircase(t *testing.T) {
	d := Decay{Initial: 0.1, Steps: 100, Rate: 0.5}
	for step, want := range map[int]float64{0: 0.1, 99: 0.1, 100: 0.05, 250: 0.025} {
		if got := d.At(step); math.Abs(got-want) > 1e-15 {
			t.Errorf("at step %d: %v, want %v", step, got, want)
		}
	}
	if got := (Decay{1, 1, 10}).At(1_000_000); got != math.MaxFloat32 {
		t.Errorf("a threshold without end became %v", got)
	}
}

func TestCosPi(t *testing.T) {
	for i := range 101 {
		x := float64(i) / 100
		if d := cosPi(x) - math.Cos(math.Pi*x); math.Abs(d) > 1e-12 {
			t.Errorf("cos(π·%v) is off by %v", x, d)
		}
	}
}

// Five of ten kept, |w| = .1 .2 .3 .4 .5; the gradients of the pruned are 5 4 3
// 2 1: of 40 % of five, .1 and .2 go, and the first two pruned come.
func TestRegrowDropsTheSmallestAndGrowsTheSteepest(t *testing.T) {
	n := nn.New(10, nil, nil, 1, nn.SquaredError)
	layer := n.Layers[0]
	copy(layer.W, []float32{0.1, -0.2, 0.3, -0.4, 0.5, 9, 9, 9, 9, 9})
	for i := 5; i < 10; i++ {
		layer.Mask[i] = 0
	}
	g := []nn.Gradient{{W: []float32{9, 9, 9, 9, 9, -5, 4, 3, 2, 1}}}
	protected := n.Clone()
	Regrow(n, g, nil, 0.4)
	if got := fmt.Sprint(layer.Mask); got != "[0 0 1 1 1 1 1 0 0 0]" {
		t.Errorf("mask %s", got)
	}
	if layer.W[5] != 0 || layer.W[6] != 0 {
		t.Error("what has grown does not begin at 0")
	}
	// With .1 protected and the steepest cut for good, of four .2 goes.
	Regrow(protected, g, [][]Pin{{Protected, 0, 0, 0, 0, Cut, 0, 0, 0, 0}}, 0.4)
	if got := fmt.Sprint(protected.Layers[0].Mask); got != "[1 0 1 1 1 0 1 0 0 0]" {
		t.Errorf("with pins: mask %s", got)
	}
	if RigLFraction(0) != 0.3 || math.Abs(RigLFraction(0.375)-0.15) > 1e-12 || RigLFraction(0.75) != 0 {
		t.Error("the fraction is not 0.3 at first, 0.15 at half of 0.75, 0 from there on")
	}
}
