package simd

import "bonsai/engine/simd/asm"

// masked adds a function (n, to, from, mask) that copies n weights, and 0 for pruned
// ones.
func masked(m *asm.Module) *asm.Func {
	f := m.Func("masked", asm.None, asm.Int, asm.Int, asm.Int, asm.Int)
	to, from, mask := floats(f.Param(1)), floats(f.Param(2)), bytes(f.Param(3))
	each(f, f.Param(0), []array{to, from, mask}, func(t asm.Type) {
		f.Store(to.Value, 0, kept(t, mask, asm.Load(t, from.Value, 0)))
	})
	return f
}

// kept returns v, or 0 where the mask is 0.
func kept(t asm.Type, mask array, v asm.Value) asm.Value {
	return asm.Select(asm.LoadPruned(t, mask.Value, 0), asm.Const(t, 0), v)
}

// Transpose adds a function (rows, columns, to, from) that transposes the matrix
// at the address from, [rows][columns], four by four values at a time.
func Transpose(m *asm.Module) *asm.Func {
	f := m.Func("transpose", asm.None, asm.Int, asm.Int, asm.Int, asm.Int)
	rows, columns, to, from := f.Param(0), f.Param(1), f.Param(2), f.Param(3)
	across, down := f.Let(columns.Shift(2)), f.Let(rows.Shift(2)) // distances between rows of from and of to, in bytes
	for _, tall := range []int32{4, 1} {
		f.While(rows.AtLeast(tall), func() {
			source, target, left := f.Let(from.Value), f.Let(to.Value), f.Let(columns.Value)
			for _, wide := range []int32{4, 1} {
				f.While(left.AtLeast(wide), func() {
					if tall == 4 && wide == 4 {
						turnFour(f, source, target, across, down)
					} else {
						turnFew(f, source, target, across, down, int(tall), int(wide))
					}
					source.Inc(wide * floatSize)
					for range wide {
						target.Set(target.Add(down.Value))
					}
					left.Inc(-wide)
				})
			}
			for range tall {
				from.Set(from.Add(across.Value))
			}
			to.Inc(tall * floatSize)
			rows.Inc(-tall)
		})
	}
	return f
}

// turnFour transposes a block of 4×4 values.
func turnFour(f *asm.Func, source, target, across, down asm.Var) {
	var row [4]asm.Value
	at := f.Let(source.Value)
	for r := range row {
		row[r] = f.Let(asm.Load(asm.Vector, at.Value, 0)).Value
		at.Set(at.Add(across.Value))
	}
	low01, high01 := f.Let(asm.Shuffle(row[0], row[1], [4]byte{0, 4, 1, 5})), f.Let(asm.Shuffle(row[0], row[1], [4]byte{2, 6, 3, 7}))
	low23, high23 := f.Let(asm.Shuffle(row[2], row[3], [4]byte{0, 4, 1, 5})), f.Let(asm.Shuffle(row[2], row[3], [4]byte{2, 6, 3, 7}))
	at.Set(target.Value)
	for _, column := range []asm.Value{
		asm.Shuffle(low01.Value, low23.Value, [4]byte{0, 1, 4, 5}), asm.Shuffle(low01.Value, low23.Value, [4]byte{2, 3, 6, 7}),
		asm.Shuffle(high01.Value, high23.Value, [4]byte{0, 1, 4, 5}), asm.Shuffle(high01.Value, high23.Value, [4]byte{2, 3, 6, 7}),
	} {
		f.Store(at.Value, 0, column)
		at.Set(at.Add(down.Value))
	}
}

// turnFew transposes a smaller block, value by value.
func turnFew(f *asm.Func, source, target, across, down asm.Var, tall, wide int) {
	from := f.Let(source.Value)
	for r := range tall {
		to := f.Let(target.Value)
		for c := range wide {
			f.Store(to.Value, r*floatSize, asm.Load(asm.Float, from.Value, c*floatSize))
			to.Set(to.Add(down.Value))
		}
		from.Set(from.Add(across.Value))
	}
}

// sumRows adds a function (rows, n, sums, from) that writes to sums the sum of the
// rows of the matrix from, [rows][n], added from the first row to the last.
func sumRows(m *asm.Module) *asm.Func {
	f := m.Func("sumRows", asm.None, asm.Int, asm.Int, asm.Int, asm.Int)
	width, sums, from := f.Let(f.Param(1).Shift(2)), floats(f.Param(2)), floats(f.Param(3))
	each(f, f.Param(1), []array{sums, from}, func(t asm.Type) {
		rows, at, sum := f.Let(f.Param(0).Value), f.Let(from.Value), f.Let(asm.Const(t, 0))
		f.While(rows.AtLeast(1), func() {
			sum.Set(sum.Add(asm.Load(t, at.Value, 0)))
			at.Set(at.Add(width.Value))
			rows.Inc(-1)
		})
		f.Store(sums.Value, 0, sum.Value)
	})
	return f
}
