package simd_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/simd/simdtest"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// random fills a slice with numbers of many sizes, zeros of both signs among
// them.
func random(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		switch r.IntN(8) {
		case 0:
		case 1:
			v[i] = float32(math.Copysign(0, -1))
		default:
			v[i] = float32(r.NormFloat64() * math.Pow(10, float64(r.IntN(5)-2)))
		}
	}
	return v
}

// A matrix in memory has rows farther apart than it is wide. C begins with
// numbers other than −0, to which gonum, which leaves zeros of A out, would not
// add the 0 that makes it +0.
func TestProductsHaveGonumsBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	machine := simdtest.New(t)
	for range 400 {
		m, n, k := r.IntN(20), r.IntN(30), r.IntN(20)
		if r.IntN(20) == 0 {
			m, n, k = 70+r.IntN(80), 70+r.IntN(80), 70+r.IntN(150) // gonum's blocks are 64
		}
		gap := r.IntN(3)
		for _, transposed := range []bool{false, true} {
			rows, columns := m, k
			form, name := blas.NoTrans, "gemm"
			if transposed {
				rows, columns = k, m
				form, name = blas.Trans, "gemmTransposed"
			}
			for _, beta := range []float32{0, 1} {
				machine.Reset()
				machine.Shift(uint32(r.IntN(4)))
				lda, ldb, ldc := max(columns+gap, 1), max(n+gap, 1), max(n+gap, 1)
				a, b, c := random(r, rows*lda), random(r, k*ldb), random(r, m*ldc)
				for i := range c {
					c[i] += 0
				}
				want := append([]float32(nil), c...)
				gonum.Implementation{}.Sgemm(form, blas.NoTrans, m, n, k, 1, a, lda, b, ldb, beta, want, ldc)
				start := uint64(machine.Floats(c)) * uint64(beta)
				machine.Call(name, uint64(m), uint64(n), uint64(k),
					uint64(machine.Floats(a)), uint64(4*lda), uint64(machine.Floats(b)), uint64(4*ldb),
					uint64(machine.Floats(c)), uint64(4*ldc), start)
				simdtest.Same(t, fmt.Sprintf("%s %d×%d×%d beta %v", name, m, n, k, beta), c, want)
			}
		}
	}
}

// The sums of every row begin with the same numbers, the biases of a layer.
func TestProductsMayBeginWithARow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2))
	machine := simdtest.New(t)
	for range 100 {
		machine.Reset()
		m, n, k := 1+r.IntN(20), 1+r.IntN(30), 1+r.IntN(20)
		a, b, c, start := random(r, m*k), random(r, k*n), random(r, m*n), random(r, n)
		for i := range start {
			start[i] += 0
		}
		want := make([]float32, m*n)
		for row := range m {
			copy(want[row*n:], start)
		}
		gonum.Implementation{}.Sgemm(blas.NoTrans, blas.NoTrans, m, n, k, 1, a, k, b, n, 1, want, n)
		machine.Call("gemm", uint64(m), uint64(n), uint64(k), uint64(machine.Floats(a)), uint64(4*k), uint64(machine.Floats(b)), uint64(4*n),
			uint64(machine.Floats(c)), uint64(4*n), uint64(machine.Floats(start)))
		simdtest.Same(t, fmt.Sprintf("%d×%d×%d", m, n, k), c, want)
	}
}
