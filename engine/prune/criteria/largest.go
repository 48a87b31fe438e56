package criteria

import "bonsai/engine/pace"

// Largest removes the weights with the largest |w|. It is not meant for use: it
// is the control experiment which shows that the size of a weight matters.
type Largest struct{}

var _ = register("largest", Largest{})

// Scores implements Criterion.
func (Largest) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	return mapScores(e.Net, func(w float32) float32 { return -abs(w) })
}
