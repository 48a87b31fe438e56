package simd

import "bonsai/engine/simd/asm"

// Kernels for float64 matrices in strips of four rows, as package linalg lays
// them out: a strip is a list of columns of four numbers. A tile is a block of
// four rows and four columns, so 16 numbers one after the other.
const (
	tileRows   = 4
	columnSize = tileRows * 8 // bytes
	tileSize   = tileRows * columnSize
)

// A tile is the sums of 4×4 numbers, [column][half], each half two rows.
type tile [tileRows][tileRows / 2]asm.Var

// newTile declares the variables of a tile.
func newTile(f *asm.Func) (t tile) {
	for c := range t {
		for h := range t[c] {
			t[c][h] = f.Local(asm.Pair)
		}
	}
	return t
}

// each calls do for every variable with its place in the tile in bytes.
func (t tile) each(do func(v asm.Var, offset int)) {
	for c := range t {
		for h := range t[c] {
			do(t[c][h], c*columnSize+h*16)
		}
	}
}

func (t tile) load(at asm.Value) {
	t.each(func(v asm.Var, offset int) { v.Set(asm.Load(asm.Pair, at, offset)) })
}

func (t tile) store(f *asm.Func, at asm.Value) {
	t.each(func(v asm.Var, offset int) { f.Store(at, offset, v.Value) })
}

// sum adds to the tile, or subtracts from it, the products of the columns of the
// strips p and q, four columns in each of the given rounds.
func (t tile) sum(f *asm.Func, rounds, p, q asm.Value, combine func(sum, product asm.Value) asm.Value) {
	left, a, b := f.Let(rounds), f.Let(p), f.Let(q)
	f.While(left.AtLeast(1), func() {
		for k := range tileRows {
			low := f.Let(asm.Load(asm.Pair, a.Value, k*columnSize))
			high := f.Let(asm.Load(asm.Pair, a.Value, k*columnSize+16))
			for c := range t {
				factor := f.Let(asm.LoadSpread(asm.Pair, b.Value, k*columnSize+8*c))
				t[c][0].Set(combine(t[c][0].Value, low.Mul(factor.Value)))
				t[c][1].Set(combine(t[c][1].Value, high.Mul(factor.Value)))
			}
		}
		a.Inc(tileSize)
		b.Inc(tileSize)
		left.Inc(-1)
	})
}

// addProducts adds a function (tiles, rounds, c, p, q, stride) that adds p·qᵀ to
// tiles of the strip c, where q begins with one strip for each tile, a stride
// apart. It goes through 4·rounds columns of p and q.
func addProducts(m *asm.Module) *asm.Func {
	i := asm.Int
	f := m.Func("addProducts", asm.None, i, i, i, i, i, i)
	tiles, rounds, c, p, q, stride := f.Param(0), f.Param(1), f.Param(2), f.Param(3), f.Param(4), f.Param(5)
	sums := newTile(f)
	f.While(tiles.AtLeast(1), func() {
		sums.load(c.Value)
		sums.sum(f, rounds.Value, p.Value, q.Value, asm.Value.Add)
		sums.store(f, c.Value)
		c.Inc(tileSize)
		q.Set(q.Add(stride.Value))
		tiles.Inc(-1)
	})
	return f
}

// eliminate adds a function (tiles, rounds, p, q, stride) that computes tiles of
// a strip p of a Cholesky factor, in place. p and q point at the column where the
// sums begin, 4·rounds columns before the first of the tiles. q is the strip of
// the factor whose rows are the columns of that tile; those of the next tiles
// follow, a stride apart. Where q is p itself the tile is on the diagonal. The
// function returns 0 if the matrix is not positive definite, else 1.
func eliminate(m *asm.Module) *asm.Func {
	i := asm.Int
	f := m.Func("eliminate", i, i, i, i, i, i)
	tiles, rounds, p, q, stride := f.Param(0), f.Param(1), f.Param(2), f.Param(3), f.Param(4)
	sums := newTile(f)
	f.While(tiles.AtLeast(1), func() {
		at := f.Let(p.Add(rounds.Shift(7)))
		diagonal := f.Let(q.Add(rounds.Shift(7)))
		sums.load(at.Value)
		sums.sum(f, rounds.Value, p.Value, q.Value, asm.Value.Sub)
		f.IfElse(q.Equal(p.Value),
			func() { sums.factorize(f, at.Value) },
			func() { sums.divide(f, at.Value, diagonal.Value) })
		q.Set(q.Add(stride.Value))
		rounds.Inc(1)
		tiles.Inc(-1)
	})
	f.Return(asm.Number(1))
	return f
}

// divide ends a tile beside the diagonal: column after column is divided by the
// factor's diagonal and subtracted from the columns after it.
func (t tile) divide(f *asm.Func, at, diagonal asm.Value) {
	for c := range t {
		factor := func(row int) asm.Value { return asm.LoadSpread(asm.Pair, diagonal, c*columnSize+8*row) }
		by := f.Let(factor(c))
		for h := range t[c] {
			t[c][h].Set(t[c][h].Div(by.Value))
		}
		for next := c + 1; next < tileRows; next++ {
			by.Set(factor(next))
			for h := range t[next] {
				t[next][h].Set(t[next][h].Sub(t[c][h].Mul(by.Value)))
			}
		}
	}
	t.store(f, at)
}

// factorize ends a tile on the diagonal.
func (t tile) factorize(f *asm.Func, at asm.Value) {
	entry := func(column, row int) asm.Value { return asm.Lane(t[column][row/2].Value, byte(row%2)) }
	var roots [tileRows]asm.Var
	for c := range t {
		d := f.Let(entry(c, c))
		f.If(asm.Const(asm.Double, 0).Less(d.Value).Equal(asm.Number(0)), func() { f.Return(asm.Number(0)) })
		roots[c] = f.Let(d.Sqrt())
		for h := range t[c] {
			t[c][h].Set(t[c][h].Div(asm.Spread(asm.Pair, roots[c].Value)))
		}
		for next := c + 1; next < tileRows; next++ {
			by := f.Let(asm.Spread(asm.Pair, entry(c, next)))
			for h := range t[next] {
				t[next][h].Set(t[next][h].Sub(t[c][h].Mul(by.Value)))
			}
		}
	}
	t.store(f, at)
	for c, root := range roots {
		f.Store(at, c*columnSize+8*c, root.Value)
	}
}
