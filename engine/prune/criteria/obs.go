package criteria

import (
	"bonsai/engine/cholesky"
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
func (OBS) Scores(e *Evidence) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		size := layer.In + 1
		inputs := calibration.Inputs(e.Net, l, e.X)
		h := calibration.Moments(inputs, inputs, layer.In)
		lambda := calibration.Damping(h, size)
		for i := range size {
			h[i*size+i] += lambda
		}
		scores[l] = make([]float32, len(layer.W))
		inverse := cholesky.InverseDiagonal(h, size)
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
