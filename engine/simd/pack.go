package simd

import "bonsai/engine/simd/asm"

// The weights W, [out][in], of a layer are packed for products with samples: each
// block of panelWidth rows is transposed on its own. So the weights are in the
// memory in the order in which a product reads them.
const panelWidth = 32

// pack adds a function (out, in, to, from) that packs weights.
func pack(m *asm.Module, k *kernels) *asm.Func {
	i := asm.Int
	f := m.Func("pack", asm.None, i, i, i, i)
	out, in, to, from := f.Param(0), f.Param(1), f.Param(2), f.Param(3)
	eachPanel(f, out, func(width asm.Var) {
		f.Do(k.transpose, width.Value, in.Value, to.Value, from.Value)
		size := f.Let(width.Mul(in.Value).Shift(2))
		to.Set(to.Add(size.Value))
		from.Set(from.Add(size.Value))
	})
	return f
}

// packedProduct adds a function (rows, out, in, c, x, w, b) that sets c,
// [rows][out], to x·Wᵀ + b, with x [rows][in] and the packed weights w.
func packedProduct(m *asm.Module, k *kernels) *asm.Func {
	i := asm.Int
	f := m.Func("packedProduct", asm.None, i, i, i, i, i, i, i)
	rows, out, in, c, x, w, b := f.Param(0), f.Param(1), f.Param(2), f.Param(3), f.Param(4), f.Param(5), f.Param(6)
	across, ldc := f.Let(in.Shift(2)), f.Let(out.Shift(2))
	eachPanel(f, out, func(width asm.Var) {
		size := f.Let(width.Shift(2))
		f.Do(k.gemm, rows.Value, width.Value, in.Value, x.Value, across.Value, w.Value, size.Value, c.Value, ldc.Value, b.Value)
		w.Set(w.Add(size.Mul(in.Value)))
		c.Set(c.Add(size.Value))
		b.Set(b.Add(size.Value))
	})
	return f
}

// eachPanel writes a loop over the panels of a layer with the given number of
// outputs, which ends as 0. width is the number of outputs in the present panel.
func eachPanel(f *asm.Func, out asm.Var, do func(width asm.Var)) {
	width := f.Let(asm.Number(panelWidth))
	f.While(out.AtLeast(1), func() {
		width.Set(asm.Select(out.AtLeast(panelWidth), asm.Number(panelWidth), out.Value))
		do(width)
		out.Set(out.Sub(width.Value))
	})
}
