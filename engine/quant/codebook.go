package quant

import (
	"slices"
	"sort"

	"bonsai/engine/pace"
)

// MaxRounds limits the rounds of k-means. On the weights of networks it usually
// converges in a few dozen. Every round lowers the error, so stopping early still
// gives a good codebook.
const MaxRounds = 200

// codebook finds at most the given number of values by k-means. It starts from
// values at equal distances from the smallest weight to the largest, because this
// represents the large weights best ("Deep Compression", section 3.2, "linear
// initialization"). A layer that has no more different weights than entries stays
// as it is.
func codebook(weights []float32, _ []int, entries int, m *pace.Meter) Layer {
	sorted := slices.Clone(weights)
	slices.Sort(sorted)
	values := slices.Compact(slices.Clone(sorted))
	if len(values) > entries {
		values = kMeans(sorted, spreadEvenly(sorted[0], sorted[len(sorted)-1], entries), m)
	}
	c := Layer{
		Values:  values,
		Groups:  make([]uint16, len(weights)),
		Factors: make([]int8, len(weights)),
		Unit:    1,
	}
	for i, w := range weights {
		if !m.Did(searchWork) {
			break
		}
		c.Groups[i] = uint16(nearest(values, w))
		c.Factors[i] = 1
	}
	return c
}

// searchWork is about how many multiplications take as long as finding the nearest
// value.
const searchWork = 32

// spreadEvenly returns n values at equal distances, from lowest to highest.
func spreadEvenly(lowest, highest float32, n int) []float32 {
	values := make([]float32, n)
	step := (float64(highest) - float64(lowest)) / float64(n-1)
	for i := range values {
		values[i] = float32(float64(lowest) + float64(float64(i)*step))
	}
	return values
}

// kMeans moves each value to the mean of the weights that are nearer to it than to
// the other values, until no value moves. sorted are the weights; both they and
// the values are in ascending order, so the weights nearest to a value are
// consecutive. A value without weights is dropped.
func kMeans(sorted, values []float32, m *pace.Meter) []float32 {
	for range MaxRounds {
		if !m.Did(2 * len(sorted)) {
			break
		}
		moved := values[:0:0]
		for first, v := 0, 0; v < len(values); v++ {
			end := len(sorted)
			if v+1 < len(values) {
				end = first + sort.Search(len(sorted)-first, func(i int) bool {
					return nearer(values[v+1], values[v], sorted[first+i])
				})
			}
			if end > first {
				moved = append(moved, mean(sorted[first:end]))
			}
			first = end
		}
		settled := slices.Equal(moved, values)
		values = moved
		if settled {
			break
		}
	}
	return values
}

// nearer reports whether w is nearer to the value a than to b.
func nearer(a, b, w float32) bool {
	return abs(a-w) < abs(b-w)
}

// nearest returns the index of the value nearest to w, of ascending values. If two
// are equally near, it returns the index of the lower one.
func nearest(values []float32, w float32) int {
	above, _ := slices.BinarySearch(values, w)
	if above == 0 {
		return 0
	}
	best := above - 1
	if above < len(values) && nearer(values[above], values[best], w) {
		return above
	}
	for best > 0 && !nearer(values[best], values[best-1], w) { // differences that round to the same
		best--
	}
	return best
}

func mean(values []float32) float32 {
	sum := 0.0
	for _, v := range values {
		sum += float64(v)
	}
	return float32(sum / float64(len(values)))
}
