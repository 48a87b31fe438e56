package activations_test

import (
	"fmt"
	"slices"
	"testing"

	"bonsai/engine/activations"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// reader returns a reader of a network.
func reader(n *nn.Network, classes int) activations.Reader {
	return activations.Reader{Net: n, Pass: nn.NewPass(n, measure.Rows), Classes: classes}
}

// The hidden neuron computes max(0, x₁ − x₂).
func Example() {
	n := nn.New(2, []int{1}, []nn.Activation{nn.ReLU}, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, -1})
	n.Layers[1].W[0] = 10
	r := reader(n, 0)
	points := []float32{3, 1, 1, 3}
	fmt.Println(r.Unit(points, recipe.Unit{Layer: 1}), r.Unit(points, recipe.Unit{Layer: 2}))
	// Output: [2 0] [20 0]
}

// More points than fit into one batch, and each neuron as if it had been asked for alone.
func TestAllIsEveryUnit(t *testing.T) {
	n := nn.New(1, []int{2}, []nn.Activation{nn.ReLU}, 3, nn.SoftmaxCrossEntropy)
	copy(n.Layers[0].W, []float32{1, -1})
	copy(n.Layers[1].W, []float32{1, 0, 0, 1, -1, -1})
	points := make([]float32, 2*measure.Rows+5)
	for i := range points {
		points[i] = float32(i - measure.Rows)
	}
	r := reader(n, 3)
	all := r.All(points)
	if len(all) != 5 {
		t.Fatalf("%d neurons, want 5", len(all))
	}
	for i, u := range []recipe.Unit{{Layer: 1}, {Layer: 1, Index: 1}, {Layer: 2}, {Layer: 2, Index: 1}, {Layer: 2, Index: 2}} {
		if !slices.Equal(all[i], r.Unit(points, u)) || len(all[i]) != len(points) {
			t.Errorf("neuron %v differs", u)
		}
	}
	// Positive points are of class 0, negative ones of class 1; at 0 all are equal, and
	// the first is taken.
	for i, class := range r.Unit(points, recipe.Unit{Layer: 2}) {
		want := float32(0)
		if points[i] < 0 {
			want = 1
		}
		if class != want {
			t.Errorf("point %v is of class %v, want %v", points[i], class, want)
		}
	}
}

// The probability of the second class is 1/(1 + e^(−z)).
func TestTheOutputOfTwoClassesIsAProbability(t *testing.T) {
	n := nn.New(1, nil, nil, 1, nn.BinaryCrossEntropy)
	n.Layers[0].W[0] = 1
	got := reader(n, 2).Unit([]float32{0, 2}, recipe.Unit{Layer: 1})
	if got[0] != 0.5 || got[1] < 0.8807 || got[1] > 0.8808 {
		t.Errorf("%v, want 0.5 and 0.8808", got)
	}
}
