package criteria

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/calibration"
)

// TestOBSIsTheCostOfRemovingAWeight computes by gonum what the damped mean
// squared error ½·δᵀHδ is at least when δ_q = −w_q: the others R of the neuron
// are free, so δ_R = H_RR⁻¹·H_Rq·w_q and the error ½·w_q²·(H_qq − H_qR·H_RR⁻¹·H_Rq).
func TestOBSIsTheCostOfRemovingAWeight(t *testing.T) {
	e := calibrated(1, nn.SoftmaxCrossEntropy, nn.Tanh)
	scores := Scores("obs", e)
	inputs := e.X
	for l, layer := range e.Net.Layers {
		size := layer.In + 1
		h := calibration.Hessian(inputs, layer.In, nil)
		lambda := calibration.Damping(h)
		for i := range size {
			h.Set(i, i, h.At(i, i)+lambda)
		}
		for q := range layer.In {
			rest, column := mat.NewDense(size-1, size-1, nil), mat.NewVecDense(size-1, nil)
			skip := func(i int) int { // the index without q
				if i < q {
					return i
				}
				return i + 1
			}
			for i := range size - 1 {
				column.SetVec(i, h.At(skip(i), q))
				for j := range size - 1 {
					rest.Set(i, j, h.At(skip(i), skip(j)))
				}
			}
			var adjusted mat.VecDense
			if err := adjusted.SolveVec(rest, column); err != nil {
				t.Fatal(err)
			}
			cost := h.At(q, q) - mat.Dot(column, &adjusted)
			for j := range layer.Out {
				w := float64(layer.W[j*layer.In+q])
				want := w * w * cost / 2
				if got := float64(scores[l][j*layer.In+q]); math.Abs(got-want) > 1e-5*want {
					t.Errorf("layer %d neuron %d input %d: %v, want %v", l, j, q, got, want)
				}
			}
		}
		inputs = calibration.Outputs(layer, inputs, nil)
	}
}

func TestOBSOfInputsThatOverflowPrefersNoWeight(t *testing.T) {
	n := nn.New(2, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{1, 2})
	huge := float32(math.Inf(1))
	for i, score := range Scores("obs", &Evidence{Net: n, X: []float32{huge, 1, 1, 1}})[0] {
		if score != 0 {
			t.Errorf("weight %d scores %v, want 0", i, score)
		}
	}
}

func TestEveryCriterionCanBeStopped(t *testing.T) {
	n := nn.New(60, []int{700, 70}, []nn.Activation{nn.ReLU, nn.ReLU}, 10, nn.SoftmaxCrossEntropy)
	n.Init(nn.GlorotUniform, rand.New(rand.NewPCG(1, 1)))
	e := &Evidence{Net: n, Start: func() *nn.Network { return n }, X: make([]float32, 100*60), Y: make([]float32, 100)}
	for i := range e.X {
		e.X[i] = float32(i % 7)
	}
	e.Movement = Scores("random", e)
	for _, name := range prune.Criteria() {
		pieces, done := 0, false
		for progress := range Steps(name, e, func([][]float32) { done = true }) {
			if progress <= 0 || progress > 1 {
				t.Errorf("%s: progress %v", name, progress)
			}
			pieces++
			break
		}
		if pieces > 0 && done {
			t.Errorf("%s: was stopped and yet finished", name)
		}
		if pieces == 0 && !done {
			t.Errorf("%s: neither paused nor finished", name)
		}
	}
	for _, name := range []string{"taylor", "snip", "wanda", "obd", "obs", "synflow", "apoz", "mean-activation"} {
		last := 0.0
		for progress := range Steps(name, e, func([][]float32) {}) {
			if progress < last {
				t.Errorf("%s: progress fell from %v to %v", name, last, progress)
			}
			last = progress
		}
		if last < 0.5 || last > 1 {
			t.Errorf("%s: the last progress is %v", name, last)
		}
	}
}
