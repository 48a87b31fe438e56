package layout

import (
	"math"
	"slices"

	"bonsai/engine/lab"
)

// Counts are the numbers of weights by |w|, in bins of equal width from 0.
type Counts struct {
	Positive []int // kept, w ≥ 0
	Negative []int // kept, w < 0
	Pruned   []int

	// In which bin each weight is, 255 for none, as long as the weights and
	// the bins are the same; while ε moves only the masks change.
	places  [][]uint8
	weights WeightsKey
	limit   float64
	bins    int
}

// none is the place of a weight that is no number.
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

// Fill counts the weights of the layers in bins up to limit, reusing what
// room there is. A weight beyond the limit, infinity too, counts in the last
// bin.
//
// Not counted are weights that are no numbers, and those that training has
// set to zero for good after they were pruned: they have no size any more,
// and would pile up in the first bin.
func (c *Counts) Fill(layers []lab.Layer, bins int, limit float64) {
	c.Positive = zeroed(c.Positive, bins)
	c.Negative = zeroed(c.Negative, bins)
	c.Pruned = zeroed(c.Pruned, bins)
	c.place(layers, bins, limit)
	for l, layer := range layers {
		for i, bin := range c.places[l] {
			switch {
			case bin == none || layer.Base[i] == 0:
			case layer.Mask[i] == 0:
				c.Pruned[bin]++
			case layer.W[i] < 0:
				c.Negative[bin]++
			default:
				c.Positive[bin]++
			}
		}
	}
}

// place finds the bins of the weights, fewer than 255, unless they are known.
func (c *Counts) place(layers []lab.Layer, bins int, limit float64) {
	key := KeyOf(layers)
	if key == c.weights && limit == c.limit && bins == c.bins {
		return
	}
	c.weights, c.limit, c.bins = key, limit, bins
	perUnit := float64(bins) / limit
	c.places = slices.Grow(c.places[:0], len(layers))[:len(layers)]
	for l, layer := range layers {
		places := slices.Grow(c.places[l][:0], len(layer.W))[:len(layer.W)]
		for i, w := range layer.W {
			places[i] = none
			if w == w {
				places[i] = uint8(min(math.Abs(float64(w))*perUnit, float64(bins-1)))
			}
		}
		c.places[l] = places
	}
}

func zeroed(counts []int, n int) []int {
	if cap(counts) < n {
		return make([]int, n)
	}
	counts = counts[:n]
	clear(counts)
	return counts
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

// MaxAbs is the largest finite |w| of the layers, pruned or not.
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
