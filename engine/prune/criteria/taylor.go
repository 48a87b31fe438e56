package criteria

import "bonsai/engine/pace"

// Taylor removes the weights whose removal changes the loss least, to first
// order: those with the smallest |w·∂L/∂w|, for the mean loss of the calibration
// set (Molchanov, Mallya, Tyree, Frosio and Kautz, "Importance Estimation
// for Neural Network Pruning", CVPR 2019, equation 8 before squaring). It needs
// X and Y.
type Taylor struct{}

var _ = register("taylor", Taylor{})

// Scores implements Criterion.
func (Taylor) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	return saliency(e.Net, e.X, e.Y, m)
}
