package simd

import "bonsai/engine/simd/asm"

// The optimisers compute what those of package train do, operation for operation.
// They take arrays of n values: weights w, gradients g, and the optimiser's memory
// v, or m and v. The variants for weights also take a mask, and set pruned weights
// and the memory for them to 0; those for biases do not.

// sgd adds a function (n, w, g, [mask], rate).
func sgd(m *asm.Module, pruned bool) *asm.Func {
	o := newOptimizer(m, "sgd", 2, pruned, 1)
	o.each(func(t asm.Type) {
		rate := asm.Spread(t, o.number(0))
		o.store(t, 0, o.load(t, 0).Sub(rate.Mul(o.load(t, 1))))
	})
	return o.f
}

// momentum adds a function (n, w, g, v, [mask], rate).
func momentum(m *asm.Module, pruned bool) *asm.Func {
	o := newOptimizer(m, "momentum", 3, pruned, 1)
	o.each(func(t asm.Type) {
		v := o.f.Let(asm.Const(t, 0.9).Mul(o.load(t, 2)).Add(o.load(t, 1))).Value
		o.store(t, 2, v)
		o.store(t, 0, o.load(t, 0).Sub(asm.Spread(t, o.number(0)).Mul(v)))
	})
	return o.f
}

// adam adds a function (n, w, g, m, v, [mask], rate, correct1, correct2).
func adam(m *asm.Module, pruned bool) *asm.Func {
	o := newOptimizer(m, "adam", 4, pruned, 3)
	o.each(func(t asm.Type) {
		c := func(v float32) asm.Value { return asm.Const(t, v) }
		g := o.f.Let(o.load(t, 1)).Value
		first := o.f.Let(c(0.9).Mul(o.load(t, 2)).Add(c(0.1).Mul(g))).Value
		second := o.f.Let(c(0.999).Mul(o.load(t, 3)).Add(c(0.001).Mul(g.Mul(g)))).Value
		root := second.Div(asm.Spread(t, o.number(2))).Sqrt()
		step := asm.Spread(t, o.number(0)).Mul(first.Div(asm.Spread(t, o.number(1)))).Div(root.Add(c(1e-8)))
		o.store(t, 0, o.load(t, 0).Sub(step))
		o.store(t, 2, first)
		o.store(t, 3, second)
	})
	return o.f
}

// An optimizer is the function of an optimiser under construction.
type optimizer struct {
	f      *asm.Func
	arrays []array
	mask   *array
	first  int // index of the first parameter that is a number
}

func newOptimizer(m *asm.Module, name string, arrays int, pruned bool, numbers int) *optimizer {
	pointers := arrays
	if pruned {
		pointers++
		name += "Pruned"
	}
	params := []asm.Type{asm.Int}
	for range pointers {
		params = append(params, asm.Int)
	}
	for range numbers {
		params = append(params, asm.Float)
	}
	o := &optimizer{f: m.Func(name, asm.None, params...), first: 1 + pointers}
	for i := range arrays {
		o.arrays = append(o.arrays, floats(o.f.Param(1+i)))
	}
	if pruned {
		mask := bytes(o.f.Param(1 + arrays))
		o.mask = &mask
	}
	return o
}

// each writes the loop over all values.
func (o *optimizer) each(body func(t asm.Type)) {
	arrays := o.arrays
	if o.mask != nil {
		arrays = append(arrays[:len(arrays):len(arrays)], *o.mask)
	}
	each(o.f, o.f.Param(0), arrays, body)
}

// load returns the present value of array i.
func (o *optimizer) load(t asm.Type, i int) asm.Value { return asm.Load(t, o.arrays[i].Value, 0) }

// number returns the ith parameter that is a number.
func (o *optimizer) number(i int) asm.Value { return o.f.Param(o.first + i).Value }

// store writes v to the present place of array i, or 0 if the weight is pruned.
func (o *optimizer) store(t asm.Type, i int, v asm.Value) {
	if o.mask != nil {
		v = kept(t, *o.mask, v)
	}
	o.f.Store(o.arrays[i].Value, 0, v)
}
