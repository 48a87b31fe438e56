package prune

import (
	"fmt"
	"math"
	"testing"
)

// Five of ten kept, |w| = .1 .2 .3 .4 .5; the gradients of the pruned are 5 4 3
// 2 1. 40 % of five are two: .1 and .2 go, and the first two pruned come.
func TestRegrowDropsTheSmallestAndGrowsTheSteepest(t *testing.T) {
	for _, test := range []struct {
		name string
		pins []Pin
		want string
	}{
		{"no pins", nil, "[0 0 1 1 1 1 1 0 0 0]"},
		// Of the four that may go, 40 % is one: .2. The steepest may not come.
		{".1 protected, the steepest cut", []Pin{Protected, 0, 0, 0, 0, Cut, 0, 0, 0, 0}, "[1 0 1 1 1 0 1 0 0 0]"},
	} {
		layer := Layer{
			W:    []float32{0.1, -0.2, 0.3, -0.4, 0.5, 9, 9, 9, 9, 9},
			Base: []uint8{1, 1, 1, 1, 1, 0, 0, 0, 0, 0},
			Pins: test.pins,
		}
		before := append([]uint8(nil), layer.Base...)
		Regrow(layer, []float32{9, 9, 9, 9, 9, -5, 4, 3, 2, 1}, 0.4)
		if got := fmt.Sprint(layer.Base); got != test.want {
			t.Errorf("%s: mask %s, want %s", test.name, got, test.want)
		}
		for i := range layer.Base {
			if layer.Base[i] != before[i] && layer.W[i] != 0 {
				t.Errorf("%s: connection %d changed and has weight %v, want 0", test.name, i, layer.W[i])
			}
		}
	}
}

func TestRigLFractionFallsToZero(t *testing.T) {
	if RigLFraction(0) != 0.3 || math.Abs(RigLFraction(0.375)-0.15) > 1e-12 || RigLFraction(0.75) != 0 {
		t.Error("the fraction is not 0.3 at first, 0.15 half-way to 0.75, 0 from there on")
	}
}
