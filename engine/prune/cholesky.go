package prune

import "math"

// gonum's Cholesky adds up dot products in lanes on some machines, in another
// order than on others. What is solved here decides weights, which must have
// the same bits everywhere: so these few functions add up one after the other.

// factorize replaces the symmetric positive definite n×n matrix a by L with
// a = L·Lᵀ, in its lower triangle; what is above it is neither read nor written.
// It tells whether a is positive definite.
func factorize(a []float64, n int) bool {
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
		// What column j explains is taken off the rest at once: each entry is
		// a sum of its own, so none waits for another.
		for i := j + 1; i < n; i++ {
			by, row := column[i], a[i*n+j+1:i*n+i+1]
			for k, v := range column[j+1 : i+1] {
				row[k] -= float64(by * v)
			}
		}
	}
	return true
}

// solve replaces b by the solution x of L·Lᵀ·x = b.
func solve(l []float64, n int, b []float64) {
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

// inverseDiagonal returns the diagonal of the inverse of a symmetric positive
// definite n×n matrix, which it destroys: with L⁻¹ = M, a⁻¹ = Mᵀ·M, so the
// entry at i is the sum of the squares in column i of M.
func inverseDiagonal(a []float64, n int) []float64 {
	if !factorize(a, n) {
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
