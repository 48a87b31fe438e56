package criteria

import (
	"math"
	"testing"

	"bonsai/engine/nn"
)

// 2 → 3 → 1 with fan-in·fan-out (L1): (1+1)·1 = 2, (3+0)·1 = 3, (0.5+0.5)·4 = 4.
func neurons() *nn.Network {
	n := nn.New(2, []int{3}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, -1, 3, 0, 0.5, 0.5})
	copy(n.Layers[1].W, []float32{1, -1, 4})
	return n
}

func TestNeuronCriteriaByHand(t *testing.T) {
	n := neurons()
	// Samples (1, 0) and (0, 2): sums 1, 3, .5 and −2, 0, 1.
	x := []float32{1, 0, 0, 2}
	for name, want := range map[string][]float64{
		"neuron-l1":       {2, 3, 4},
		"neuron-l2":       {math.Sqrt2, 3, 4 * math.Sqrt(0.5)},
		"apoz":            {1, 1, 2},   // times not 0
		"mean-activation": {1, 3, 1.5}, // summed
	} {
		got := Scores(name, &Evidence{Net: n, X: x})
		for j, v := range want {
			if math.Abs(float64(got[0][j])-v) > 1e-6 {
				t.Errorf("%s: neuron %d scores %v, want %v", name, j, got[0][j], v)
			}
		}
		if len(got[1]) != 0 {
			t.Errorf("%s scores outputs", name)
		}
	}
}
