package criteria

import "bonsai/engine/pace"

// SNIP removes the connections that mattered least before training: those with
// the smallest |w·∂L/∂w| at the initial weights, for the mean loss of one batch (Lee,
// Ajanthan and Torr, "SNIP: Single-shot Network Pruning based on Connection
// Sensitivity", ICLR 2019, equation 4, whose division by the sum does not
// change the order). It needs Start, X and Y.
type SNIP struct{}

var _ = register("snip", SNIP{})

// snipBatch is the number of samples that the paper uses for MNIST.
const snipBatch = 128

// Scores implements Criterion.
func (SNIP) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	start := e.Start()
	inputs := start.Layers[0].In
	n := min(snipBatch, len(e.Y))
	return saliency(start, e.X[:n*inputs], e.Y[:n], m)
}
