package prune

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/nn"
)

// RigL changes which connections a sparse network has while it trains: in every
// layer the kept weights with the smallest |w| go, and as many pruned ones with
// the largest |∂L/∂w| come in their place, beginning at 0 (Evci, Gale, Menick,
// Castro and Elsen, "Rigging the Lottery: Making All Tickets Winners", ICML
// 2020, algorithm 1).
const (
	riglShare = 0.3  // α: of the connections of a layer, at the start
	riglEnd   = 0.75 // of the training: then the connections stay
)

// RigLInterval is how many optimiser steps lie between two changes: ΔT.
const RigLInterval = 100

// RigLFraction returns the fraction of each layer's connections that is changed
// at progress x of the training, from 0 to 1: α/2·(1+cos(πx/x_end)).
func RigLFraction(x float64) float64 {
	if x >= riglEnd {
		return 0
	}
	return riglShare / 2 * (1 + cosPi(x/riglEnd))
}

// Regrow changes the masks of a network and sets the weights of new
// connections to 0. gradients are those of the mean loss, of pruned weights
// too. Protected connections stay, and cut ones do not come back.
func Regrow(n *nn.Network, gradients []nn.Gradient, pins [][]Pin, fraction float64) {
	for l, layer := range n.Layers {
		pin := func(int) Pin { return Free }
		if pins != nil {
			pin = func(i int) Pin { return pins[l][i] }
		}
		var kept, pruned []int
		for i, m := range layer.Mask {
			switch {
			case m != 0 && pin(i) != Protected:
				kept = append(kept, i)
			case m == 0 && pin(i) != Cut:
				pruned = append(pruned, i)
			}
		}
		changes := min(int(math.Floor(fraction*float64(len(kept)))), len(pruned))
		slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(abs(layer.W[a]), abs(layer.W[b])) })
		g := gradients[l].W
		slices.SortStableFunc(pruned, func(a, b int) int { return cmp.Compare(abs(g[b]), abs(g[a])) })
		for at := range changes {
			layer.Mask[kept[at]], layer.W[kept[at]] = 0, 0
			layer.Mask[pruned[at]], layer.W[pruned[at]] = 1, 0
		}
	}
}
