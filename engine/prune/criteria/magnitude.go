package criteria

import "bonsai/engine/pace"

// Magnitude removes the weights with the smallest |w|; by a threshold ε, exactly
// those with |w| < ε (Han, Pool, Tran and Dally, "Learning both
// Weights and Connections for Efficient Neural Networks", NIPS 2015).
type Magnitude struct{}

var _ = register("magnitude", Magnitude{})

// Scores implements Criterion.
func (Magnitude) Scores(e *Evidence, _ *pace.Meter) [][]float32 { return mapScores(e.Net, abs) }
