package criteria

import (
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// Sigma removes the weights with the smallest |w|/σ, where σ is the standard
// deviation of the weights of their layer: so one
// threshold suits layers of different scales (Han et al., NIPS 2015, who multiply a quality parameter
// by σ).
type Sigma struct{}

var _ = register("sigma", Sigma{})

// Scores implements Criterion.
func (Sigma) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		sigma := deviation(layer)
		scores[l] = make([]float32, len(layer.W))
		for i, w := range layer.W {
			if sigma > 0 {
				scores[l][i] = float32(float64(abs(w)) / sigma)
			}
		}
	}
	return scores
}

// deviation returns the standard deviation of a layer's kept weights.
func deviation(layer *nn.Dense) float64 {
	n, sum := 0.0, 0.0
	for i, w := range layer.W {
		if layer.Mask[i] != 0 {
			n++
			sum += float64(w)
		}
	}
	if n == 0 {
		return 0
	}
	mean, squares := sum/n, 0.0
	for i, w := range layer.W {
		if layer.Mask[i] != 0 {
			d := float64(w) - mean
			squares += float64(d * d)
		}
	}
	return math.Sqrt(squares / n)
}
