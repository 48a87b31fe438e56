package simd

import "bonsai/engine/simd/asm"

// gather adds a function (rows, features, x, y, setX, setY, order) that copies
// the samples of a batch out of a set: row r of x is the sample of setX, and entry
// r of y the value of setY, with the index order[r].
func gather(m *asm.Module) *asm.Func {
	i := asm.Int
	f := m.Func("gather", asm.None, i, i, i, i, i, i, i)
	rows, features, y, setX, setY, order := f.Param(0), f.Param(1), f.Param(3), f.Param(4), f.Param(5), f.Param(6)
	x, from, left, sample := floats(f.Param(2)), floats(f.Local(i)), f.Local(i), f.Local(i)
	f.While(rows.AtLeast(1), func() {
		sample.Set(asm.Load(i, order.Value, 0).Shift(2))
		from.Set(setX.Add(sample.Mul(features.Value)))
		left.Set(features.Value)
		each(f, left, []array{x, from}, func(t asm.Type) { f.Store(x.Value, 0, asm.Load(t, from.Value, 0)) })
		f.Store(y.Value, 0, asm.Load(asm.Float, setY.Add(sample.Value), 0))
		y.Inc(floatSize)
		order.Inc(floatSize)
		rows.Inc(-1)
	})
	return f
}
