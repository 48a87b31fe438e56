package simd

import "bonsai/engine/simd/asm"

// An array is a parameter that points at values, one after the other.
type array struct {
	asm.Var
	size int32 // of a value, in bytes
}

func floats(v asm.Var) array { return array{v, 4} }
func bytes(v asm.Var) array  { return array{v, 1} }

// each emits a loop over the values of arrays, n of each: four at a time, and
// the remainder one by one, in the same operations.
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

// elementwise adds a function that replaces each of n values by one made of
// it, and of the value at the same place of a second array where there is one.
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
