package web

import (
	"math"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// strongest finds the connections with the largest |w|, each relative to the largest
// of its layer. It counts the upper and then the lower halves of the floats' bits,
// which is faster than sorting.
type strongest struct {
	upper, lower [1 << 16]int32 // by 16 bits: how many strengths have them
}

// choose appends the n strongest connections to list, in the order of the weights. Of
// equal ones it takes the first. There must be at least n connections.
func (t *strongest) choose(list []layout.Connection, layers []snapshot.Layer, largest []float32, n int) []layout.Connection {
	clear(t.upper[:])
	clear(t.lower[:])
	eachBits(layers, largest, func(_, _ int, bits uint32) { t.upper[bits>>16]++ })
	high, wanted := last(&t.upper, n)
	eachBits(layers, largest, func(_, _ int, bits uint32) {
		if bits>>16 == high {
			t.lower[bits&0xffff]++
		}
	})
	low, ties := last(&t.lower, wanted)
	limit := high<<16 | low
	eachBits(layers, largest, func(l, at int, bits uint32) {
		if bits == limit && ties > 0 {
			ties--
		} else if bits <= limit {
			return
		}
		list = append(list, layout.Connection{Layer: l, Out: at / layers[l].In, In: at % layers[l].In})
	})
	return list
}

// last returns the bin with the nth largest value, and how many of the n largest
// values are in this bin.
func last(bins *[1 << 16]int32, n int) (bin uint32, among int) {
	for bin = 1<<16 - 1; n > int(bins[bin]); bin-- {
		n -= int(bins[bin])
	}
	return bin, n
}

// eachBits calls do with the bits of each weight's strength. The bits of floats that
// are not negative have the same order as the floats themselves.
func eachBits(layers []snapshot.Layer, largest []float32, do func(l, at int, bits uint32)) {
	for l := range layers {
		for at, w := range layers[l].W {
			do(l, at, math.Float32bits(strength(w, largest[l])))
		}
	}
}

// strength returns |w| as a share of the largest, at most 1; it is 0 for NaN.
func strength(w, largest float32) float32 {
	if w != w {
		return 0
	}
	return min(abs(w)/largest, 1)
}
