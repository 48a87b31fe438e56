package simd

import "bonsai/engine/simd/asm"

// gemm adds a function (m, n, k, a, lda, b, ldb, c, ldc, start) that sets the
// matrix C, m×n, to the product A·B of an m×k and a k×n matrix, or if transposed
// is true to Aᵀ·B with A k×m. lda, ldb and ldc are the distances between rows in
// bytes. The sums begin with 0 if start is 0, with what is in C if start is c, and
// otherwise with the n numbers at the address start in every row.
//
// Each element of C adds its products one by one in the order of k, so it has the
// same bits as in plain Go. What is computed at the same time is neighbouring
// elements. A tile of C stays in registers while k goes by.
func gemm(m *asm.Module, name string, transposed bool) *asm.Func {
	i := asm.Int
	f := m.Func(name, asm.None, i, i, i, i, i, i, i, i, i, i)
	g := product{
		f: f, transposed: transposed,
		m: f.Param(0), n: f.Param(1), k: f.Param(2),
		a: f.Param(3), lda: f.Param(4), b: f.Param(5), ldb: f.Param(6), c: f.Param(7), ldc: f.Param(8),
		start: f.Param(9), hasStart: f.Let(f.Param(9).Value), lds: f.Local(i),
	}
	f.If(g.start.Equal(g.c.Value), func() { g.lds.Set(g.ldc.Value) })
	f.If(g.m.Equal(asm.Number(1)), func() { // with one row only, many columns keep the processor busy
		for _, wide := range []int{8, 4, 3} {
			g.panels(asm.Vector, wide, 1)
		}
	})
	g.panels(asm.Vector, 2, 4, 1)
	g.panels(asm.Vector, 1, 4, 2, 1)
	g.panels(asm.Float, 2, 4, 2, 1)
	g.panels(asm.Float, 1, 4, 2, 1)
	return f
}

// A product is a gemm under construction.
type product struct {
	f                      *asm.Func
	transposed             bool
	m, n, k                asm.Var
	a, lda, b, ldb, c, ldc asm.Var
	start, hasStart, lds   asm.Var // lds is the distance between rows of start
}

const floatSize = 4

// lanes returns how many Floats a value of type t holds.
func lanes(t asm.Type) int32 {
	if t == asm.Vector {
		return 4
	}
	return 1
}

// panels goes through the columns of C, wide values of type t at a time, and for
// these columns through the rows: as many of the first number of talls at a time
// as there are, then of the next.
func (g *product) panels(t asm.Type, wide int, talls ...int32) {
	columns := int32(wide) * lanes(t)
	g.f.While(g.n.AtLeast(columns), func() {
		a, c, rows := g.f.Let(g.a.Value), g.f.Let(g.c.Value), g.f.Let(g.m.Value)
		start := g.f.Let(g.start.Value)
		for _, tall := range talls {
			g.f.While(rows.AtLeast(tall), func() {
				g.tile(t, int(tall), wide, a, c, start)
				for range tall {
					if g.transposed {
						a.Inc(floatSize)
					} else {
						a.Set(a.Add(g.lda.Value))
					}
					c.Set(c.Add(g.ldc.Value))
					start.Set(start.Add(g.lds.Value))
				}
				rows.Inc(-tall)
			})
		}
		g.b.Inc(columns * floatSize)
		g.c.Inc(columns * floatSize)
		g.start.Inc(columns * floatSize)
		g.n.Inc(-columns)
	})
}

// tile computes tall rows of C, wide values of type t in each. a, c and start are
// the addresses of the first of these rows.
func (g *product) tile(t asm.Type, tall, wide int, a, c, start asm.Var) {
	f, size := g.f, int(lanes(t))*floatSize
	sums := make([][]asm.Var, tall)
	for r := range sums {
		for range wide {
			sums[r] = append(sums[r], f.Local(t))
		}
	}
	eachSum := func(do func(r, w int)) {
		for r := range sums {
			for w := range sums[r] {
				do(r, w)
			}
		}
	}
	f.IfElse(g.hasStart.Value, func() {
		row := f.Let(start.Value)
		eachSum(func(r, w int) {
			if r > 0 && w == 0 {
				row.Set(row.Add(g.lds.Value))
			}
			sums[r][w].Set(asm.Load(t, row.Value, w*size))
		})
	}, func() {
		eachSum(func(r, w int) { sums[r][w].Set(asm.Const(t, 0)) })
	})
	if g.transposed {
		g.sumDown(t, sums, a)
	} else {
		g.sumAlong(t, sums, a)
	}
	row := f.Let(c.Value)
	eachSum(func(r, w int) {
		if r > 0 && w == 0 {
			row.Set(row.Add(g.ldc.Value))
		}
		f.Store(row.Value, w*size, sums[r][w].Value)
	})
}

// sumDown adds the products where k goes down the rows of A.
func (g *product) sumDown(t asm.Type, sums [][]asm.Var, a asm.Var) {
	p, b, k := g.f.Let(a.Value), g.f.Let(g.b.Value), g.f.Let(g.k.Value)
	g.f.While(k.AtLeast(1), func() {
		g.addProducts(t, sums, b, func(r int) asm.Value { return asm.LoadSpread(t, p.Value, r*floatSize) })
		p.Set(p.Add(g.lda.Value))
		b.Set(b.Add(g.ldb.Value))
		k.Inc(-1)
	})
}

// sumAlong adds the products where k goes along the rows of A, four steps in each
// round of the loop.
func (g *product) sumAlong(t asm.Type, sums [][]asm.Var, a asm.Var) {
	f, b, k := g.f, g.f.Let(g.b.Value), g.f.Let(g.k.Value)
	p := []asm.Var{f.Let(a.Value)}
	for r := 1; r < len(sums); r++ {
		p = append(p, f.Let(p[r-1].Add(g.lda.Value)))
	}
	for _, steps := range []int32{4, 1} {
		f.While(k.AtLeast(steps), func() {
			for s := range int(steps) {
				g.addProducts(t, sums, b, func(r int) asm.Value { return asm.LoadSpread(t, p[r].Value, s*floatSize) })
				b.Set(b.Add(g.ldb.Value))
			}
			for _, row := range p {
				row.Inc(steps * floatSize)
			}
			k.Inc(-steps)
		})
	}
}

// addProducts adds the products of one step of k: a piece of a row of B, times the
// element of A for each row of the tile.
func (g *product) addProducts(t asm.Type, sums [][]asm.Var, b asm.Var, a func(r int) asm.Value) {
	row := make([]asm.Var, len(sums[0]))
	for w := range row {
		row[w] = g.f.Let(asm.Load(t, b.Value, w*int(lanes(t))*floatSize))
	}
	for r := range sums {
		factor := g.f.Let(a(r))
		for w := range row {
			sums[r][w].Set(sums[r][w].Add(factor.Mul(row[w].Value)))
		}
	}
}
