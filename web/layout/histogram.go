package layout

import (
	"math"

	"bonsai/engine/lab"
)

// Counts are the numbers of weights by |w|, in bins of equal width from 0.
type Counts struct {
	Positive []int // kept, w ≥ 0
	Negative []int // kept, w < 0
	Pruned   []int
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
	perUnit := float64(bins) / limit
	for _, layer := range layers {
		for i, w := range layer.W {
			if w != w || layer.Base[i] == 0 {
				continue
			}
			bin := int(min(math.Abs(float64(w))*perUnit, float64(bins-1)))
			switch {
			case layer.Mask[i] == 0:
				c.Pruned[bin]++
			case w < 0:
				c.Negative[bin]++
			default:
				c.Positive[bin]++
			}
		}
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
