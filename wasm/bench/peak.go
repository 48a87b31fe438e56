//go:build js

package main

import "bonsai/engine/simd/asm"

// The kernel of peak has several independent chains of multiplications and additions,
// so that the processor need not wait for the result of one before it begins the next.
const (
	chains = 12
	rounds = 1_000_000
)

// peak returns a WebAssembly module whose function "run" only multiplies and adds
// vectors of four float32 in registers: chains·rounds times. Its speed is the limit for
// matrix products on this machine.
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
