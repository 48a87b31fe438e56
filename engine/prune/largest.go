package prune

// Largest removes the weights with the largest |w|. Nobody would do that to a
// network in earnest: it is the control that shows that size matters.
type Largest struct{}

var _ Criterion = Largest{}

func (Largest) Scores(e *Evidence) [][]float32 {
	return mapScores(e.Net, func(w float32) float32 { return -abs(w) })
}
