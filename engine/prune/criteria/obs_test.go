package criteria

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"bonsai/engine/nn"
	"bonsai/engine/prune/calibration"
)

// TestOBSIsTheCostOfRemovingAWeight computes by gonum what the damped mean
// squared error ½·δᵀHδ is at least when δ_q = −w_q: the others R of the neuron
// are free, so δ_R = H_RR⁻¹·H_Rq·w_q and the error ½·w_q²·(H_qq − H_qR·H_RR⁻¹·H_Rq).
func TestOBSIsTheCostOfRemovingAWeight(t *testing.T) {
	e := calibrated(1, nn.SoftmaxCrossEntropy, nn.Tanh)
	scores := Scores("obs", e)
	for l, layer := range e.Net.Layers {
		size := layer.In + 1
		inputs := calibration.Inputs(e.Net, l, e.X)
		h := calibration.Moments(inputs, inputs, layer.In)
		lambda := calibration.Damping(h, size)
		for i := range size {
			h[i*size+i] += lambda
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
				column.SetVec(i, h[skip(i)*size+q])
				for j := range size - 1 {
					rest.Set(i, j, h[skip(i)*size+skip(j)])
				}
			}
			var adjusted mat.VecDense
			if err := adjusted.SolveVec(rest, column); err != nil {
				t.Fatal(err)
			}
			cost := h[q*size+q] - mat.Dot(column, &adjusted)
			for j := range layer.Out {
				w := float64(layer.W[j*layer.In+q])
				want := w * w * cost / 2
				if got := float64(scores[l][j*layer.In+q]); math.Abs(got-want) > 1e-5*want {
					t.Errorf("layer %d neuron %d input %d: %v, want %v", l, j, q, got, want)
				}
			}
		}
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
