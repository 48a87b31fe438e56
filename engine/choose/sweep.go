package choose

import (
	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// A Point is the measurement of a network at one amount of pruning.
type Point struct {
	Amount   float64 // the sparsity or threshold that was asked for
	Sparsity float64 // the share of all weights that is pruned
	Loss     float64
	Accuracy float64 // R² in regression
	Bytes    int     // size of the network
}

// Masks returns the mask of each layer at an amount of pruning.
type Masks func(amount float64) [][]uint8

// A Sweep measures a network at one amount of pruning after the other. It prunes
// a copy of the network.
type Sweep struct {
	amounts []float64
	masks   Masks
	size    func(n *nn.Network) int
	net     *nn.Network
	pass    *nn.Pass
	set     data.Set
}

// rows is the size of the batches in which samples are evaluated.
const rows = 64

// NewSweep returns a sweep that measures a network on a set, at each of the
// amounts in the order given. masks prunes; size returns the bytes of a pruned
// network in the format that is shown.
func NewSweep(n *nn.Network, set data.Set, amounts []float64, masks Masks, size func(n *nn.Network) int) *Sweep {
	n = n.Clone()
	return &Sweep{amounts: amounts, masks: masks, size: size, net: n, pass: nn.NewPass(n, rows), set: set}
}

// Next measures the network at the next amount. ok is false if there is none.
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
	p.Bytes = s.size(s.net)
	return p, true
}

// Levels returns the sparsities at which curves are measured: every 2.5 % from 0,
// and every 1 % from 90 % to 100 %, where the accuracy of most networks drops.
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

// Only returns masks that prune a single layer, as masks would, and keep base for
// the others. A sweep with it shows how sensitive the layer is to pruning (Han,
// Pool, Tran and Dally, NIPS 2015, figure 6).
func Only(layer int, masks Masks, base [][]uint8) Masks {
	return func(amount float64) [][]uint8 {
		one := append([][]uint8(nil), base...)
		one[layer] = masks(amount)[layer]
		return one
	}
}
