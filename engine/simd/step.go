package simd

import (
	"unsafe"

	"bonsai/engine/simd/asm"
)

// A step is the kernel of a training step under construction: a function (plan)
// that calls the other kernels. It returns 1 if all logits are finite, else 0.
type step struct {
	f     *asm.Func
	k     *kernels
	plan  asm.Var
	layer asm.Var // address of the present LayerPlan
	left  asm.Var // number of layers from the present one on
}

func newStep(f *asm.Func, k *kernels) *step {
	return &step{f: f, k: k, plan: f.Param(0), layer: f.Local(asm.Int), left: f.Local(asm.Int)}
}

// forwardPass adds the function for the first part of a step, from the batch to
// the logits.
func forwardPass(m *asm.Module, k *kernels) *asm.Func {
	f := m.Func("forward", asm.None, asm.Int)
	s := newStep(f, k)
	s.eachLayer(s.forward)
	return f
}

// trainingStep adds the function for a whole step.
func trainingStep(m *asm.Module, k *kernels) *asm.Func {
	f := m.Func("step", asm.Int, asm.Int)
	s := newStep(f, k)
	first := f.Let(number(s.plan, atFirst))
	f.Do(k.gather, s.rows(), number(first, atIn), number(s.plan, atX), number(s.plan, atY),
		number(s.plan, atSetX), number(s.plan, atSetY), number(s.plan, atOrder))
	f.Do(k.forward, s.plan.Value)
	last := s.lastLayer()
	s.loss(last)
	good := f.Let(f.Call(k.finite, s.rows().Mul(number(last, atOut)), number(last, atActivations)))
	s.backward(last)
	s.eachLayer(s.update)
	f.Return(good.Value)
	return f
}

// Offsets of the fields of plans.
const (
	atLayers         = int(unsafe.Offsetof(Plan{}.Layers))
	atFirst          = int(unsafe.Offsetof(Plan{}.First))
	atRows           = int(unsafe.Offsetof(Plan{}.Rows))
	atHeld           = int(unsafe.Offsetof(Plan{}.Held))
	atX              = int(unsafe.Offsetof(Plan{}.X))
	atY              = int(unsafe.Offsetof(Plan{}.Y))
	atSetX           = int(unsafe.Offsetof(Plan{}.SetX))
	atSetY           = int(unsafe.Offsetof(Plan{}.SetY))
	atOrder          = int(unsafe.Offsetof(Plan{}.Order))
	atLoss           = int(unsafe.Offsetof(Plan{}.Loss))
	atOptimizer      = int(unsafe.Offsetof(Plan{}.Optimizer))
	atRegularization = int(unsafe.Offsetof(Plan{}.Regularization))
	atLearningRate   = int(unsafe.Offsetof(Plan{}.LearningRate))
	atPull           = int(unsafe.Offsetof(Plan{}.RegularizationRate))
	atCorrect1       = int(unsafe.Offsetof(Plan{}.Correct1))
	atCorrect2       = int(unsafe.Offsetof(Plan{}.Correct2))
	atScale          = int(unsafe.Offsetof(Plan{}.Scale))

	atIn          = int(unsafe.Offsetof(LayerPlan{}.In))
	atOut         = int(unsafe.Offsetof(LayerPlan{}.Out))
	atActivation  = int(unsafe.Offsetof(LayerPlan{}.Activation))
	atW           = int(unsafe.Offsetof(LayerPlan{}.W))
	atB           = int(unsafe.Offsetof(LayerPlan{}.B))
	atMask        = int(unsafe.Offsetof(LayerPlan{}.Mask))
	atMasked      = int(unsafe.Offsetof(LayerPlan{}.Masked))
	atPacked      = int(unsafe.Offsetof(LayerPlan{}.Packed))
	atActivations = int(unsafe.Offsetof(LayerPlan{}.Activations))
	atDelta       = int(unsafe.Offsetof(LayerPlan{}.Delta))
	atGradientW   = int(unsafe.Offsetof(LayerPlan{}.GradientW))
	atGradientB   = int(unsafe.Offsetof(LayerPlan{}.GradientB))
	atMovement    = int(unsafe.Offsetof(LayerPlan{}.Movement))
	atFirstW      = int(unsafe.Offsetof(LayerPlan{}.FirstW))
	atFirstB      = int(unsafe.Offsetof(LayerPlan{}.FirstB))
	atSecondW     = int(unsafe.Offsetof(LayerPlan{}.SecondW))
	atSecondB     = int(unsafe.Offsetof(LayerPlan{}.SecondB))
)

