package web

import (
	"math"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// strongest finds the connections with the largest |w|, measured by the
// largest of their layer, with two counts of the floats' bits instead of
// sorting all of them.
type strongest struct {
	upper, lower [1 << 16]int32 // how many have which half of the bits
}

// choose appends the n strongest connections in the order of the weights. Of
// those that are equal the first ones win. There are at least n.
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

// last is the bin, counted from the highest, in which the nth is found, and
// how many of this bin are among the n.
func last(bins *[1 << 16]int32, n int) (bin uint32, among int) {
	for bin = 1<<16 - 1; n > int(bins[bin]); bin-- {
		n -= int(bins[bin])
	}
	return bin, n
}

// eachBits tells the bits of every weight's strength; those of floats that are
// not negative have the same order as the floats.
func eachBits(layers []snapshot.Layer, largest []float32, do func(l, at int, bits uint32)) {
	for l := range layers {
		for at, w := range layers[l].W {
			do(l, at, math.Float32bits(strength(w, largest[l])))
		}
	}
}

// strength is |w| as a share of the largest; of what is no number, 0.
func strength(w, largest float32) float32 {
	if w != w {
		return 0
	}
	return min(abs(w)/largest, 1)
}
