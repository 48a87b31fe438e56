package simd

import "bonsai/engine/simd/asm"

// gemm adds a matrix product to C[m×n], or sets C to it where zero is not 0:
// A[m×k]·B[k×n], or where A lies the other way, A[k×m]ᵀ·B[k×n]. The distances
// from row to row are in bytes.
//
// Each element of C takes its products one by one in the order of k. What runs
// side by side is four neighbouring elements: so the sums have the same bits as
// in plain Go. A block of C stays in registers while k goes by.
func gemm(m *asm.Module, name string, transposed bool) *asm.Func {
	i := asm.Int
	f := m.Func(name, asm.None, i, i, i, i, i, i, i, i, i, i)
	g := product{
		f: f, transposed: transposed,
		m: f.Param(0), n: f.Param(1), k: f.Param(2),
		a: f.Param(3), lda: f.Param(4), b: f.Param(5), ldb: f.Param(6), c: f.Param(7), ldc: f.Param(8),
		zero: f.Param(9),
	}
	f.If(g.m.Equal(asm.Number(1)), func() { // one sample: what is read of B is read once
		g.panels(asm.Vector, 8, 1)
	})
	g.panels(asm.Vector, 2, 4, 1)
	g.panels(asm.Vector, 1, 4, 1)
	g.panels(asm.Float, 1, 4, 1)
	return f
}

// A product is a gemm under construction.
type product struct {
	f                            *asm.Func
	transposed                   bool
	m, n, k                      asm.Var
	a, lda, b, ldb, c, ldc, zero asm.Var
}

const floatSize = 4

// lanes is how many Floats a type holds.
func lanes(t asm.Type) int32 {
	if t == asm.Vector {
		return 4
	}
	return 1
}

// panels goes through the columns of C, so many values of a type at a time, and
// in them through the rows, so many at a time.
func (g *product) panels(t asm.Type, wide int, talls ...int32) {
	columns := int32(wide) * lanes(t)
	g.f.While(g.n.AtLeast(columns), func() {
		a, c, rows := g.f.Let(g.a.Value), g.f.Let(g.c.Value), g.f.Let(g.m.Value)
		for _, tall := range talls {
			g.f.While(rows.AtLeast(tall), func() {
				g.tile(t, int(tall), wide, a, c)
				for range tall {
					if g.transposed {
						a.Inc(floatSize)
					} else {
						a.Set(a.Add(g.lda.Value))
					}
					c.Set(c.Add(g.ldc.Value))
				}
				rows.Inc(-tall)
			})
		}
		g.b.Inc(columns * floatSize)
		g.c.Inc(columns * floatSize)
		g.n.Inc(-columns)
	})
}

// tile computes tall rows of C, wide values of a type in each.
func (g *product) tile(t asm.Type, tall, wide int, a, c asm.Var) {
	f, size := g.f, int(lanes(t))*floatSize
	sums := make([][]asm.Var, tall)
	rows := make([]asm.Var, tall) // of C
	for r := range sums {
		rows[r] = c
		if r > 0 {
			rows[r] = f.Let(rows[r-1].Add(g.ldc.Value))
		}
		for range wide {
			sums[r] = append(sums[r], f.Local(t))
		}
	}
	set := func(value func(r, w int) asm.Value) func() {
		return func() {
			for r := range sums {
				for w := range sums[r] {
					sums[r][w].Set(value(r, w))
				}
			}
		}
	}
	f.IfElse(g.zero.Value,
		set(func(r, w int) asm.Value { return asm.Const(t, 0) }),
		set(func(r, w int) asm.Value { return asm.Load(t, rows[r].Value, w*size) }))
	if g.transposed {
		g.sumDown(t, sums, a)
	} else {
		g.sumAlong(t, sums, a)
	}
	for r := range sums {
		for w := range sums[r] {
			f.Store(rows[r].Value, w*size, sums[r][w].Value)
		}
	}
}

// sumDown goes down the columns of A, neighbours in each of its rows.
func (g *product) sumDown(t asm.Type, sums [][]asm.Var, a asm.Var) {
	p, b, k := g.f.Let(a.Value), g.f.Let(g.b.Value), g.f.Let(g.k.Value)
	g.f.While(k.AtLeast(1), func() {
		g.addProducts(t, sums, b, func(r int) asm.Value { return asm.LoadSpread(t, p.Value, r*floatSize) })
		p.Set(p.Add(g.lda.Value))
		b.Set(b.Add(g.ldb.Value))
		k.Inc(-1)
	})
}

// sumAlong goes along rows of A, four steps a round.
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

// addProducts adds one step of k: a row of B times an element of A for each row
// of the tile.
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
