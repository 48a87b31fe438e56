package codec

import (
	"math"

	"bonsai/engine/nn"
)

// Deep Compression (Han, Mao and Dally, ICLR 2016, section 2 and figure 2)
// does not store the position of a kept weight but the gap: how many positions
// it is after the kept weight before it, in row-major order. A gap that is too
// wide for its bits is split by a filler, an entry between two weights that is
// not a weight. Fillers have the value −0; a kept weight of −0 is stored as 0.

// gapBits is the number of bits of a gap: five, as in the paper's fully connected
// layers.
const gapBits = 5

// maxGap is the widest gap that fits. The gap to the next position is 1 and is
// stored as 0.
const maxGap = 1 << gapBits

// An entry is a kept weight or a filler.
type entry struct {
	gap   int // 1 to maxGap
	value float32
}

// filler is the value of a filler, −0.
var filler = math.Float32frombits(1 << 31)

func isFiller(v float32) bool { return math.Float32bits(v) == 1<<31 }

// entriesOf returns the kept weights of a layer, with fillers where gaps are too
// wide.
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
			w = 0 // −0 would be a filler
		}
		entries = append(entries, entry{i - last, w})
		last = i
	}
	return entries
}

// place puts entries into a layer whose weights are 0, and makes its mask that of
// the entries.
func place(layer *nn.Dense, entries []entry) error {
	clear(layer.Mask)
	at := -1
	for _, e := range entries {
		if at += e.gap; at >= len(layer.W) {
			return errPosition
		}
		if !isFiller(e.value) {
			layer.Mask[at], layer.W[at] = 1, e.value
		}
	}
	return nil
}
