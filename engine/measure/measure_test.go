package measure_test

import (
	"fmt"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/snapshot"
)

// one returns the network that answers x, and samples.
func one(x, y []float32) (*nn.Network, data.Set) {
	n := nn.New(1, nil, nil, 1, nn.SquaredError)
	n.Layers[0].W[0] = 1
	return n, data.Set{X: x, Y: y, N: len(y), F: 1}
}

// The errors are 0 and 2, so half the mean square is 1; the loss is told in units that
// are three times as large.
func Example() {
	n, set := one([]float32{1, 2}, []float32{1, 4})
	m := measure.Metrics(nn.NewPass(n, measure.Rows), n.Weights(), set, 3, nil)
	fmt.Println(m.Loss)
	// Output: 3
}

func TestWithoutSamplesNothingIsSaid(t *testing.T) {
	n, set := one(nil, nil)
	if m := measure.Metrics(nn.NewPass(n, measure.Rows), n.Weights(), set, 1, nil); m != (snapshot.Metrics{}) {
		t.Errorf("%+v", m)
	}
}

func TestTheMeterStopsIt(t *testing.T) {
	n, set := one(make([]float32, 1000), make([]float32, 1000))
	pieces := 0
	for range pace.Steps(func(m *pace.Meter) {
		measure.Metrics(nn.NewPass(n, measure.Rows), 1_000_000, set, 1, m) // a million weights, to fill pieces
	}) {
		if pieces++; pieces == 2 {
			break
		}
	}
	if pieces != 2 {
		t.Errorf("%d pieces, want it to be stopped in the second", pieces)
	}
}

func TestHowManySamplesAreAffordable(t *testing.T) {
	for _, c := range []struct{ weights, want int }{{1000, 60_000}, {60_000, 1000}, {1_000_000, 500}} {
		if got := measure.Affordable(measure.Glance, c.weights); got != c.want {
			t.Errorf("%d weights: %d samples, want %d", c.weights, got, c.want)
		}
	}
	_, set := one([]float32{1, 2, 3}, []float32{4, 5, 6})
	if got := measure.First(set, 2); got.N != 2 || len(got.X) != 2 || len(got.Y) != 2 {
		t.Errorf("the first two are %+v", got)
	}
	if got := measure.First(set, 9); got.N != 3 {
		t.Errorf("%d of 3 samples", got.N)
	}
}
