//go:build js

package simd

import (
	"unsafe"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// BLAS is gonum's, with kernels for the products that the engine takes, A·B and
// Aᵀ·B, and for sums and multiples of vectors. It has the same bits as gonum's.
// What it has no kernel for, sums of products above all, is left to gonum: they
// would need the lanes of a vector to be added up, in another order.
type BLAS struct{ gonum.Implementation }

var _ blas.Float32 = BLAS{}

// Sgemm is C = A·B + βC or AᵀB + βC for β of 0 or 1.
func (g BLAS) Sgemm(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	if tB != blas.NoTrans || alpha != 1 || beta != 0 && beta != 1 || m <= 0 || n <= 0 || k <= 0 ||
		!fits(a, tA, m, k, lda) || !fits(b, blas.NoTrans, k, n, ldb) || !fits(c, blas.NoTrans, m, n, ldc) {
		g.Implementation.Sgemm(tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
		return
	}
	kernel := gemmKernel
	if tA != blas.NoTrans {
		kernel = gemmTransposedKernel
	}
	var start unsafe.Pointer
	if beta == 1 {
		start = pointer(c)
	}
	kernel(int32(m), int32(n), int32(k), pointer(a), int32(4*lda), pointer(b), int32(4*ldb), pointer(c), int32(4*ldc), start)
}

// fits tells whether a matrix of so many rows and columns is in a slice; where
// it is not, gonum says what is wrong.
func fits(v []float32, form blas.Transpose, rows, columns, stride int) bool {
	if form != blas.NoTrans {
		rows, columns = columns, rows
	}
	return stride >= columns && len(v) >= (rows-1)*stride+columns
}

// Saxpy is y = a·x + y.
func (g BLAS) Saxpy(n int, a float32, x []float32, incX int, y []float32, incY int) {
	if incX != 1 || incY != 1 || n <= 0 || len(x) < n || len(y) < n {
		g.Implementation.Saxpy(n, a, x, incX, y, incY)
		return
	}
	axpyKernel(int32(n), pointer(y), pointer(x), a)
}

// Sscal is x = a·x.
func (g BLAS) Sscal(n int, a float32, x []float32, incX int) {
	if incX != 1 || n <= 0 || len(x) < n {
		g.Implementation.Sscal(n, a, x, incX)
		return
	}
	scalKernel(int32(n), pointer(x), a)
}

func pointer(v []float32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(v)) }
