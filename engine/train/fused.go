package train

import "bonsai/engine/simd"

// fused is the plan by which one call of a kernel does a whole training step.
type fused struct {
	plan   simd.Plan
	layers []simd.LayerPlan
	order  simd.Address // of the trainer's order
}

// fuse returns the plan for a trainer without shared values and without a teacher.
// It is valid until the trainer gets another optimiser.
func (t *Trainer) fuse(in simd.Memory) *fused {
	f := &fused{layers: t.pass.Plan(in)}
	for i := range f.layers {
		f.layers[i].Movement = in.Floats(t.movement[i])
	}
	f.plan = simd.Plan{
		Layers: int32(len(f.layers)),
		X:      in.Floats(t.x), Y: in.Floats(t.y),
		SetX: in.Floats(t.set.X), SetY: in.Floats(t.set.Y),
		Loss:      int32(t.net.Loss),
		Optimizer: t.optimizer.plan(f.layers, in),
	}
	f.plan.First = in.Layers(f.layers)
	f.order = in.Ints(t.order)
	return f
}

// aim sets what differs between steps.
func (f *fused) aim(t *Trainer, rows int) {
	p := &f.plan
	p.Rows, p.Scale = int32(rows), 1/float32(rows)
	p.Order = f.order + simd.Address(4*t.position)
	p.LearningRate, p.RegularizationRate = float32(t.LearningRate), float32(t.RegularizationRate)
	p.Regularization = regularization(t.Regularization)
	p.Correct1, p.Correct2 = t.optimizer.advance()
}

func regularization(name string) simd.Regularization {
	switch name {
	case "l1":
		return simd.L1
	case "l2":
		return simd.L2
	}
	return simd.NoRegularization
}

// canFuse reports whether the kernel can do the next step.
func (t *Trainer) canFuse() bool { return simd.Available() && t.teacher == nil && t.shared == nil }

func (t *Trainer) fusedStep(rows int) (finite bool) {
	if t.fused == nil {
		t.fused = t.fuse(simd.Own{})
	}
	t.fused.aim(t, rows)
	return simd.Step(&t.fused.plan)
}

// plan writes to each layer where its part of the memory is: at returns the fields
// for the weights and for the biases.
func (m memory) plan(layers []simd.LayerPlan, in simd.Memory, at func(l *simd.LayerPlan) (w, b *simd.Address)) {
	for i := range layers {
		w, b := at(&layers[i])
		*w, *b = in.Floats(m[i].W), in.Floats(m[i].B)
	}
}

func first(l *simd.LayerPlan) (w, b *simd.Address) { return &l.FirstW, &l.FirstB }

func second(l *simd.LayerPlan) (w, b *simd.Address) { return &l.SecondW, &l.SecondB }
