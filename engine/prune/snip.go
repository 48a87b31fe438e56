package prune

// SNIP removes the connections that would have mattered least at the very
// start: |w·∂L/∂w| before the first training step, on one batch (Lee,
// Ajanthan and Torr, "SNIP: Single-shot Network Pruning based on Connection
// Sensitivity", ICLR 2019, equation 4, whose normalisation by the sum changes
// no order). It needs Start, X and Y.
type SNIP struct{}

var _ Criterion = SNIP{}

// snipBatch is how many samples the paper looks at for MNIST: a batch.
const snipBatch = 128

func (SNIP) Scores(e *Evidence) [][]float32 {
	start := e.Start()
	inputs := start.Layers[0].In
	n := min(snipBatch, len(e.Y))
	return saliency(start, e.X[:n*inputs], e.Y[:n])
}
