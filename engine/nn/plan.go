package nn

import "bonsai/engine/simd"

// Plan returns the addresses of the network's weights and of the pass's buffers,
// layer by layer, in the memory that kernels work on.
func (p *Pass) Plan(in simd.Memory) []simd.LayerPlan {
	layers := make([]simd.LayerPlan, len(p.net.Layers))
	for i, layer := range p.net.Layers {
		layers[i] = simd.LayerPlan{
			In: int32(layer.In), Out: int32(layer.Out), Activation: int32(layer.Activation),
			W: in.Floats(layer.W), B: in.Floats(layer.B), Mask: in.Bytes(layer.Mask),
			Masked: in.Floats(p.weights[i]), Packed: in.Floats(p.transposed[i]),
			Activations: in.Floats(p.activations[i]), Delta: in.Floats(p.deltas[i]),
			GradientW: in.Floats(p.Gradients[i].W), GradientB: in.Floats(p.Gradients[i].B),
		}
	}
	return layers
}

// A forwardPlan is a plan for the forward kernel, with the layers that it points to.
type forwardPlan struct {
	simd.Plan
	layers []simd.LayerPlan
}

// forwardByKernel does Forward with a kernel, on the memory of this program.
func (p *Pass) forwardByKernel(x []float32, rows int) []float32 {
	if p.plan == nil {
		p.plan = &forwardPlan{layers: p.Plan(simd.Own{})}
		p.plan.Layers, p.plan.First = int32(len(p.plan.layers)), simd.Own{}.Layers(p.plan.layers)
	}
	p.plan.Held = 0
	if p.prepared {
		p.plan.Held = 1
	}
	p.plan.X, p.plan.Rows = simd.Own{}.Floats(x), int32(rows)
	simd.Forward(&p.plan.Plan)
	p.prepared = p.hold
	return p.Logits(rows)
}
