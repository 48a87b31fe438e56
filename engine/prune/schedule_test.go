package prune

import (
	"math"
	"testing"
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
