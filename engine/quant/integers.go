package quant

import "math"

// int8Range is the largest integer of the scale; −128 is not used, so that
// the scale is symmetric and 0 is exact, as TensorFlow Lite's quantisation
// specification asks of weights: real = scale·q, q from −127 to 127.
const int8Range = 127

// int8PerTensor gives the layer one scale.
func int8PerTensor(weights []float32, rows []int, _ int) Layer {
	return integers(weights, make([]int, len(rows)), 1)
}

// int8PerRow gives each output of the layer a scale of its own.
func int8PerRow(weights []float32, rows []int, _ int) Layer {
	outputs := 1
	for _, row := range rows {
		outputs = max(outputs, row+1)
	}
	return integers(weights, rows, outputs)
}

// integers rounds each group's weights to multiples of its largest divided by
// 127, halves away from 0.
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