// number returns a field of a plan that is an int32 or an Address.
func number(plan asm.Var, field int) asm.Value { return asm.Load(asm.Int, plan.Value, field) }

// fraction returns a field of a plan that is a float32.
func fraction(plan asm.Var, field int) asm.Value { return asm.Load(asm.Float, plan.Value, field) }

func (s *step) rows() asm.Value { return number(s.plan, atRows) }

// weights returns the number of weights of the present layer.
func (s *step) weights() asm.Value { return number(s.layer, atIn).Mul(number(s.layer, atOut)) }

// eachLayer writes a loop from the first layer to the last.
func (s *step) eachLayer(do func()) {
	s.layer.Set(number(s.plan, atFirst))
	s.left.Set(number(s.plan, atLayers))
	s.f.While(s.left.AtLeast(1), func() {
		do()
		s.layer.Inc(layerPlanSize)
		s.left.Inc(-1)
	})
}

func (s *step) lastLayer() asm.Var {
	before := number(s.plan, atLayers).Sub(asm.Number(1)).Mul(asm.Number(layerPlanSize))
	return s.f.Let(number(s.plan, atFirst).Add(before))
}

// inputOf returns the address of the present layer's inputs: the batch, or the
// outputs of the layer before.
func (s *step) inputOf() asm.Var {
	input := s.f.Let(number(s.plan, atX))
	s.f.If(s.isFirst().Equal(asm.Number(0)), func() {
		input.Set(asm.Load(asm.Int, s.before(), atActivations))
	})
	return input
}

func (s *step) isFirst() asm.Value { return s.layer.Equal(number(s.plan, atFirst)) }

func (s *step) before() asm.Value { return s.layer.Sub(asm.Number(layerPlanSize)) }

// forward computes the outputs of the present layer: activation(x·Wᵀ + B).
func (s *step) forward() {
	f, k, l := s.f, s.k, s.layer
	input := s.inputOf()
	f.If(number(s.plan, atHeld).Equal(asm.Number(0)), func() {
		f.Do(k.masked, s.weights(), number(l, atMasked), number(l, atW), number(l, atMask))
		f.Do(k.pack, number(l, atOut), number(l, atIn), number(l, atPacked), number(l, atMasked))
	})
	f.Do(k.packedProduct, s.rows(), number(l, atOut), number(l, atIn),
		number(l, atActivations), input.Value, number(l, atPacked), number(l, atB))
	for activation, kernel := range k.forwards {
		f.If(number(l, atActivation).Equal(asm.Number(int32(activation))), func() {
			f.Do(kernel, s.rows().Mul(number(l, atOut)), number(l, atActivations))
		})
	}
}

// loss computes the derivatives of the loss with respect to the logits.
func (s *step) loss(last asm.Var) {
	f, k := s.f, s.k
	delta, z, y := number(last, atDelta), number(last, atActivations), number(s.plan, atY)
	is := func(loss int32) asm.Value { return number(s.plan, atLoss).Equal(asm.Number(loss)) }
	f.If(is(0), func() { f.Do(k.binaryCrossEntropy, s.rows(), delta, z, y, fraction(s.plan, atScale)) })
	f.If(is(1), func() {
		f.Do(k.softmaxCrossEntropy, s.rows(), number(last, atOut), delta, z, y, fraction(s.plan, atScale))
	})
	f.If(is(2), func() { f.Do(k.squaredError, s.rows(), delta, z, y, fraction(s.plan, atScale)) })
}

