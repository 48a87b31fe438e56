package linalg

import (
	"slices"

	"bonsai/engine/pace"
	"bonsai/engine/simd"
)

// AddProducts adds p·qᵀ to c. It skips rows of p that have only zeros, so c must not
// contain −0, which adding +0 would change. If lower is true it computes only the lower
// triangle, which is enough for a symmetric result, and leaves what is above the
// diagonal undefined. It reports false if the meter stopped it.
func AddProducts(c, p, q *Matrix, lower bool, m *pace.Meter) bool {
	for s := range c.strips() {
		tiles := q.strips()
		if lower {
			tiles = s + 1
		}
		left := p.strip(s)
		if allZero(left) {
			continue
		}
		if simd.Available() {
			simd.AddProducts(tiles, p.Width, c.strip(s), left, q.Data, q.stride())
		} else {
			for tile := range tiles {
				addTile(c.strip(s)[tile*lanes*lanes:], left, q.strip(tile))
			}
		}
		if !m.Did(tiles * lanes * lanes * p.Width) {
			return false
		}
	}
	return true
}

func allZero(v []float64) bool {
	return !slices.ContainsFunc(v, func(x float64) bool { return x != 0 })
}

// addTile adds the products of two strips to a tile of 4×4 numbers.
func addTile(tile, p, q []float64) {
	for c := range lanes {
		column := tile[c*lanes : c*lanes+lanes]
		s0, s1, s2, s3 := column[0], column[1], column[2], column[3]
		for k := 0; k+lanes <= len(p) && k+lanes <= len(q); k += lanes {
			rows, v := p[k:k+lanes:k+lanes], q[k : k+lanes][c]
			s0 += float64(rows[0] * v)
			s1 += float64(rows[1] * v)
			s2 += float64(rows[2] * v)
			s3 += float64(rows[3] * v)
		}
		column[0], column[1], column[2], column[3] = s0, s1, s2, s3
	}
}
