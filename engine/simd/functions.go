package simd

import "bonsai/engine/simd/asm"

// Exp computes num.Exp, operation for operation.
func Exp(f *asm.Func, x asm.Value) asm.Value {
	c := func(v float32) asm.Value { return asm.Const(x.Type, v) }
	x = f.Let(x).Value
	y, n := expParts(f, x)
	most := f.Let(c(127).Less(n)).Value // 2¹²⁸ is no float32, so one doubling is done apart
	y = y.Mul(asm.Select(most, c(127), n).PowerOfTwo())
	y = f.Let(y.Mul(asm.Select(most, c(2), c(1)))).Value
	y = asm.Select(c(88.72283).Less(x), c(infinity), y)
	return asm.Select(x.Less(c(-87.33654)), c(0), y)
}

// expParts returns y and n with eˣ = y·2ⁿ.
func expParts(f *asm.Func, x asm.Value) (y, n asm.Value) {
	c := func(v float32) asm.Value { return asm.Const(x.Type, v) }
	n = f.Let(x.Mul(c(1.44269504088896341)).Add(c(0.5)).Floor()).Value
	r := f.Let(x.Sub(n.Mul(c(0.693359375)))).Value
	r = f.Let(r.Sub(n.Mul(c(-2.12194440e-4)))).Value
	p := c(1.9875691500e-4)
	for _, term := range []float32{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		p = p.Mul(r).Add(c(term))
	}
	return p.Mul(r.Mul(r)).Add(r).Add(c(1)), n
}

// Tanh computes num.Tanh, operation for operation, but for one thing: e²ˣ is
// computed for x = 30 where x is larger. That cannot overflow, and the result is
// 1 in any case.
func Tanh(f *asm.Func, x asm.Value) asm.Value {
	c := func(v float32) asm.Value { return asm.Const(x.Type, v) }
	x = f.Let(x).Value
	magnitude := f.Let(x.Abs()).Value
	z := f.Let(x.Mul(x)).Value
	p := c(-5.70498872745e-3)
	for _, term := range []float32{2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1} {
		p = p.Mul(z).Add(c(term))
	}
	near := f.Let(p.Mul(z).Mul(x).Add(x)).Value
	y, n := expParts(f, f.Let(c(2).Mul(asm.Select(c(30).Less(magnitude), c(30), magnitude))).Value)
	exp := y.Mul(n.PowerOfTwo())
	far := c(1).Sub(c(2).Div(exp.Add(c(1))))
	return asm.Select(magnitude.Less(c(0.625)), near, far.Copysign(x))
}

// Sigmoid computes num.Sigmoid.
func Sigmoid(f *asm.Func, x asm.Value) asm.Value {
	one := asm.Const(x.Type, 1)
	return one.Div(one.Add(Exp(f, x.Neg())))
}

// Activated applies an activation function, by its number in package nn, to the
// pre-activation v.
func Activated(f *asm.Func, activation int, v asm.Value) asm.Value {
	if activation >= len(forwards) {
		return v // linear
	}
	return forwards[activation](f, []asm.Value{f.Let(v).Value})
}

// The activation functions by their numbers in package nn. Those of forwards take
// the pre-activations; those of backwards take the derivatives with respect to the
// outputs, and the outputs, and return the derivatives with respect to the
// pre-activations.
var (
	forwards = []func(f *asm.Func, v []asm.Value) asm.Value{
		func(_ *asm.Func, v []asm.Value) asm.Value {
			return asm.Select(v[0].Less(asm.Const(v[0].Type, 0)), asm.Const(v[0].Type, 0), v[0])
		},
		func(f *asm.Func, v []asm.Value) asm.Value { return Tanh(f, v[0]) },
		func(f *asm.Func, v []asm.Value) asm.Value { return Sigmoid(f, v[0]) },
	}
	backwards = []func(f *asm.Func, v []asm.Value) asm.Value{
		func(_ *asm.Func, v []asm.Value) asm.Value {
			return asm.Select(v[1].LessEqual(asm.Const(v[0].Type, 0)), asm.Const(v[0].Type, 0), v[0])
		},
		func(_ *asm.Func, v []asm.Value) asm.Value {
			return v[0].Mul(asm.Const(v[0].Type, 1).Sub(v[1].Mul(v[1])))
		},
		func(_ *asm.Func, v []asm.Value) asm.Value {
			return v[0].Mul(v[1].Mul(asm.Const(v[0].Type, 1).Sub(v[1])))
		},
	}
)
