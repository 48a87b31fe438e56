package prune

import (
	"cmp"
	"math"
	"slices"
)

// RigL changes which connections a sparse network has while it trains. In every
// layer the kept weights with the smallest |w| are pruned, and the same number
// of pruned connections, those with the largest |∂L/∂w|, are added in their
// place with weight 0 (Evci, Gale, Menick, Castro and Elsen, "Rigging the
// Lottery: Making All Tickets Winners", ICML 2020, algorithm 1).
const (
	riglShare = 0.3  // α: the fraction of a layer's connections changed at the start
	riglEnd   = 0.75 // T_end: after this part of the training nothing changes any more
)

// RigLInterval is the number of optimiser steps between two changes: ΔT in the
// paper.
const RigLInterval = 100

// RigLFraction returns the fraction of each layer's connections that is changed
// at progress x of the training, from 0 to 1: α/2·(1+cos(πx/T_end)).
func RigLFraction(x float64) float64 {
	if x >= riglEnd {
		return 0
	}
	return riglShare / 2 * (1 + cosPi(x/riglEnd))
}

// Regrow replaces a fraction of a layer's connections: it changes the mask
// layer.Base in place and sets the weights of removed and of new connections
// to 0. gradient is that of the mean loss, in the shape of layer.W, pruned
// weights included. Protected connections are not removed and connections cut
// by a pin are not added.
func Regrow(layer Layer, gradient []float32, fraction float64) {
	pin := func(i int) Pin {
		if layer.Pins == nil {
			return Free
		}
		return layer.Pins[i]
	}
	var kept, pruned []int
	for i, m := range layer.Base {
		switch {
		case m != 0 && pin(i) != Protected:
			kept = append(kept, i)
		case m == 0 && pin(i) != Cut:
			pruned = append(pruned, i)
		}
	}
	changes := min(int(math.Floor(fraction*float64(len(kept)))), len(pruned))
	slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(abs(layer.W[a]), abs(layer.W[b])) })
	slices.SortStableFunc(pruned, func(a, b int) int { return cmp.Compare(abs(gradient[b]), abs(gradient[a])) })
	for i := range changes {
		layer.Base[kept[i]], layer.W[kept[i]] = 0, 0
		layer.Base[pruned[i]], layer.W[pruned[i]] = 1, 0
	}
}
