package prune

// Taylor removes the weights whose removal changes the loss least, to first
// order: |w·∂L/∂w|, with the gradient of the mean loss over the calibration
// samples (Molchanov, Mallya, Tyree, Frosio and Kautz, "Importance Estimation
// for Neural Network Pruning", CVPR 2019, equation 8 before squaring). It needs
// X and Y.
type Taylor struct{}

var _ Criterion = Taylor{}

func (Taylor) Scores(e *Evidence) [][]float32 {
	return saliency(e.Net, e.X, e.Y)
}
