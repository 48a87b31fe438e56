package linalg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"bonsai/engine/pace"
)

// fromRows returns a matrix with the given numbers, row by row.
func fromRows(rows, columns int, v []float64) *Matrix {
	m := New(rows, columns)
	for r := range rows {
		for c := range columns {
			m.Set(r, c, v[r*columns+c])
		}
	}
	return m
}

// With L = (2 0 / 1 3), L·Lᵀ = (4 2 / 2 10), and (4 2 / 2 10)·(1 1)ᵀ = (6 12)ᵀ.
func ExampleFactorize() {
	a, right := fromRows(2, 2, []float64{4, 2, 2, 10}), fromRows(1, 2, []float64{6, 12})
	fmt.Println(Factorize(a, right, nil), a.At(0, 0), a.At(1, 0), a.At(1, 1))
	x := []float64{right.At(0, 0), right.At(0, 1)}
	SolveTransposed(a, x)
	fmt.Println(x)
	// Output:
	// true 2 1 3
	// [1 1]
}

// positive returns a random symmetric positive definite n×n matrix XᵀX + I, row
// by row.
func positive(r *rand.Rand, n int) []float64 {
	x := mat.NewDense(2*n, n, nil)
	for i := range 2 * n {
		for j := range n {
			x.Set(i, j, r.NormFloat64())
		}
	}
	var a mat.Dense
	a.Mul(x.T(), x)
	v := make([]float64, n*n)
	for i := range n {
		for j := range n {
			v[i*n+j] = a.At(max(i, j), min(i, j))
		}
		v[i*n+i]++
	}
	return v
}

func TestAgreesWithGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 20; n++ {
		a := positive(r, n)
		h := mat.NewSymDense(n, a)
		var factor mat.Cholesky
		var inverse mat.SymDense
		if !factor.Factorize(h) || factor.InverseTo(&inverse) != nil {
			t.Fatal("gonum cannot factorize what was made positive definite")
		}
		b := make([]float64, n)
		for i := range n {
			b[i] = r.NormFloat64()
		}
		for i, got := range InverseDiagonal(fromRows(n, n, a), nil) {
			if want := inverse.At(i, i); math.Abs(got-want) > 1e-9*want {
				t.Errorf("%d×%d: entry %d of the inverse is %v, want %v", n, n, i, got, want)
			}
		}
		var want mat.VecDense
		if err := factor.SolveVecTo(&want, mat.NewVecDense(n, b)); err != nil {
			t.Fatal(err)
		}
		full, right := fromRows(n, n, a), fromRows(1, n, b)
		if !Factorize(full, right, nil) {
			t.Fatal("a positive definite matrix was refused")
		}
		x := make([]float64, n)
		for i := range x {
			x[i] = right.At(0, i)
		}
		SolveTransposed(full, x)
		for i, got := range x {
			if math.Abs(got-want.AtVec(i)) > 1e-9*(1+math.Abs(got)) {
				t.Errorf("%d×%d: x%d = %v, want %v", n, n, i, got, want.AtVec(i))
			}
		}
	}
}

// textbook computes the factor of a, the solutions of a·x = b and the diagonal of
// a's inverse with plain loops, each sum in the order of its index.
func textbook(a []float64, n int, b []float64) (l, x, inverse []float64) {
	l, x = append([]float64(nil), a...), append([]float64(nil), b...)
	for i := range n {
		for j := range i + 1 {
			s := a[i*n+j]
			for k := range j {
				s -= float64(l[i*n+k] * l[j*n+k])
			}
			if i == j {
				l[i*n+j] = math.Sqrt(s)
			} else {
				l[i*n+j] = s / l[j*n+j]
			}
		}
	}
	forward := func(v []float64, from int) {
		for i := from; i < n; i++ {
			for k := from; k < i; k++ {
				v[i] -= float64(l[i*n+k] * v[k])
			}
			v[i] /= l[i*n+i]
		}
	}
	forward(x, 0)
	for i := n - 1; i >= 0; i-- {
		x[i] /= l[i*n+i]
		for k := range i {
			x[k] -= float64(l[i*n+k] * x[i])
		}
	}
	for c := range n {
		column, sum := make([]float64, n), 0.0
		column[c] = 1
		forward(column, c)
		for _, v := range column[c:] {
			sum += float64(v * v)
		}
		inverse = append(inverse, sum)
	}
	return l, x, inverse
}

