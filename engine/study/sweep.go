package study

import (
	"bonsai/engine/choose"
	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// masksAt returns the masks of all layers at an amount of pruning.
type masksAt func(amount float64) [][]uint8

// A sweep measures a network at one amount of pruning after the other. It works
// on a copy: the network stays as it is.
type sweep struct {
	amounts []float64
	masks   masksAt
	size    func(n *nn.Network) int // in bytes
	net     *nn.Network
	pass    *nn.Pass
	set     data.Set
}

// rows is how many samples are measured at once.
const rows = 64

// newSweep prepares to measure a network on a set at the amounts, in their
// order.
func newSweep(n *nn.Network, set data.Set, amounts []float64, masks masksAt, size func(n *nn.Network) int) *sweep {
	n = n.Clone()
	return &sweep{amounts: amounts, masks: masks, size: size, net: n, pass: nn.NewPass(n, rows), set: set}
}

// next measures the next amount; ok is false when all are done.
func (s *sweep) next() (p choose.Point, ok bool) {
	if len(s.amounts) == 0 {
		return choose.Point{}, false
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

// fold measures all amounts of a sweep as one fold of a cross-validation.
func fold(index int, s *sweep) choose.Fold {
	f := choose.Fold{Index: index}
	for p, ok := s.next(); ok; p, ok = s.next() {
		f.Points = append(f.Points, p)
	}
	return f
}

// only returns masks that prune one layer and leave the others as base: the
// sensitivity of that layer (Han, Pool, Tran and Dally, NIPS 2015, figure 6).
// masks is asked for all layers.
func only(layer int, masks masksAt, base [][]uint8) masksAt {
	return func(amount float64) [][]uint8 {
		one := append([][]uint8(nil), base...)
		one[layer] = masks(amount)[layer]
		return one
	}
}
