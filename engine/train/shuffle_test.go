package train

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The generator of math/rand/v2 may not be used for the order of samples in any
// other way than this, or addresses would mean other networks.
func TestShuffleIsFisherAndYatesWithPCG(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		n, seed, epoch := r.IntN(2000), uint64(r.Uint32()), uint64(r.IntN(1000))
		order, want := make([]int32, n), make([]int32, n)
		shuffle(order, seed, epoch)
		var source rand.PCG
		source.Seed(seed, epoch)
		for i := range want {
			want[i] = int32(i)
		}
		for i := n - 1; i > 0; i-- {
			j := int(source.Uint64() >> 32 * uint64(i+1) >> 32)
			want[i], want[j] = want[j], want[i]
		}
		if !slices.Equal(order, want) {
			t.Fatalf("%d samples, seed %d, epoch %d: another order", n, seed, epoch)
		}
	}
}
