package simd_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/linalg"
	"bonsai/engine/simd/simdtest"
)

// tile is the size of a tile of 4×4 numbers in bytes.
const tile = 16 * 8

// spread returns a matrix of random numbers.
func spread(r *rand.Rand, rows, columns int) *linalg.Matrix {
	m := linalg.New(rows, columns)
	for i := range rows {
		for j := range columns {
			m.Set(i, j, r.NormFloat64())
		}
	}
	return m
}

func sameDoubles(t *testing.T, what string, got, want *linalg.Matrix, lower bool) {
	t.Helper()
	for i := range want.Rows {
		columns := want.Columns
		if lower {
			columns = i + 1
		}
		for j := range columns {
			if math.Float64bits(got.At(i, j)) != math.Float64bits(want.At(i, j)) {
				t.Fatalf("%s: (%d, %d) is %v, must be %v", what, i, j, got.At(i, j), want.At(i, j))
			}
		}
	}
}

func TestAddProductsHasTheBitsOfGo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	machine := simdtest.New(t)
	for range 30 {
		machine.Reset()
		rows, columns, k := 1+r.IntN(14), 1+r.IntN(14), 1+r.IntN(14)
		p, q, c := spread(r, rows, k), spread(r, columns, k), spread(r, rows, columns)
		want := &linalg.Matrix{Rows: rows, Columns: columns, Width: c.Width, Data: append([]float64(nil), c.Data...)}
		linalg.AddProducts(want, p, q, false, nil)
		for s := range (rows + 3) / 4 {
			machine.Call("addProducts", uint64((columns+3)/4), uint64(p.Width/4),
				uint64(machine.Doubles(c.Data))+uint64(s*c.Width*32), uint64(machine.Doubles(p.Data))+uint64(s*p.Width*32),
				uint64(machine.Doubles(q.Data)), uint64(q.Width*32))
		}
		sameDoubles(t, "addProducts", c, want, false)
	}
}

// The strips of the factor one after the other, each from the first column on.
func TestEliminateHasTheBitsOfGo(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	machine := simdtest.New(t)
	for _, n := range []int{4, 8, 12, 40} {
		machine.Reset()
		x, a, right := spread(r, n, 2*n), linalg.New(n, n), spread(r, 4, n)
		linalg.AddProducts(a, x, x, false, nil)
		want := &linalg.Matrix{Rows: n, Columns: n, Width: n, Data: append([]float64(nil), a.Data...)}
		wantRight := &linalg.Matrix{Rows: 4, Columns: n, Width: n, Data: append([]float64(nil), right.Data...)}
		linalg.Factorize(want, wantRight, nil)
		base, stride := uint64(machine.Doubles(a.Data)), uint64(n*32)
		for s := range uint64(n / 4) {
			if machine.Call("eliminate", s+1, 0, base+s*stride, base, stride) != 1 {
				t.Fatal("a positive definite matrix was refused")
			}
		}
		sameDoubles(t, "factor", a, want, true)
		// In two calls: the second begins behind the tiles of the first.
		at := uint64(machine.Doubles(right.Data))
		machine.Call("eliminate", 1, 0, at, base, stride)
		machine.Call("eliminate", uint64(n/4-1), 1, at, base+stride, stride)
		sameDoubles(t, "right-hand sides", right, wantRight, false)
	}
}

// Where the first columns of a strip are 0 the sums may begin behind them.
func TestEliminateMayBeginLater(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	machine := simdtest.New(t)
	const n = 16
	x, a, right := spread(r, n, 2*n), linalg.New(n, n), spread(r, 4, n)
	linalg.AddProducts(a, x, x, false, nil)
	clear(right.Data[:2*16]) // the first two tiles
	want := &linalg.Matrix{Rows: 4, Columns: n, Width: n, Data: append([]float64(nil), right.Data...)}
	linalg.Factorize(a, want, nil)
	base, stride := uint64(machine.Doubles(a.Data)), uint64(n*32)
	machine.Call("eliminate", 2, 0, uint64(machine.Doubles(right.Data))+2*tile, base+2*stride+2*tile, stride)
	sameDoubles(t, "right-hand sides", right, want, false)
}

func TestEliminateRefusesWhatIsNotPositiveDefinite(t *testing.T) {
	machine := simdtest.New(t)
	for _, bad := range []float64{0, -1, math.NaN()} {
		machine.Reset()
		a := linalg.New(4, 4)
		for i, v := range []float64{1, 2, bad, 3} {
			a.Set(i, i, v)
		}
		base := uint64(machine.Doubles(a.Data))
		if machine.Call("eliminate", 1, 0, base, base, 128) != 0 {
			t.Errorf("a diagonal with %v passes", bad)
		}
	}
}
