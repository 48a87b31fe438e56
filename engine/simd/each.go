package simd

import "bonsai/engine/simd/asm"

// An array is a variable with the address of values that follow one another.
type array struct {
	asm.Var
	size int32 // of a value, in bytes
}

func floats(v asm.Var) array { return array{v, 4} }
func bytes(v asm.Var) array  { return array{v, 1} }

// each writes a loop over the n values of each of the arrays. body is written
// twice: with type Vector for four values at a time, and with type Float for the
// remaining values. n and the arrays' addresses change.
func each(f *asm.Func, n asm.Var, arrays []array, body func(t asm.Type)) {
	for _, t := range []asm.Type{asm.Vector, asm.Float} {
		f.While(n.AtLeast(lanes(t)), func() {
			body(t)
			for _, a := range arrays {
				a.Inc(lanes(t) * a.size)
			}
			n.Inc(-lanes(t))
		})
	}
}

// elementwise adds a function (n, a, b, …) that replaces each of the n values of
// the array a by a formula of the values at the same index in all the arrays.
func elementwise(m *asm.Module, name string, arrays int, formula func(f *asm.Func, v []asm.Value) asm.Value) *asm.Func {
	params := []asm.Type{asm.Int}
	for range arrays {
		params = append(params, asm.Int)
	}
	f := m.Func(name, asm.None, params...)
	var all []array
	for i := range arrays {
		all = append(all, floats(f.Param(1+i)))
	}
	each(f, f.Param(0), all, func(t asm.Type) {
		var values []asm.Value
		for _, a := range all {
			values = append(values, f.Let(asm.Load(t, a.Value, 0)).Value)
		}
		f.Store(all[0].Value, 0, formula(f, values))
	})
	return f
}
