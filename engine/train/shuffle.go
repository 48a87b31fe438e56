package train

import "math/bits"

// shuffle fills order with the numbers from 0 in a random order that depends on
// seed and epoch alone, by the algorithm of Fisher and Yates.
//
// The random numbers are those of rand.PCG, math/rand/v2, seeded with both. They
// are computed here, because a call for each sample takes longer than training a
// small network on it.
func shuffle(order []int32, seed, epoch uint64) {
	for i := range order {
		order[i] = int32(i)
	}
	hi, lo := seed, epoch // the state
	for i := len(order) - 1; i > 0; i-- {
		// A linear congruential generator of 128 bits, permuted by "double
		// xorshift multiply" (O'Neill, "PCG: A Family of Simple Fast
		// Space-Efficient Statistically Good Algorithms for Random Number
		// Generation", 2014).
		const (
			factorHi    = 2549297995355413924
			factorLo    = 4865540595714422341
			incrementHi = 6364136223846793005
			incrementLo = 1442695040888963407
			multiplier  = 0xda942042e4dd58b5
		)
		high, low := bits.Mul64(lo, factorLo)
		high += hi*factorLo + lo*factorHi
		lo = low + incrementLo
		hi = high + incrementHi
		if lo < low {
			hi++
		}
		x := (hi ^ hi>>32) * multiplier
		x = (x ^ x>>48) * (lo | 1)

		// The high half of the product is uniform on 0 … i but for a bias of
		// i/2³², which no sample will notice.
		j := x >> 32 * uint64(i+1) >> 32
		order[i], order[j] = order[j], order[i]
	}
}
