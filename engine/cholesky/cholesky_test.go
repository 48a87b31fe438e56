package cholesky

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// With L = (2 0 / 1 3), L·Lᵀ = (4 2 / 2 10); its inverse is (10 −2 / −2 4)/36,
// and (4 2 / 2 10)·(1 1)ᵀ = (6 12)ᵀ.
func Example() {
	a, b := []float64{4, 2, 2, 10}, []float64{6, 12}
	fmt.Println(Factorize(a, 2), a[0], a[2], a[3])
	Solve(a, 2, b)
	fmt.Println(b)
	// Output:
	// true 2 1 3
	// [1 1]
}

// positive returns a random symmetric positive definite n×n matrix XᵀX + I.
func positive(r *rand.Rand, n int) *mat.SymDense {
	x := mat.NewDense(2*n, n, nil)
	for i := range 2 * n {
		for j := range n {
			x.Set(i, j, r.NormFloat64())
		}
	}
	a := mat.NewSymDense(n, nil)
	a.SymOuterK(1, x.T())
	for i := range n {
		a.SetSym(i, i, a.At(i, i)+1)
	}
	return a
}

func TestAgreesWithGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 20; n++ {
		h := positive(r, n)
		var factor mat.Cholesky
		var inverse mat.SymDense
		if !factor.Factorize(h) || factor.InverseTo(&inverse) != nil {
			t.Fatal("gonum cannot factorize what was made positive definite")
		}
		full, b := make([]float64, n*n), make([]float64, n)
		for i := range n {
			b[i] = r.NormFloat64()
			for j := range n {
				full[i*n+j] = h.At(i, j)
			}
		}
		for i, got := range InverseDiagonal(append([]float64(nil), full...), n) {
			if want := inverse.At(i, i); math.Abs(got-want) > 1e-9*want {
				t.Errorf("%d×%d: entry %d of the inverse is %v, want %v", n, n, i, got, want)
			}
		}
		var want mat.VecDense
		if err := factor.SolveVecTo(&want, mat.NewVecDense(n, append([]float64(nil), b...))); err != nil {
			t.Fatal(err)
		}
		if !Factorize(full, n) {
			t.Fatal("a positive definite matrix was refused")
		}
		Solve(full, n, b)
		for i, got := range b {
			if math.Abs(got-want.AtVec(i)) > 1e-9*(1+math.Abs(got)) {
				t.Errorf("%d×%d: x%d = %v, want %v", n, n, i, got, want.AtVec(i))
			}
		}
	}
}

// The eigenvalues of (1 2 / 2 1) are 3 and −1.
func TestRefusesWhatIsNotPositiveDefinite(t *testing.T) {
	indefinite := func() []float64 { return []float64{1, 2, 2, 1} }
	if Factorize(indefinite(), 2) {
		t.Error("the matrix 1 2 / 2 1 was factorized")
	}
	if d := InverseDiagonal(indefinite(), 2); d != nil {
		t.Errorf("the matrix 1 2 / 2 1 has an inverse with diagonal %v", d)
	}
	if Factorize([]float64{math.NaN()}, 1) {
		t.Error("a matrix that is not a number was factorized")
	}
}
