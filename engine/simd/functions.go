package simd

import "bonsai/engine/simd/asm"

// Exp is num.Exp, operation for operation.
func Exp(f *asm.Func, x asm.Value) asm.Value {
	t := x.Type
	c := func(v float32) asm.Value { return asm.Const(t, v) }
	x = f.Let(x).Value
	n := f.Let(x.Mul(c(1.44269504088896341)).Add(c(0.5)).Floor()).Value
	r := f.Let(x.Sub(n.Mul(c(0.693359375)))).Value
	r = f.Let(r.Sub(n.Mul(c(-2.12194440e-4)))).Value
	p := c(1.9875691500e-4)
	for _, term := range []float32{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		p = p.Mul(r).Add(c(term))
	}
	y := p.Mul(r.Mul(r)).Add(r).Add(c(1))
	most := n.Equal(c(128)) // 2¹²⁸ is no float32, so one doubling is done apart
	y = y.Mul(asm.Select(most, c(127), n).PowerOfTwo())
	y = f.Let(y.Mul(asm.Select(most, c(2), c(1)))).Value
	y = asm.Select(c(88.72283).Less(x), c(infinity), y)
	return asm.Select(x.Less(c(-87.33654)), c(0), y)
}

// Tanh is num.Tanh, operation for operation.
func Tanh(f *asm.Func, x asm.Value) asm.Value {
	t := x.Type
	c := func(v float32) asm.Value { return asm.Const(t, v) }
	x = f.Let(x).Value
	negative := x.Less(c(0))
	magnitude := f.Let(asm.Select(negative, x.Neg(), x)).Value
	z := f.Let(x.Mul(x)).Value
	p := c(-5.70498872745e-3)
	for _, term := range []float32{2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1} {
		p = p.Mul(z).Add(c(term))
	}
	near := f.Let(p.Mul(z).Mul(x).Add(x)).Value
	far := f.Let(c(1).Sub(c(2).Div(Exp(f, c(2).Mul(magnitude)).Add(c(1))))).Value
	far = asm.Select(negative, far.Neg(), far)
	return asm.Select(magnitude.Less(c(0.625)), near, far)
}

// Sigmoid is num.Sigmoid.
func Sigmoid(f *asm.Func, x asm.Value) asm.Value {
	one := asm.Const(x.Type, 1)
	return one.Div(one.Add(Exp(f, x.Neg())))
}

// Activated is what a neuron gives out that has summed up v, by the number of
// its activation in package nn.
func Activated(f *asm.Func, activation int, v asm.Value) asm.Value {
	if activation >= len(forwards) {
		return v // linear
	}
	return forwards[activation](f, []asm.Value{f.Let(v).Value})
}

// The activations by their numbers in package nn, forwards: of the sums; and
// back: of gradients and outputs.
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