// backward writes a loop from the last layer to the first, which computes the
// gradients of the weights and of the biases and the deltas of the layer before.
func (s *step) backward(last asm.Var) {
	f, k, l := s.f, s.k, s.layer
	l.Set(last.Value)
	s.left.Set(number(s.plan, atLayers))
	f.While(s.left.AtLeast(1), func() {
		input := s.inputOf()
		f.Do(k.gemmTransposed, number(l, atOut), number(l, atIn), s.rows(),
			number(l, atDelta), number(l, atOut).Shift(2), input.Value, number(l, atIn).Shift(2),
			number(l, atGradientW), number(l, atIn).Shift(2), asm.Number(0))
		f.Do(k.sumRows, s.rows(), number(l, atOut), number(l, atGradientB), number(l, atDelta))
		f.If(s.isFirst().Equal(asm.Number(0)), s.deltaBefore)
		l.Inc(-layerPlanSize)
		s.left.Inc(-1)
	})
}

// deltaBefore computes the deltas of the layer before: delta·W times the derivative
// of its activation function.
func (s *step) deltaBefore() {
	f, k, l := s.f, s.k, s.layer
	before := f.Let(s.before())
	f.Do(k.gemm, s.rows(), number(l, atIn), number(l, atOut),
		number(l, atDelta), number(l, atOut).Shift(2), number(l, atMasked), number(l, atIn).Shift(2),
		number(before, atDelta), number(l, atIn).Shift(2), asm.Number(0))
	for activation, kernel := range k.backwards {
		f.If(number(before, atActivation).Equal(asm.Number(int32(activation))), func() {
			f.Do(kernel, s.rows().Mul(number(l, atIn)), number(before, atDelta), number(before, atActivations))
		})
	}
}

// update adds to the movement, adds the regularisation to the gradients, and takes
// the optimiser's step.
func (s *step) update() {
	f, k, l := s.f, s.k, s.layer
	f.Do(k.movement, s.weights(), number(l, atMovement), number(l, atW), number(l, atGradientW))
	is := func(field int, n int32) asm.Value { return number(s.plan, field).Equal(asm.Number(n)) }
	pull := func(kernel *asm.Func) func() {
		return func() {
			f.Do(kernel, s.weights(), number(l, atGradientW), number(l, atW), fraction(s.plan, atPull))
		}
	}
	f.If(is(atRegularization, int32(L1)), pull(k.l1))
	f.If(is(atRegularization, int32(L2)), pull(k.l2))
	rate := fraction(s.plan, atLearningRate)
	f.If(is(atOptimizer, int32(SGD)), func() {
		f.Do(k.sgdPruned, s.weights(), number(l, atW), number(l, atGradientW), number(l, atMask), rate)
		f.Do(k.sgd, number(l, atOut), number(l, atB), number(l, atGradientB), rate)
	})
	f.If(is(atOptimizer, int32(Momentum)), func() {
		f.Do(k.momentumPruned, s.weights(), number(l, atW), number(l, atGradientW), number(l, atFirstW), number(l, atMask), rate)
		f.Do(k.momentum, number(l, atOut), number(l, atB), number(l, atGradientB), number(l, atFirstB), rate)
	})
	f.If(is(atOptimizer, int32(Adam)), func() {
		correct1, correct2 := fraction(s.plan, atCorrect1), fraction(s.plan, atCorrect2)
		f.Do(k.adamPruned, s.weights(), number(l, atW), number(l, atGradientW), number(l, atFirstW), number(l, atSecondW), number(l, atMask), rate, correct1, correct2)
		f.Do(k.adam, number(l, atOut), number(l, atB), number(l, atGradientB), number(l, atFirstB), number(l, atSecondB), rate, correct1, correct2)
	})
}
