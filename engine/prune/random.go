package prune

import "math/rand/v2"

// Random removes weights by lot. The lots depend on the seed and on the
// places of the weights only: with more to remove, what was removed stays
// removed, and the same seed removes the same connections again.
type Random struct{}

var _ Criterion = Random{}

// randomStream keeps the lots apart from everything else drawn from a
// recipe's seed.
const randomStream = 0x70727565

func (Random) Scores(e *Evidence) [][]float32 {
	lots := rand.New(rand.NewPCG(uint64(e.Seed), randomStream))
	return mapScores(e.Net, func(float32) float32 { return lots.Float32() })
}
