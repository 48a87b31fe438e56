package criteria

import (
	"bonsai/engine/linalg"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// OBS removes the weights that the other weights of their neuron can replace
// best: those with the smallest w²/(2·[H⁻¹]_ww). That is by how much the mean
// squared error of the neuron's pre-activation grows when the weight is removed
// and the others are adjusted as well as possible (Hassibi and Stork, "Second
// order derivatives for network pruning: Optimal Brain Surgeon", NIPS 1992,
// equation 5). As in Dong, Chen and Pan (NIPS 2017) this is done layer by layer,
// where H = Σxxᵀ/n of the layer's inputs, with a 1 for the bias, is the same for
// all neurons of the layer. H is damped, see calibration.Damping. It needs X.
type OBS struct{}

var _ = register("obs", OBS{})

// Scores implements Criterion.
func (OBS) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	scores, inputs := make([][]float32, len(e.Net.Layers)), e.X
	m.Expect(obsProducts(e))
	for l, layer := range e.Net.Layers {
		h := calibration.Hessian(inputs, layer.In, m)
		if h == nil {
			return nil
		}
		lambda := calibration.Damping(h)
		for i := range h.Rows {
			h.Set(i, i, h.At(i, i)+lambda)
		}
		inverse := linalg.InverseDiagonal(h, m)
		if l < len(e.Net.Layers)-1 {
			inputs = calibration.Outputs(layer, inputs, m)
		}
		if !m.Did(len(layer.W)) {
			return nil
		}
		scores[l] = make([]float32, len(layer.W))
		if inverse == nil {
			continue // the inputs overflow, so H has no inverse: no weight is preferred
		}
		for i, w := range layer.W {
			square := float64(w) * float64(w)
			scores[l][i] = float32(square / (2 * inverse[i%layer.In]))
		}
	}
	return scores
}

// obsProducts returns about how many products the scores take.
func obsProducts(e *Evidence) int {
	total, samples := 0, len(e.X)/e.Net.Layers[0].In
	for _, layer := range e.Net.Layers {
		total += calibration.MomentProducts(samples, layer.In)/2 + samples*len(layer.W)
		total += 2 * linalg.FactorizeProducts(layer.In+1, 0)
	}
	return total
}
