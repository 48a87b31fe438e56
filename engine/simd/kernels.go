package simd

import (
	"fmt"

	"bonsai/engine/simd/asm"
)

// kernels holds the functions that others call, above all a training step.
type kernels struct {
	gemm, gemmTransposed                                  *asm.Func
	masked, transpose, sumRows                            *asm.Func
	forwards, backwards                                   []*asm.Func // by the number of the activation function; linear has none
	binaryCrossEntropy, softmaxCrossEntropy, squaredError *asm.Func
	finite, movement, l1, l2                              *asm.Func
	sgd, momentum, adam                                   *asm.Func
	sgdPruned, momentumPruned, adamPruned                 *asm.Func
	pack, packedProduct, gather, forward, step            *asm.Func
}

// Module returns the module of the kernels. It imports the memory that they work
// on, "memory" from "env".
func Module() []byte {
	var m asm.Module
	k := &kernels{
		gemm: gemm(&m, "gemm", false), gemmTransposed: gemm(&m, "gemmTransposed", true),
		masked: masked(&m), transpose: Transpose(&m), sumRows: sumRows(&m),
		binaryCrossEntropy: binaryCrossEntropy(&m), softmaxCrossEntropy: softmaxCrossEntropy(&m), squaredError: squaredError(&m),
		finite: finite(&m), movement: movement(&m), l1: l1(&m), l2: l2(&m),
		sgd: sgd(&m, false), momentum: momentum(&m, false), adam: adam(&m, false),
		sgdPruned: sgd(&m, true), momentumPruned: momentum(&m, true), adamPruned: adam(&m, true),
	}
	for i := range forwards {
		k.forwards = append(k.forwards, elementwise(&m, fmt.Sprint("forward", i), 1, forwards[i]))
		k.backwards = append(k.backwards, elementwise(&m, fmt.Sprint("backward", i), 2, backwards[i]))
	}
	axpy(&m)
	scal(&m)
	addProducts(&m)
	eliminate(&m)
	k.pack, k.packedProduct, k.gather = pack(&m, k), packedProduct(&m, k), gather(&m)
	k.forward = forwardPass(&m, k)
	k.step = trainingStep(&m, k)
	return m.Bytes()
}

// axpy adds a function (n, y, x, a) that adds a·x to y.
func axpy(m *asm.Module) {
	f := m.Func("axpy", asm.None, asm.Int, asm.Int, asm.Int, asm.Float)
	y, x := floats(f.Param(1)), floats(f.Param(2))
	each(f, f.Param(0), []array{y, x}, func(t asm.Type) {
		by := asm.Spread(t, f.Param(3).Value).Mul(asm.Load(t, x.Value, 0))
		f.Store(y.Value, 0, asm.Load(t, y.Value, 0).Add(by))
	})
}

// scal adds a function (n, x, a) that multiplies x by a.
func scal(m *asm.Module) {
	f := m.Func("scal", asm.None, asm.Int, asm.Int, asm.Float)
	x := floats(f.Param(1))
	each(f, f.Param(0), []array{x}, func(t asm.Type) {
		f.Store(x.Value, 0, asm.Load(t, x.Value, 0).Mul(asm.Spread(t, f.Param(2).Value)))
	})
}