func TestHasTheBitsOfTheTextbook(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 2, 3, 4, 5, 8, 31, 32, 33, 63, 70, 101} {
		a, rows := positive(r, n), 1+r.IntN(6)
		b := make([]float64, rows*n)
		for i := range b {
			b[i] = r.NormFloat64()
		}
		factor, right := fromRows(n, n, a), fromRows(rows, n, b)
		if !Factorize(factor, right, nil) {
			t.Fatal("a positive definite matrix was refused")
		}
		inverse := InverseDiagonal(fromRows(n, n, a), nil)
		for row := range rows {
			l, want, wantInverse := textbook(a, n, b[row*n:(row+1)*n])
			x := make([]float64, n)
			for i := range n {
				x[i] = right.At(row, i)
				for j := range i + 1 {
					if factor.At(i, j) != l[i*n+j] {
						t.Fatalf("n = %d: l(%d, %d) is %v, want %v", n, i, j, factor.At(i, j), l[i*n+j])
					}
				}
			}
			SolveTransposed(factor, x)
			for i := range n {
				if x[i] != want[i] || inverse[i] != wantInverse[i] {
					t.Fatalf("n = %d: x%d is %v, want %v; the inverse has %v, want %v", n, i, x[i], want[i], inverse[i], wantInverse[i])
				}
			}
		}
	}
}

// The eigenvalues of (1 2 / 2 1) are 3 and −1.
func TestRefusesWhatIsNotPositiveDefinite(t *testing.T) {
	indefinite := func() *Matrix { return fromRows(2, 2, []float64{1, 2, 2, 1}) }
	if Factorize(indefinite(), nil, nil) {
		t.Error("the matrix 1 2 / 2 1 was factorized")
	}
	if d := InverseDiagonal(indefinite(), nil); d != nil {
		t.Errorf("the matrix 1 2 / 2 1 has an inverse with diagonal %v", d)
	}
	if Factorize(fromRows(1, 1, []float64{math.NaN()}), nil, nil) {
		t.Error("a matrix that is not a number was factorized")
	}
}

func TestProductsAreSummedInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		rows, columns, k := 1+r.IntN(20), 1+r.IntN(20), 1+r.IntN(20)
		p, q, c := New(rows, k), New(columns, k), New(rows, columns)
		for i := range k {
			for j := range rows {
				p.Set(j, i, r.NormFloat64()*float64(min(r.IntN(4), 1)))
			}
			for j := range columns {
				q.Set(j, i, r.NormFloat64())
			}
		}
		if rows > 8 {
			clear(p.strip(1)) // is left out
		}
		AddProducts(c, p, q, false, nil)
		lower := New(rows, rows)
		AddProducts(lower, p, p, true, nil)
		for i := range rows {
			for j := range columns {
				want := 0.0
				for x := range k {
					want += float64(p.At(i, x) * q.At(j, x))
				}
				if c.At(i, j) != want {
					t.Fatalf("%d×%d×%d: (%d, %d) is %v, want %v", rows, columns, k, i, j, c.At(i, j), want)
				}
			}
			for j := range i + 1 {
				want := 0.0
				for x := range k {
					want += float64(p.At(i, x) * p.At(j, x))
				}
				if lower.At(i, j) != want {
					t.Fatalf("%d: lower (%d, %d) is %v, want %v", rows, i, j, lower.At(i, j), want)
				}
			}
		}
	}
}

// A matrix of 200 rows takes 200³/6 products, 1.3 million, and twice that with
// its inverse.
func TestStopsBetweenPieces(t *testing.T) {
	a := positive(rand.New(rand.NewPCG(7, 8)), 200)
	pieces, finished := 0, false
	for range pace.Steps(func(m *pace.Meter) {
		finished = InverseDiagonal(fromRows(200, 200, a), m) != nil
	}) {
		pieces++
		break
	}
	if pieces != 1 || finished {
		t.Errorf("%d pieces before it stopped, finished is %v", pieces, finished)
	}
}
