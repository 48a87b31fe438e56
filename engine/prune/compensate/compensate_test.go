package compensate

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// hessian returns H + λI of a layer's inputs, by gonum.
func hessian(inputs []float32, in int) *mat.SymDense {
	n := len(inputs) / in
	x := mat.NewDense(n, in+1, nil)
	for r := range n {
		for i := range in {
			x.Set(r, i, float64(inputs[r*in+i]))
		}
		x.Set(r, in, 1)
	}
	var h mat.Dense
	h.Mul(x.T(), x)
	h.Scale(1/float64(n), &h)
	lambda := 0.01 * mat.Trace(&h) / float64(in+1)
	s := mat.NewSymDense(in+1, nil)
	for i := range in + 1 {
		for j := range in + 1 {
			s.SetSym(i, j, (h.At(i, j)+h.At(j, i))/2)
		}
		s.SetSym(i, i, s.At(i, i)+lambda)
	}
	return s
}

// resolve returns the v that minimises (v−w)ᵀH(v−w) with v = 0 at cut.
func resolve(t *testing.T, h *mat.SymDense, w []float64, cut []int) []float64 {
	t.Helper()
	gone := map[int]bool{}
	for _, q := range cut {
		gone[q] = true
	}
	var kept []int
	for i := range w {
		if !gone[i] {
			kept = append(kept, i)
		}
	}
	a, b := mat.NewDense(len(kept), len(kept), nil), mat.NewVecDense(len(kept), nil)
	for r, i := range kept {
		for c, k := range kept {
			a.Set(r, c, h.At(i, k))
		}
		sum := 0.0
		for k, v := range w {
			sum += h.At(i, k) * v
		}
		b.SetVec(r, sum)
	}
	var x mat.VecDense
	if err := x.SolveVec(a, b); err != nil {
		t.Fatal(err)
	}
	v := make([]float64, len(w))
	for r, i := range kept {
		v[i] = x.AtVec(r)
	}
	return v
}

// A calibrated is a small random network with a calibration set.
type calibrated struct {
	Net *nn.Network
	X   []float32
}

func newCalibrated(seed uint64, loss nn.Loss, activation nn.Activation) calibrated {
	r := rand.New(rand.NewPCG(seed, 5))
	c := calibrated{Net: nn.New(4, []int{5, 3}, []nn.Activation{activation, activation}, 3, loss)}
	c.Net.Init(nn.GlorotUniform, r)
	for range 70 * 4 {
		c.X = append(c.X, float32(r.NormFloat64()))
	}
	return c
}

func layersOf(n *nn.Network) []prune.Layer {
	var layers []prune.Layer
	for _, layer := range n.Layers {
		layers = append(layers, prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: layer.Mask})
	}
	return layers
}

// In the first layer what comes in is the same with and without pruning, so
// every row must be the solution of its own least squares; and it must be
// OBS's joint update −H⁻¹_{:,Q}(H⁻¹_QQ)⁻¹w_Q.
func TestCompensationOfTheFirstLayerIsTheJointUpdate(t *testing.T) {
	e := newCalibrated(2, nn.SquaredError, nn.ReLU)
	dense := e.Net
	n := dense.Clone()
	r := rand.New(rand.NewPCG(3, 3))
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			layer.Mask[i] = uint8(r.IntN(2))
		}
	}
	Compensate(n, dense, e.X)
	layer := n.Layers[0]
	h := hessian(e.X, layer.In)
	var inverse mat.Dense
	if err := inverse.Inverse(h); err != nil {
		t.Fatal(err)
	}
	for j := range layer.Out {
		row := make([]float64, layer.In+1)
		extendedRow(dense.Layers[0], j, row)
		var cut []int
		for i := range layer.In {
			if layer.Mask[j*layer.In+i] == 0 {
				cut = append(cut, i)
			}
		}
		want := jointUpdate(t, &inverse, row, cut)
		solved := resolve(t, h, row, cut)
		got := make([]float64, layer.In+1)
		extendedRow(layer, j, got)
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-5 || math.Abs(want[i]-solved[i]) > 1e-9 {
				t.Errorf("neuron %d input %d: %v; the update says %v, least squares %v", j, i, got[i], want[i], solved[i])
			}
		}
	}
}

func jointUpdate(t *testing.T, inverse *mat.Dense, w []float64, cut []int) []float64 {
	t.Helper()
	v := append([]float64(nil), w...)
	if len(cut) == 0 {
		return v
	}
	a, b := mat.NewDense(len(cut), len(cut), nil), mat.NewVecDense(len(cut), nil)
	for r, i := range cut {
		for c, k := range cut {
			a.Set(r, c, inverse.At(i, k))
		}
		b.SetVec(r, w[i])
	}
	var x mat.VecDense
	if err := x.SolveVec(a, b); err != nil {
		t.Fatal(err)
	}
	for i := range v {
		for r, q := range cut {
			v[i] -= inverse.At(i, q) * x.AtVec(r)
		}
	}
	return v
}

// TestCompensationBringsOutputsNearer looks at the whole network: half of the
// weights are cut, and what comes out must be nearer to what came out before.
func TestCompensationBringsOutputsNearer(t *testing.T) {
	better := 0
	for seed := range uint64(20) {
		e := newCalibrated(seed, nn.SoftmaxCrossEntropy, nn.ReLU)
		pruned := e.Net.Clone()
		masks, _ := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: 0.5}.Masks(layersOf(e.Net), nil)
		for l, layer := range pruned.Layers {
			copy(layer.Mask, masks[l])
		}
		compensated := pruned.Clone()
		Compensate(compensated, e.Net, e.X)
		if distance(compensated, e.Net, e.X) < distance(pruned, e.Net, e.X) {
			better++
		}
	}
	if better < 19 {
		t.Errorf("nearer in %d of 20 networks", better)
	}
}

func distance(a, b *nn.Network, x []float32) float64 {
	rows := len(x) / a.Layers[0].In
	za, zb := nn.NewPass(a, rows).Forward(x, rows), nn.NewPass(b, rows).Forward(x, rows)
	sum := 0.0
	for i := range za {
		d := float64(za[i] - zb[i])
		sum += d * d
	}
	return sum
}

func TestNothingCutNothingChanges(t *testing.T) {
	e := newCalibrated(9, nn.SoftmaxCrossEntropy, nn.Tanh)
	n := e.Net.Clone()
	Compensate(n, e.Net, e.X)
	for l, layer := range n.Layers {
		for i, w := range layer.W {
			if math.Abs(float64(w-e.Net.Layers[l].W[i])) > 1e-5 {
				t.Errorf("layer %d weight %d went from %v to %v", l, i, e.Net.Layers[l].W[i], w)
			}
		}
	}
}

// extendedRow writes the weights that lead to neuron j, then its bias, to row. A
// pruned weight is 0.
func extendedRow(layer *nn.Dense, j int, row []float64) {
	for i := range layer.In {
		row[i] = 0
		if k := j*layer.In + i; layer.Mask[k] != 0 {
			row[i] = float64(layer.W[k])
		}
	}
	row[layer.In] = float64(layer.B[j])
}
