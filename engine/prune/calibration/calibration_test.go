package calibration

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/linalg"
	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// rows returns a matrix row by row.
func rows(m *linalg.Matrix) []float64 {
	var v []float64
	for r := range m.Rows {
		for c := range m.Columns {
			v = append(v, m.At(r, c))
		}
	}
	return v
}

// With the rows (1 2) and (3 0), each followed by a 1: the mean of x̃x̃ᵀ is
// (1+9 2+0 1+3 / 2 4 2 / 4 2 2)/2.
func ExampleHessian() {
	fmt.Println(rows(Hessian([]float32{1, 2, 3, 0}, 2, nil)))
	// Output: [5 1 2 1 2 1 2 1 1]
}

func TestMomentsOfTwoKindsOfInputs(t *testing.T) {
	// x̃ = (2 1), ỹ = (5 1): x̃ỹᵀ = (10 2 / 5 1).
	if got := rows(Moments([]float32{2}, []float32{5}, 1, nil)); !slices.Equal(got, []float64{10, 2, 5, 1}) {
		t.Errorf("got %v", got)
	}
}

// inputs are random, with zeros, for more than one batch.
func inputs(seed uint64, n int) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64()) * float32(r.IntN(2))
	}
	return x
}

func TestMomentsAreSummedSampleBySample(t *testing.T) {
	const in, samples = 9, Rows + 7
	x, y := inputs(1, in*samples), inputs(2, in*samples)
	at := func(v []float32, s, i int) float64 {
		if i == in {
			return 1
		}
		return float64(v[s*in+i])
	}
	got, h := Moments(x, y, in, nil), Hessian(x, in, nil)
	for i := range in + 1 {
		for j := range in + 1 {
			want, wantH := 0.0, 0.0
			for s := range samples {
				want += float64(at(x, s, i) * at(y, s, j))
				wantH += float64(at(x, s, i) * at(x, s, j))
			}
			if got.At(i, j) != want/samples || h.At(i, j) != wantH/samples {
				t.Errorf("(%d, %d) is %v and %v, want %v and %v", i, j, got.At(i, j), h.At(i, j), want/samples, wantH/samples)
			}
		}
	}
}

// The mean diagonal of (5 1 2 / 1 2 1 / 2 1 1) is 8/3.
func TestDampingIsAPercentOfTheMeanDiagonal(t *testing.T) {
	if got, want := Damping(Hessian([]float32{1, 2, 3, 0}, 2, nil)), 0.08/3; math.Abs(got-want) > 1e-15 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func network() *nn.Network {
	n := nn.New(3, []int{4, 2}, []nn.Activation{nn.ReLU, nn.Tanh}, 1, nn.SquaredError)
	n.Init(nn.GlorotUniform, rand.New(rand.NewPCG(1, 1)))
	n.Layers[1].Mask[3] = 0
	return n
}

func TestLayerByLayerIsTheWholeNetwork(t *testing.T) {
	n := network()
	const samples = Rows + 6
	x := inputs(3, 3*samples)
	pass := nn.NewPass(n, samples)
	pass.Forward(x, samples)
	seen := make([][]float32, len(n.Layers))
	EachInput(n, x, nil, func(l int, input []float32, _ int) { seen[l] = append(seen[l], input...) })
	input := x
	for l, layer := range n.Layers {
		if !slices.Equal(seen[l], input) {
			t.Errorf("EachInput shows layer %d other inputs than it has", l)
		}
		input = Outputs(layer, input, nil)
		if !slices.Equal(input, pass.Activations(l)[:samples*layer.Out]) {
			t.Errorf("the outputs of layer %d are not those of the whole network", l)
		}
	}
}

func TestAStoppedMeterEndsEverything(t *testing.T) {
	n := network()
	const samples = 200_000
	x := inputs(4, 3*samples)
	for name, run := range map[string]func(m *pace.Meter) bool{
		"EachInput": func(m *pace.Meter) bool { return EachInput(n, x, m, func(int, []float32, int) {}) },
		"Outputs":   func(m *pace.Meter) bool { return Outputs(n.Layers[0], x, m) != nil },
		"Moments":   func(m *pace.Meter) bool { return Moments(x, x, 3, m) != nil },
		"Hessian":   func(m *pace.Meter) bool { return Hessian(x, 3, m) != nil },
	} {
		finished := false
		next, stop := iter.Pull(pace.Steps(func(m *pace.Meter) { finished = run(m) }))
		if _, ok := next(); !ok {
			t.Errorf("%s did not pause", name)
		}
		stop()
		if finished {
			t.Errorf("%s finished though it was stopped", name)
		}
	}
}
