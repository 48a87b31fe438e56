package quant

import (
	"math"

	"bonsai/engine/pace"
)

// int8Range is the largest integer of the int8 schemes. −128 is not used, so the
// range is symmetric and the value 0 is exact. TensorFlow Lite's quantisation
// specification requires this of weights: w = scale·q, with q from −127 to 127.
const int8Range = 127

// int8PerTensor uses one scale for the whole layer.
func int8PerTensor(weights []float32, rows []int, _ int, _ *pace.Meter) Layer {
	return integers(weights, make([]int, len(rows)), 1)
}

// int8PerRow uses one scale for each output of the layer.
func int8PerRow(weights []float32, rows []int, _ int, _ *pace.Meter) Layer {
	outputs := 1
	for _, row := range rows {
		outputs = max(outputs, row+1)
	}
	return integers(weights, rows, outputs)
}

// integers rounds the weights of each group to whole multiples of the group's
// largest |w| divided by 127. A half is rounded away from 0. group[i] is the group
// of weights[i], 0 to groups−1.
func integers(weights []float32, group []int, groups int) Layer {
	c := Layer{
		Values:  make([]float32, groups),
		Groups:  make([]uint16, len(weights)),
		Factors: make([]int8, len(weights)),
		Unit:    int8Range,
	}
	for i, w := range weights {
		c.Values[group[i]] = max(c.Values[group[i]], abs(w))
	}
	for i, w := range weights {
		c.Groups[i] = uint16(group[i])
		if largest := c.Values[group[i]]; largest > 0 {
			c.Factors[i] = int8(math.Round(float64(w) / float64(largest) * int8Range))
		}
	}
	return c
}
