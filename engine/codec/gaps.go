package codec

import (
	"math"

	"bonsai/engine/nn"
)

// Deep Compression (Han, Mao and Dally, ICLR 2016, section 2 and figure 2)
// stores of each kept weight how many places it is behind the one before. A gap
// that is too wide for the bits is bridged by a filler: an entry that stands
// for nothing, written as a weight of −0. (A kept weight of −0 is written as 0.)

// gapBits are those of a gap in fully connected layers, as in the paper.
const gapBits = 5

// maxGap is the widest gap: to the very next place it is 1, written as 0.
const maxGap = 1 << gapBits

// An entry is a kept weight or a filler.
type entry struct {
	gap   int // 1 to maxGap
	value float32
}

var filler = math.Float32frombits(1 << 31) // −0

func isFiller(v float32) bool { return math.Float32bits(v) == 1<<31 }

// entriesOf lists the kept weights of a layer, with fillers where they are
// needed.
func entriesOf(layer *nn.Dense) []entry {
	var entries []entry
	last := -1
	for i, m := range layer.Mask {
		if m == 0 {
			continue
		}
		for ; i-last > maxGap; last += maxGap {
			entries = append(entries, entry{maxGap, filler})
		}
		w := layer.W[i]
		if w == 0 {
			w = 0 // not −0, which is a filler
		}
		entries = append(entries, entry{i - last, w})
		last = i
	}
	return entries
}

// place puts the entries into a layer whose mask and weights are 0.
func place(layer *nn.Dense, entries []entry) error {
	at := -1
	for _, e := range entries {
		if at += e.gap; at >= len(layer.W) {
			return errOrder
		}
		if !isFiller(e.value) {
			layer.Mask[at], layer.W[at] = 1, e.value
		}
	}
	return nil
}
