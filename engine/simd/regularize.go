package simd

import "bonsai/engine/simd/asm"

// l2 adds a function (n, g, w, rate) that adds rate·w to the gradients g.
func l2(m *asm.Module) *asm.Func {
	return pull(m, "l2", func(w asm.Value) asm.Value { return w })
}

// l1 adds a function (n, g, w, rate) that adds rate·sign(w) to the gradients g.
func l1(m *asm.Module) *asm.Func {
	return pull(m, "l1", func(w asm.Value) asm.Value {
		c := func(v float32) asm.Value { return asm.Const(w.Type, v) }
		return asm.Select(c(0).Less(w), c(1), asm.Select(w.Less(c(0)), c(-1), c(0)))
	})
}

// pull adds a function (n, g, w, rate) that adds rate·towards(w) to the gradients g.
func pull(m *asm.Module, name string, towards func(w asm.Value) asm.Value) *asm.Func {
	f := m.Func(name, asm.None, asm.Int, asm.Int, asm.Int, asm.Float)
	g, w := floats(f.Param(1)), floats(f.Param(2))
	each(f, f.Param(0), []array{g, w}, func(t asm.Type) {
		by := asm.Spread(t, f.Param(3).Value).Mul(towards(asm.Load(t, w.Value, 0)))
		f.Store(g.Value, 0, asm.Load(t, g.Value, 0).Add(by))
	})
	return f
}

// movement adds a function (n, sums, w, g) that subtracts w·g from sums.
func movement(m *asm.Module) *asm.Func {
	return elementwise(m, "movement", 3, func(_ *asm.Func, v []asm.Value) asm.Value {
		return v[0].Sub(v[1].Mul(v[2]))
	})
}

// finite adds a function (n, values) that returns 1 if all values are finite, else
// 0.
func finite(m *asm.Module) *asm.Func {
	f := m.Func("finite", asm.Int, asm.Int, asm.Int)
	n, at, sum := f.Param(0), f.Param(1), f.Let(asm.Const(asm.Float, 0))
	f.While(n.AtLeast(1), func() {
		v := f.Let(asm.Load(asm.Float, at.Value, 0))
		sum.Set(sum.Add(v.Sub(v.Value))) // 0 if v is finite, else NaN
		at.Inc(floatSize)
		n.Inc(-1)
	})
	f.Return(sum.Equal(asm.Const(asm.Float, 0)))
	return f
}
