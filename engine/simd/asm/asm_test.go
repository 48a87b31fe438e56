package asm_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"bonsai/engine/simd/asm"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// memoryModule exports a memory of one page.
var memoryModule = []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x01\x07\x0a\x01\x06memory\x02\x00")

func instantiate(m *asm.Module) (functions api.Module, memory api.Memory) {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	env, err := r.InstantiateWithConfig(ctx, memoryModule, wazero.NewModuleConfig().WithName("env"))
	if err != nil {
		panic(err)
	}
	functions, err = r.Instantiate(ctx, m.Bytes())
	if err != nil {
		panic(err)
	}
	return functions, env.Memory()
}

// The greatest common divisor, by Euclid's subtractions.
func Example() {
	var m asm.Module
	f := m.Func("gcd", asm.Int, asm.Int, asm.Int)
	a, b := f.Param(0), f.Param(1)
	f.While(a.Sub(b.Value), func() {
		f.IfElse(a.Less(b.Value),
			func() { b.Set(b.Sub(a.Value)) },
			func() { a.Set(a.Sub(b.Value)) })
	})
	f.Return(a.Value)

	functions, _ := instantiate(&m)
	result, _ := functions.ExportedFunction("gcd").Call(context.Background(), 84, 36)
	fmt.Println(result[0])
	// Output: 12
}

func TestNumbersOfEverySize(t *testing.T) {
	var m asm.Module
	numbers := []int32{0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -8192, -8193, math.MaxInt32, math.MinInt32}
	for i, n := range numbers {
		f := m.Func(fmt.Sprint("n", i), asm.Int)
		f.Return(asm.Number(n))
	}
	functions, _ := instantiate(&m)
	for i, n := range numbers {
		result, err := functions.ExportedFunction(fmt.Sprint("n", i)).Call(context.Background())
		if err != nil || int32(result[0]) != n {
			t.Errorf("%d comes out as %v, %v", n, result, err)
		}
	}
}

// What a Vector computes four times, a Float computes once.
func TestVectorsComputeWhatFloatsDo(t *testing.T) {
	formulas := []func(x asm.Value) asm.Value{
		func(x asm.Value) asm.Value { return x.Add(x.Mul(x)).Sub(asm.Const(x.Type, 3)).Div(x) },
		func(x asm.Value) asm.Value { return x.Mul(x).Sqrt().Floor().Neg() },
		func(x asm.Value) asm.Value { return asm.Select(x.Less(asm.Const(x.Type, 0)), x.Neg(), x) },
		func(x asm.Value) asm.Value {
			return asm.Select(x.LessEqual(asm.Const(x.Type, 2)), asm.Const(x.Type, 7), x)
		},
		func(x asm.Value) asm.Value {
			return asm.Select(x.Equal(asm.Const(x.Type, 2)), asm.Const(x.Type, 7), x)
		},
		func(x asm.Value) asm.Value { return x.Floor().PowerOfTwo() },
		func(x asm.Value) asm.Value { return x.Abs().Sqrt().Copysign(x) },
	}
	inputs := []float32{-3.5, 2, 0.25, 11}
	want := [][]float32{
		{-3.5 + 1 + 3/3.5, 1.5, 1 + 0.25 - 12, 12 - 3./11}, {-3, -2, 0, -11}, {3.5, 2, 0.25, 11},
		{7, 7, 7, 11}, {-3.5, 7, 0.25, 11}, {1. / 16, 4, 1, 2048}, {-float32(math.Sqrt(3.5)), float32(math.Sqrt2), 0.5, float32(math.Sqrt(11))},
	}
	var m asm.Module
	for i, formula := range formulas {
		f := m.Func(fmt.Sprint("f", i), asm.None, asm.Int, asm.Int)
		from, to := f.Param(0), f.Param(1)
		f.Store(to.Value, 0, formula(asm.Load(asm.Vector, from.Value, 0)))
		for lane := range 4 {
			f.Store(to.Value, 16+4*lane, formula(asm.Load(asm.Float, from.Value, 4*lane)))
		}
	}
	functions, memory := instantiate(&m)
	for i := range formulas {
		for lane, v := range inputs {
			memory.WriteFloat32Le(uint32(4*lane), v)
		}
		if _, err := functions.ExportedFunction(fmt.Sprint("f", i)).Call(context.Background(), 0, 64); err != nil {
			t.Fatal(err)
		}
		for lane := range inputs {
			vector, _ := memory.ReadFloat32Le(uint32(64 + 4*lane))
			float, _ := memory.ReadFloat32Le(uint32(80 + 4*lane))
			if vector != float || math.Abs(float64(float-want[i][lane])) > 1e-5 {
				t.Errorf("formula %d of %v: %v and %v, want %v", i, inputs[lane], vector, float, want[i][lane])
			}
		}
	}
}

func TestTypesThatDoNotFitAreRefused(t *testing.T) {
	var m asm.Module
	f := m.Func("f", asm.Float, asm.Int, asm.Float)
	for what, wrong := range map[string]func(){
		"a sum of an Int and a Float": func() { f.Param(0).Add(f.Param(1).Value) },
		"the root of an Int":          func() { f.Param(0).Sqrt() },
		"an Int as the result":        func() { f.Return(f.Param(0).Value) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is taken", what)
				}
			}()
			wrong()
		}()
	}
}
