package linalg

import "bonsai/engine/pace"

// SolveTransposed replaces y by the solution x of Lᵀ·x = y, with L from Factorize.
// After Factorize(a, right, …) it turns a row of right into the solution of a·x = b.
func SolveTransposed(l *Matrix, y []float64) {
	for i := l.Rows - 1; i >= 0; i-- {
		y[i] /= l.At(i, i)
		row, by := l.Data[l.index(i, 0):], y[i]
		for k := range y[:i] {
			y[k] -= float64(row[k*lanes] * by)
		}
	}
}

// InverseDiagonal returns the diagonal of the inverse of the symmetric positive
// definite matrix a, or nil if a is not positive definite or the meter stopped.
// It overwrites a, of which it reads the lower triangle.
//
// With a = L·Lᵀ and M = L⁻¹ the inverse is Mᵀ·M, so its entry at i is the sum of
// the squares in column i of M. That column is the solution of L·y = e_i, the
// unit vector, and is 0 before its entry i.
func InverseDiagonal(a *Matrix, m *pace.Meter) []float64 {
	if !Factorize(a, nil, m) {
		return nil
	}
	diagonal := make([]float64, upToLanes(a.Rows))
	column := New(lanes, a.Width)
	for s := range a.strips() {
		clear(column.Data)
		for r := range lanes {
			column.Set(r, s*lanes+r, 1)
		}
		for first := s; first < a.strips(); first += block {
			end := min(first+block, a.strips())
			eliminate(a, column.Data, s, first, end)
			if !m.Did(tileProducts(first-s, end-s)) {
				return nil
			}
		}
		for i := s * lanes; i < a.Rows; i++ {
			for r := range lanes {
				v := column.At(r, i)
				diagonal[s*lanes+r] += float64(v * v)
			}
		}
	}
	return diagonal[:a.Rows]
}
