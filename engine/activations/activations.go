// Package activations computes what the neurons of a network answer at many points, for
// the pictures of the plane.
package activations

import (
	"slices"

	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// A Reader reads the activations of a network.
type Reader struct {
	Net     *nn.Network
	Pass    *nn.Pass // of Net, with room for measure.Rows samples
	Classes int      // 0: the network predicts a value
}

// Unit returns the activations of one neuron for each of the inputs, [n][In]. Those of
// the last layer are as they are drawn: the probability of the second of two classes, the
// number of the most likely of more, or a value.
func (r Reader) Unit(inputs []float32, unit recipe.Unit) []float32 {
	values := make([]float32, 0, len(inputs)/r.Net.Layers[0].In)
	r.forward(inputs, func(rows int) { values = r.append(values, unit, rows) })
	return values
}

// All returns the activations of all neurons, layer by layer.
func (r Reader) All(inputs []float32) [][]float32 {
	var all [][]float32
	for _, layer := range r.Net.Layers {
		for range layer.Out {
			all = append(all, make([]float32, 0, len(inputs)/r.Net.Layers[0].In))
		}
	}
	r.forward(inputs, func(rows int) {
		at := 0
		for l, layer := range r.Net.Layers {
			for index := range layer.Out {
				all[at] = r.append(all[at], recipe.Unit{Layer: l + 1, Index: index}, rows)
				at++
			}
		}
	})
	return all
}

// forward runs inputs through the network, batch by batch.
func (r Reader) forward(inputs []float32, see func(rows int)) {
	width := r.Net.Layers[0].In
	for ; len(inputs) > 0; inputs = inputs[min(len(inputs), measure.Rows*width):] {
		rows := min(measure.Rows, len(inputs)/width)
		r.Pass.Forward(inputs[:rows*width], rows)
		see(rows)
	}
}

// append appends the activations of a neuron for the rows just computed.
func (r Reader) append(values []float32, unit recipe.Unit, rows int) []float32 {
	layer := unit.Layer - 1
	out := r.Net.Layers[layer].Out
	activations := r.Pass.Activations(layer)[:rows*out]
	if unit.Layer == len(r.Net.Layers) {
		return r.appendOutput(values, activations)
	}
	for row := range rows {
		values = append(values, activations[row*out+unit.Index])
	}
	return values
}

func (r Reader) appendOutput(values, logits []float32) []float32 {
	outputs := slices.Clone(logits)
	nn.Outputs(r.Net, outputs)
	if r.Classes <= 2 {
		return append(values, outputs...)
	}
	for ; len(outputs) > 0; outputs = outputs[r.Classes:] {
		best := 0
		for c := range r.Classes {
			if outputs[c] > outputs[best] {
				best = c
			}
		}
		values = append(values, float32(best))
	}
	return values
}
