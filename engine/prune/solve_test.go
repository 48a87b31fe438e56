package prune

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"bonsai/engine/nn"
)

// hessian is H + λI of a layer's inputs, by gonum.
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

func TestFactorizeAndSolveAgreeWithGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 20; n++ {
		x := make([]float32, 3*n*n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		h := hessian(x, n)
		var inverse mat.SymDense
		var factor mat.Cholesky
		if !factor.Factorize(h) || factor.InverseTo(&inverse) != nil {
			t.Fatal("gonum cannot factorize what was made positive definite")
		}
		size := n + 1
		full := make([]float64, size*size)
		b := make([]float64, size)
		for i := range size {
			b[i] = r.NormFloat64()
			for j := range size {
				full[i*size+j] = h.At(i, j)
			}
		}
		for i, got := range inverseDiagonal(append([]float64(nil), full...), size) {
			if want := inverse.At(i, i); math.Abs(got-want) > 1e-9*want {
				t.Errorf("%d×%d: entry %d of the inverse is %v, want %v", size, size, i, got, want)
			}
		}
		var want mat.VecDense
		if err := factor.SolveVecTo(&want, mat.NewVecDense(size, append([]float64(nil), b...))); err != nil {
			t.Fatal(err)
		}
		if !factorize(full, size) {
			t.Fatal("not positive definite?")
		}
		solve(full, size, b)
		for i, got := range b {
			if math.Abs(got-want.AtVec(i)) > 1e-9*(1+math.Abs(got)) {
				t.Errorf("%d×%d: x%d = %v, want %v", size, size, i, got, want.AtVec(i))
			}
		}
	}
	if factorize([]float64{1, 0, 2, 1}, 2) {
		t.Error("the matrix 1 2 / 2 1 is not positive definite")
	}
}

// TestOBSIsWhatRemovingAndSolvingAnewCosts removes each weight in turn, solves
// the others of its neuron by gonum, and measures the damped squared error.
func TestOBSIsWhatRemovingAndSolvingAnewCosts(t *testing.T) {
	e := calibrated(1, nn.SoftmaxCrossEntropy, nn.Tanh)
	scores := Scores("obs", e)
	for l, layer := range e.Net.Layers {
		h := hessian(inputsOf(e.Net, l, e.X), layer.In)
		for j := range layer.Out {
			row := make([]float64, layer.In+1)
			extendedRow(layer, j, row)
			for q := range layer.In {
				solved := resolve(t, h, row, []int{q})
				want := quadratic(h, row, solved) / 2
				if got := float64(scores[l][j*layer.In+q]); math.Abs(got-want) > 1e-5*want {
					t.Errorf("layer %d neuron %d input %d: %v, want %v", l, j, q, got, want)
				}
			}
		}
	}
}

// resolve minimises (v−w)ᵀH(v−w) with v 0 at the cut places.
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

func quadratic(h *mat.SymDense, w, v []float64) float64 {
	sum := 0.0
	for i := range w {
		for k := range w {
			sum += (w[i] - v[i]) * h.At(i, k) * (w[k] - v[k])
		}
	}
	return sum
}

// In the first layer what comes in is the same with and without pruning, so
// every row must be the solution of its own least squares; and it must be
// OBS's joint update −H⁻¹_{:,Q}(H⁻¹_QQ)⁻¹w_Q.
func TestCompensationOfTheFirstLayerIsTheJointUpdate(t *testing.T) {
	e := calibrated(2, nn.SquaredError, nn.ReLU)
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
		e := calibrated(seed, nn.SoftmaxCrossEntropy, nn.ReLU)
		pruned := e.Net.Clone()
		masks, _ := Rule{Criterion: "magnitude", Scope: Global, By: BySparsity, Amount: 0.5}.Masks(layersOf(e.Net), Scores("magnitude", e))
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
	e := calibrated(9, nn.SoftmaxCrossEntropy, nn.Tanh)
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
