package calibration

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/nn"
)

// With the rows (1 2) and (3 0), each followed by a 1: the mean of x̃x̃ᵀ is
// (1+9 2+0 1+3 / 2 4 2 / 4 2 2)/2.
func ExampleMoments() {
	x := []float32{1, 2, 3, 0}
	fmt.Println(Moments(x, x, 2))
	// Output: [5 1 2 1 2 1 2 1 1]
}

func TestMomentsOfTwoKindsOfInputs(t *testing.T) {
	// x̃ = (2 1), ỹ = (5 1): x̃ỹᵀ = (10 2 / 5 1).
	if got := Moments([]float32{2}, []float32{5}, 1); !slices.Equal(got, []float64{10, 2, 5, 1}) {
		t.Errorf("got %v", got)
	}
}

// The mean diagonal of (5 1 2 / 1 2 1 / 2 1 1) is 8/3.
func TestDampingIsAPercentOfTheMeanDiagonal(t *testing.T) {
	if got, want := Damping([]float64{5, 1, 2, 1, 2, 1, 2, 1, 1}, 3), 0.08/3; math.Abs(got-want) > 1e-15 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestInputsAreTheActivationsOfTheLayerBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	n := nn.New(3, []int{4, 2}, []nn.Activation{nn.ReLU, nn.Tanh}, 1, nn.SquaredError)
	n.Init(nn.GlorotUniform, r)
	const samples = Rows + 6 // two batches
	x := make([]float32, 3*samples)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	if !slices.Equal(Inputs(n, 0, x), x) {
		t.Error("the inputs of the first layer are not the samples")
	}
	pass := nn.NewPass(n, samples)
	pass.Forward(x, samples)
	for l := 1; l < 3; l++ {
		if want := pass.Activations(l - 1)[:samples*n.Layers[l].In]; !slices.Equal(Inputs(n, l, x), want) {
			t.Errorf("the inputs of layer %d are not the outputs of layer %d", l, l-1)
		}
	}
}
