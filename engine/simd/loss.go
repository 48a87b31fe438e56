package simd

import (
	"math"

	"bonsai/engine/simd/asm"
)

var infinity = float32(math.Inf(1))

// binaryCrossEntropy and squaredError add functions (n, gradient, z, y, scale)
// that write to gradient the derivatives of the loss with respect to the logits z
// of n samples, one logit each: scale·(σ(z) − y) and scale·(z − y).
func binaryCrossEntropy(m *asm.Module) *asm.Func {
	return oneLogit(m, "binaryCrossEntropy", Sigmoid)
}

func squaredError(m *asm.Module) *asm.Func {
	return oneLogit(m, "squaredError", func(_ *asm.Func, z asm.Value) asm.Value { return z })
}

func oneLogit(m *asm.Module, name string, output func(f *asm.Func, z asm.Value) asm.Value) *asm.Func {
	f := m.Func(name, asm.None, asm.Int, asm.Int, asm.Int, asm.Int, asm.Float)
	gradient, z, y, scale := floats(f.Param(1)), floats(f.Param(2)), floats(f.Param(3)), f.Param(4)
	each(f, f.Param(0), []array{gradient, z, y}, func(t asm.Type) {
		wrong := output(f, asm.Load(t, z.Value, 0)).Sub(asm.Load(t, y.Value, 0))
		f.Store(gradient.Value, 0, asm.Spread(t, scale.Value).Mul(wrong))
	})
	return f
}

// softmaxCrossEntropy adds a function (rows, n, gradient, z, y, scale) that writes
// to gradient, [rows][n], the derivatives of the loss with respect to the logits z,
// [rows][n]: scale·softmax(z), minus scale at the class y.
func softmaxCrossEntropy(m *asm.Module) *asm.Func {
	f := m.Func("softmaxCrossEntropy", asm.None, asm.Int, asm.Int, asm.Int, asm.Int, asm.Int, asm.Float)
	rows, n, gradient, z, y, scale := f.Param(0), f.Param(1), f.Param(2), f.Param(3), f.Param(4), f.Param(5)
	width := f.Let(n.Shift(2))
	f.While(rows.AtLeast(1), func() {
		largest := largestOf(f, n, z)
		forEach(f, n, gradient, z, func(t asm.Type, _, z asm.Value) asm.Value {
			return Exp(f, z.Sub(asm.Spread(t, largest.Value)))
		})
		sum := sumOf(f, n, gradient)
		forEach(f, n, gradient, z, func(t asm.Type, e, _ asm.Value) asm.Value {
			return e.Div(asm.Spread(t, sum.Value))
		})
		class := f.Let(gradient.Add(asm.Load(asm.Float, y.Value, 0).Int().Shift(2)))
		f.Store(class.Value, 0, asm.Load(asm.Float, class.Value, 0).Sub(asm.Const(asm.Float, 1)))
		forEach(f, n, gradient, z, func(t asm.Type, p, _ asm.Value) asm.Value {
			return p.Mul(asm.Spread(t, scale.Value))
		})
		gradient.Set(gradient.Add(width.Value))
		z.Set(z.Add(width.Value))
		y.Inc(floatSize)
		rows.Inc(-1)
	})
	return f
}

// forEach writes a loop that replaces each of n values by a formula of it and of
// the value at the same index of other.
func forEach(f *asm.Func, n, values, other asm.Var, formula func(t asm.Type, v, w asm.Value) asm.Value) {
	left, to, from := f.Let(n.Value), floats(f.Let(values.Value)), floats(f.Let(other.Value))
	each(f, left, []array{to, from}, func(t asm.Type) {
		f.Store(to.Value, 0, formula(t, asm.Load(t, to.Value, 0), asm.Load(t, from.Value, 0)))
	})
}

// largestOf writes a loop that finds the largest of n values.
func largestOf(f *asm.Func, n, from asm.Var) asm.Var {
	largest := f.Let(asm.Load(asm.Float, from.Value, 0))
	left, at := f.Let(n.Value), f.Let(from.Value)
	f.While(left.AtLeast(1), func() {
		v := f.Let(asm.Load(asm.Float, at.Value, 0))
		largest.Set(asm.Select(largest.Less(v.Value), v.Value, largest.Value))
		at.Inc(floatSize)
		left.Inc(-1)
	})
	return largest
}

// sumOf writes a loop that adds up n values.
func sumOf(f *asm.Func, n, from asm.Var) asm.Var {
	sum, left, at := f.Let(asm.Const(asm.Float, 0)), f.Let(n.Value), f.Let(from.Value)
	f.While(left.AtLeast(1), func() {
		sum.Set(sum.Add(asm.Load(asm.Float, at.Value, 0)))
		at.Inc(floatSize)
		left.Inc(-1)
	})
	return sum
}
