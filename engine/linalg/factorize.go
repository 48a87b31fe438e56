package linalg

import (
	"math"

	"bonsai/engine/pace"
	"bonsai/engine/simd"
)

// block is the number of strips whose rows are used together: a strip that is
// being computed meets that many before the next strip has its turn, so that
// both stay in a processor's cache.
const block = 8

// Factorize replaces the symmetric positive definite matrix a, of which only the
// lower triangle is read, by L with a = L·Lᵀ; what is then above the diagonal is
// undefined. Each row b of right is replaced by the solution y of L·y = b; right
// may be nil. It reports whether a is positive definite and the meter did not
// stop; if not, a and right are left half done.
//
// Entry (i, j) is (a_ij − Σ_k l_ik·l_jk)/l_jj, or the square root on the diagonal,
// where k goes from 0 to j−1. A row of right is nothing but one more row i.
func Factorize(a, right *Matrix, m *pace.Meter) bool {
	for i := a.Rows; i < upToLanes(a.Rows); i++ {
		a.Set(i, i, 1) // what fills the matrix up must not be singular
	}
	for first := 0; first < a.strips(); first += block {
		end := min(first+block, a.strips())
		for s := first; s < a.strips(); s++ {
			if !eliminate(a, a.strip(s), 0, first, min(end, s+1)) || !m.Did(tileProducts(first, min(end, s+1))) {
				return false
			}
		}
		if right == nil {
			continue
		}
		for s := range right.strips() {
			eliminate(a, right.strip(s), 0, first, end)
			if !m.Did(tileProducts(first, end)) {
				return false
			}
		}
	}
	return true
}

// tileProducts returns the number of products in the tiles from first up to end
// of a strip.
func tileProducts(first, end int) int {
	return lanes * lanes * lanes * (first + end) * (end - first) / 2
}

// FactorizeProducts returns the number of products that Factorize takes for a
// matrix of n rows and a number of right-hand sides.
func FactorizeProducts(n, right int) int {
	n = upToLanes(n)
	return n*n/6*n + n*n/2*upToLanes(right)
}

// eliminate computes the tiles from first up to end of a strip of a factor l. The
// columns of the strip before tile zero are known to be 0. It reports false if a
// number on the diagonal is not positive.
func eliminate(l *Matrix, strip []float64, zero, first, end int) bool {
	const tile = lanes * lanes
	p := strip[zero*tile:]
	if simd.Available() {
		return simd.Eliminate(end-first, (first-zero)*lanes, p, l.strip(first)[zero*tile:], l.stride())
	}
	for t := first; t < end; t++ {
		at, q := (t-zero)*tile, l.strip(t)[zero*tile:]
		sums := p[at : at+tile]
		subtractTile(sums, p[:at], q)
		if &p[0] != &q[0] {
			divideTile(sums, q[at:at+tile])
		} else if !factorizeTile(sums) {
			return false
		}
	}
	return true
}

// subtractTile is addTile with the products subtracted.
func subtractTile(tile, p, q []float64) {
	for c := range lanes {
		column := tile[c*lanes : c*lanes+lanes]
		s0, s1, s2, s3 := column[0], column[1], column[2], column[3]
		for k := 0; k+lanes <= len(p) && k+lanes <= len(q); k += lanes {
			rows, v := p[k:k+lanes:k+lanes], q[k : k+lanes][c]
			s0 -= float64(rows[0] * v)
			s1 -= float64(rows[1] * v)
			s2 -= float64(rows[2] * v)
			s3 -= float64(rows[3] * v)
		}
		column[0], column[1], column[2], column[3] = s0, s1, s2, s3
	}
}

// divideTile ends a tile beside the diagonal: column after column is divided by
// the factor's diagonal and subtracted from the columns after it.
func divideTile(sums, diagonal []float64) {
	for c := range lanes {
		for r := range lanes {
			sums[c*lanes+r] /= diagonal[c*lanes+c]
		}
		for next := c + 1; next < lanes; next++ {
			for r := range lanes {
				sums[next*lanes+r] -= float64(sums[c*lanes+r] * diagonal[c*lanes+next])
			}
		}
	}
}

// factorizeTile ends a tile on the diagonal.
func factorizeTile(sums []float64) bool {
	for c := range lanes {
		d := sums[c*lanes+c]
		if !(d > 0) {
			return false
		}
		d = math.Sqrt(d)
		for r := c + 1; r < lanes; r++ {
			sums[c*lanes+r] /= d
		}
		sums[c*lanes+c] = d
		for next := c + 1; next < lanes; next++ {
			for r := next; r < lanes; r++ {
				sums[next*lanes+r] -= float64(sums[c*lanes+r] * sums[c*lanes+next])
			}
		}
	}
	return true
}
