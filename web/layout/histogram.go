package layout

import (
	"bytes"
	"math"
	"slices"

	"bonsai/engine/snapshot"
)

// Counts are the bars of a histogram: the number of weights in each bin. Bins divide
// |w| from 0 to a limit into equal parts.
type Counts struct {
	Positive []int // kept, w ≥ 0
	Negative []int // kept, w < 0
	Pruned   []int
	Tallest  int // the weights of the bin that has most

	// The bin of each weight (255 for none) and the masks when they were counted.
	// They stand while counted is the same, so that while ε moves only the
	// weights that it crosses are looked at.
	places  [][]uint8
	masks   [][]uint8
	counted counted
}

// counted is what the counts depend on, besides the masks.
type counted struct {
	weights, base int // revisions
	limit         float64
	bins          int
}

// HistogramBins is the number of bars of the page's histogram.
const HistogramBins = 60

// none is the bin of a weight that is not counted.
const none = 255

// Fill counts the weights of the layers in bins from 0 to limit, fewer than 255. A
// weight beyond the limit, even an infinite one, is counted in the last bin.
//
// NaN is not counted, nor are weights that were pruned before the last training:
// training has set them to 0 for good, and they would all be in the first bin.
func (c *Counts) Fill(s *snapshot.Snapshot, bins int, limit float64) {
	now := counted{s.Revisions.Weights, s.Revisions.Base, limit, bins}
	if now != c.counted {
		c.counted = now
		c.begin(s.Layers)
	}
	for l := range s.Layers {
		c.move(l, s.Layers[l].W, s.Layers[l].Mask)
	}
}

// begin finds the bins of all weights and counts them as pruned.
func (c *Counts) begin(layers []snapshot.Layer) {
	c.Positive = zeroed(c.Positive, c.counted.bins)
	c.Negative = zeroed(c.Negative, c.counted.bins)
	c.Pruned = zeroed(c.Pruned, c.counted.bins)
	c.places = resized(c.places, len(layers))
	c.masks = resized(c.masks, len(layers))
	perUnit := float64(c.counted.bins) / c.counted.limit
	for l, layer := range layers {
		c.places[l] = zeroed(c.places[l], len(layer.W))
		c.masks[l] = zeroed(c.masks[l], len(layer.W))
		for i, w := range layer.W {
			if layer.Base[i] == 0 || w != w {
				c.places[l][i] = none
				continue
			}
			bin := uint8(min(math.Abs(float64(w))*perUnit, float64(c.counted.bins-1)))
			c.places[l][i] = bin
			c.Pruned[bin]++
		}
	}
	c.Tallest = slices.Max(c.Pruned)
}

// move changes the counts for the weights of a layer whose mask has changed.
func (c *Counts) move(l int, weights []float32, mask []uint8) {
	const stretch = 256 // the mask is compared in parts of this length
	for from := 0; from < len(mask); from += stretch {
		to := min(from+stretch, len(mask))
		if bytes.Equal(c.masks[l][from:to], mask[from:to]) {
			continue
		}
		for i := from; i < to; i++ {
			change := int(mask[i]) - int(c.masks[l][i])
			bin := c.places[l][i]
			if change == 0 || bin == none {
				continue
			}
			c.Pruned[bin] -= change
			if weights[i] < 0 {
				c.Negative[bin] += change
			} else {
				c.Positive[bin] += change
			}
		}
		copy(c.masks[l][from:to], mask[from:to])
	}
}

func resized(lists [][]uint8, n int) [][]uint8 { return slices.Grow(lists[:0], n)[:n] }

// zeroed returns n zeros, in the memory of list if that is large enough.
func zeroed[T int | uint8](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// A Largest is the largest |w| of a snapshot's weights, found once.
type Largest struct {
	weights int // revision
	value   float64
}

// Of returns MaxAbs of the snapshot's layers.
func (m *Largest) Of(s *snapshot.Snapshot) float64 {
	if m.value == 0 || m.weights != s.Revisions.Weights {
		m.weights, m.value = s.Revisions.Weights, MaxAbs(s.Layers)
	}
	return m.value
}

// MaxAbs returns the largest finite |w| of the layers, pruned or not.
func MaxAbs(layers []snapshot.Layer) float64 {
	largest := float32(0)
	for _, layer := range layers {
		for _, w := range layer.W {
			if w < 0 {
				w = -w
			}
			if w > largest && w <= math.MaxFloat32 {
				largest = w
			}
		}
	}
	return float64(largest)
}
