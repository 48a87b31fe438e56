package layout

import (
	"bytes"
	"math"
	"slices"

	"bonsai/engine/lab"
)

// Counts are the bars of a histogram: the number of weights in each bin. Bins divide
// |w| from 0 to a limit into equal parts.
type Counts struct {
	Positive []int // kept, w ≥ 0
	Negative []int // kept, w < 0
	Pruned   []int

	// The bin of each weight (255: none), and the masks that were counted. As long as
	// the weights, the base masks and the bins are the same, Fill only moves the
	// weights whose mask has changed: while ε is dragged, those that it crossed.
	places  [][]uint8
	masks   [][]uint8
	bases   [][]uint8
	weights WeightsKey
	limit   float64
	bins    int
}

// none is the bin of a weight that is not counted.
const none = 255

// A WeightsKey tells the weights of one snapshot from others': by where they
// are in memory.
type WeightsKey [lab.MaxLayers + 1]*float32

// KeyOf is the key of the weights of layers.
func KeyOf(layers []lab.Layer) (key WeightsKey) {
	for l := range layers {
		key[l] = &layers[l].W[0]
	}
	return key
}

// Fill counts the weights of the layers in bins from 0 to limit, fewer than 255. A
// weight beyond the limit, even an infinite one, is counted in the last bin.
//
// NaN is not counted, nor are weights that were pruned before the last training:
// training has set them to 0 for good, and they would all be in the first bin.
func (c *Counts) Fill(layers []lab.Layer, bins int, limit float64) {
	if key := KeyOf(layers); key != c.weights || limit != c.limit || bins != c.bins || !c.sameBases(layers) {
		c.weights, c.limit, c.bins = key, limit, bins
		c.begin(layers)
	}
	for l := range layers {
		c.move(l, layers[l].W, layers[l].Mask)
	}
}

func (c *Counts) sameBases(layers []lab.Layer) bool {
	for l := range layers {
		if !bytes.Equal(c.bases[l], layers[l].Base) {
			return false
		}
	}
	return true
}

// begin finds the bins of all weights and counts them as pruned.
func (c *Counts) begin(layers []lab.Layer) {
	c.Positive = zeroed(c.Positive, c.bins)
	c.Negative = zeroed(c.Negative, c.bins)
	c.Pruned = zeroed(c.Pruned, c.bins)
	c.places = resized(c.places, len(layers))
	c.masks = resized(c.masks, len(layers))
	c.bases = resized(c.bases, len(layers))
	perUnit := float64(c.bins) / c.limit
	for l, layer := range layers {
		c.places[l] = zeroed(c.places[l], len(layer.W))
		c.masks[l] = zeroed(c.masks[l], len(layer.W))
		c.bases[l] = layer.Base
		for i, w := range layer.W {
			if layer.Base[i] == 0 || w != w {
				c.places[l][i] = none
				continue
			}
			bin := uint8(min(math.Abs(float64(w))*perUnit, float64(c.bins-1)))
			c.places[l][i] = bin
			c.Pruned[bin]++
		}
	}
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
	weights WeightsKey
	value   float64
}

// Of is MaxAbs of the layers.
func (m *Largest) Of(layers []lab.Layer) float64 {
	if key := KeyOf(layers); key != m.weights {
		m.weights, m.value = key, MaxAbs(layers)
	}
	return m.value
}

// MaxAbs returns the largest finite |w| of the layers, pruned or not.
func MaxAbs(layers []lab.Layer) float64 {
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
