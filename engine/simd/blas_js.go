//go:build js

package simd

import (
	"unsafe"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// BLAS is gonum's implementation with kernels for the products that the engine
// uses, A·B and Aᵀ·B, and for sums and multiples of vectors. Its results have the
// same bits as gonum's. Everything else is left to gonum. Dot products are among
// it: with vectors they would be added up in another order.
type BLAS struct{ gonum.Implementation }

var _ blas.Float32 = BLAS{}

// Sgemm computes C = A·B + βC or C = Aᵀ·B + βC by a kernel if β is 0 or 1.
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

// fits reports whether a slice is long enough for a matrix. If it is not, gonum is
// left to say what is wrong.
func fits(v []float32, form blas.Transpose, rows, columns, stride int) bool {
	if form != blas.NoTrans {
		rows, columns = columns, rows
	}
	return stride >= columns && len(v) >= (rows-1)*stride+columns
}

// Saxpy computes y = a·x + y.
func (g BLAS) Saxpy(n int, a float32, x []float32, incX int, y []float32, incY int) {
	if incX != 1 || incY != 1 || n <= 0 || len(x) < n || len(y) < n {
		g.Implementation.Saxpy(n, a, x, incX, y, incY)
		return
	}
	axpyKernel(int32(n), pointer(y), pointer(x), a)
}

// Sscal computes x = a·x.
func (g BLAS) Sscal(n int, a float32, x []float32, incX int) {
	if incX != 1 || n <= 0 || len(x) < n {
		g.Implementation.Sscal(n, a, x, incX)
		return
	}
	scalKernel(int32(n), pointer(x), a)
}

func pointer(v []float32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(v)) }
