// Package cholesky solves systems of linear equations with a symmetric positive
// definite matrix, in float64.
//
// It exists beside gonum's because gonum adds up dot products in several lanes
// on some machines, in another order than on others. The solutions here become
// weights of a network, and those must have the same bits on every machine: so
// every sum is taken one product after the other.
package cholesky

import "math"

// Factorize replaces the symmetric positive definite n×n matrix a by L with
// a = L·Lᵀ. Only the lower triangle is read and written. It reports whether a
// is positive definite; if not, a is left half done.
func Factorize(a []float64, n int) bool {
	column := make([]float64, n)
	for j := range n {
		d := a[j*n+j]
		if !(d > 0) {
			return false
		}
		d = math.Sqrt(d)
		a[j*n+j] = d
		for i := j + 1; i < n; i++ {
			a[i*n+j] /= d
			column[i] = a[i*n+j]
		}
		// Column j is subtracted from the rest of the triangle at once: each
		// entry is a sum of its own, so none waits for another.
		for i := j + 1; i < n; i++ {
			by, row := column[i], a[i*n+j+1:i*n+i+1]
			for k, v := range column[j+1 : i+1] {
				row[k] -= float64(by * v)
			}
		}
	}
	return true
}

// Solve replaces b, of length n, by the solution x of L·Lᵀ·x = b, with L in the
// lower triangle of the n×n matrix l.
func Solve(l []float64, n int, b []float64) {
	for i := range n {
		s := b[i]
		for k, v := range l[i*n : i*n+i] {
			s -= float64(v * b[k])
		}
		b[i] = s / l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		b[i] /= l[i*n+i]
		for k, v := range l[i*n : i*n+i] {
			b[k] -= float64(v * b[i])
		}
	}
}

// InverseDiagonal returns the diagonal of the inverse of the symmetric positive
// definite n×n matrix a, or nil if a is not positive definite. It overwrites a.
//
// With a = L·Lᵀ and M = L⁻¹ the inverse is Mᵀ·M, so its entry at i is the sum
// of the squares in column i of M.
func InverseDiagonal(a []float64, n int) []float64 {
	if !Factorize(a, n) {
		return nil
	}
	diagonal, column := make([]float64, n), make([]float64, n)
	for c := range n {
		for i := c; i < n; i++ {
			s := 0.0
			if i == c {
				s = 1
			}
			for k, v := range a[i*n+c : i*n+i] {
				s -= float64(v * column[c+k])
			}
			column[i] = s / a[i*n+i]
			diagonal[c] += float64(column[i] * column[i])
		}
	}
	return diagonal
}
