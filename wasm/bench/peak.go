//go:build js

package main

import "bonsai/engine/simd/asm"

// Chains of multiplications and additions that do not wait for each other, and
// how many rounds of them the kernel makes.
const (
	chains = 12
	rounds = 1_000_000
)

// peak is a module with a function that does nothing but multiply and add, in
// registers: chains·rounds times four of each.
func peak() []byte {
	m := asm.Module{Pages: 1}
	f := m.Func("run", asm.Float)
	left, factor := f.Let(asm.Number(rounds)), f.Let(asm.Const(asm.Vector, 0.999))
	var sums []asm.Var
	for range chains {
		sums = append(sums, f.Let(asm.Const(asm.Vector, 1)))
	}
	f.While(left.AtLeast(1), func() {
		for _, s := range sums {
			s.Set(s.Mul(factor.Value).Add(factor.Value))
		}
		left.Inc(-1)
	})
	total := f.Let(asm.Lane(sums[0].Value, 0))
	for _, s := range sums[1:] {
		total.Set(total.Add(asm.Lane(s.Value, 0)))
	}
	f.Return(total.Value)
	return m.Bytes()
}
