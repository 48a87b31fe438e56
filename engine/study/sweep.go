package choose

import (
	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// A Point is what a network does at one amount of pruning.
type Point struct {
	Amount   float64 // what was asked for: a sparsity or a threshold
	Sparsity float64 // the share of all weights that is pruned
	Loss     float64
	Accuracy float64 // R² in regression
	Bytes    int
}

// Masks says which weights are kept at an amount, layer by layer.
type Masks func(amount float64) [][]uint8

// A Sweep measures a network at one amount after the other. It works on a copy:
// the network stays as it is.
type Sweep struct {
	amounts []float64
	masks   Masks
	weigh   func(n *nn.Network) int
	net     *nn.Network
	pass    *nn.Pass
	set     data.Set
}

// rows is how many samples are measured at once.
const rows = 64

// NewSweep prepares to measure a network on a set at the amounts, in their
// order. weigh says how many bytes it takes.
func NewSweep(n *nn.Network, set data.Set, amounts []float64, masks Masks, weigh func(n *nn.Network) int) *Sweep {
	n = n.Clone()
	return &Sweep{amounts: amounts, masks: masks, weigh: weigh, net: n, pass: nn.NewPass(n, rows), set: set}
}

// Next measures the next amount; ok is false when all are done.
func (s *Sweep) Next() (p Point, ok bool) {
	if len(s.amounts) == 0 {
		return Point{}, false
	}
	p.Amount, s.amounts = s.amounts[0], s.amounts[1:]
	total, kept := 0, 0
	for l, mask := range s.masks(p.Amount) {
		copy(s.net.Layers[l].Mask, mask)
		total += len(mask)
		for _, m := range mask {
			kept += int(m)
		}
	}
	p.Sparsity = float64(total-kept) / float64(total)
	p.Loss, p.Accuracy = nn.Evaluate(s.pass, s.set.X, s.set.Y)
	p.Bytes = s.weigh(s.net)
	return p, true
}

// Levels are the sparsities at which a curve is drawn: every 2.5 per cent, and
// from 90 on every one, where the cliff of most networks is.
func Levels() []float64 {
	var levels []float64
	for i := range 36 {
		levels = append(levels, float64(i)*0.025)
	}
	for i := range 11 {
		levels = append(levels, 0.9+float64(i)*0.01)
	}
	return levels
}

// Only makes masks that prune one layer and leave the others as base says: how
// sensitive that layer is (Han, Pool, Tran and Dally, NIPS 2015, figure 6).
// masks is asked for all layers.
func Only(layer int, masks Masks, base [][]uint8) Masks {
	return func(amount float64) [][]uint8 {
		one := append([][]uint8(nil), base...)
		one[layer] = masks(amount)[layer]
		return one
	}
}
