package criteria

import (
	"math/rand/v2"

	"bonsai/engine/pace"
)

// Random removes weights at random. The scores depend only on the seed and the
// positions of the weights: the same seed removes the same connections, and
// when more are to be removed, those removed before stay removed.
type Random struct{}

var _ = register("random", Random{})

// randomStream selects a stream of random numbers that nothing else draws from,
// though all use the recipe's seed.
const randomStream = 0x70727565

// Scores implements Criterion.
func (Random) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	numbers := rand.New(rand.NewPCG(uint64(e.Seed), randomStream))
	return mapScores(e.Net, func(float32) float32 { return numbers.Float32() })
}
