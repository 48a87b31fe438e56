// Package calibration runs a calibration set, a few hundred or thousand training
// samples, through a network and collects what criteria and compensation need to
// know about the inputs of each layer.
package calibration

import (
	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// Rows is the number of samples that are run through a network at once.
const Rows = 64

// CompensationSize is how many samples compensation looks at. A layer has as many
// unknowns as inputs.
const CompensationSize = 4096

// Size returns how many training samples the criteria look at for a network with a
// number of weights: fewer for a large one, whose second derivatives take long.
func Size(weights int) int {
	if weights > 100_000 {
		return 256
	}
	return 1024
}

// EachInput runs the samples x, [n][inputs], through the network in batches. For
// each batch it calls see for every layer l with what comes into that layer,
// [rows][In]; the slice is only valid during the call. It reports false if the
// meter stopped it.
func EachInput(n *nn.Network, x []float32, m *pace.Meter, see func(l int, input []float32, rows int)) bool {
	pass, inputs := nn.NewPass(n, Rows), n.Layers[0].In
	pass.Hold()
	for ; len(x) > 0; x = x[min(len(x), Rows*inputs):] {
		rows := min(Rows, len(x)/inputs)
		pass.Forward(x[:rows*inputs], rows)
		see(0, x[:rows*inputs], rows)
		for l := 1; l < len(n.Layers); l++ {
			see(l, pass.Activations(l - 1)[:rows*n.Layers[l].In], rows)
		}
		if !m.Did(rows * weights(n)) {
			return false
		}
	}
	return true
}

// Outputs returns the outputs of a layer for the inputs x, [n][In], as [n][Out],
// or nil if the meter stopped it.
func Outputs(layer *nn.Dense, x []float32, m *pace.Meter) []float32 {
	outputs := make([]float32, 0, len(x)/layer.In*layer.Out)
	pass := nn.NewPass(&nn.Network{Layers: []*nn.Dense{layer}}, Rows)
	pass.Hold()
	for ; len(x) > 0; x = x[min(len(x), Rows*layer.In):] {
		rows := min(Rows, len(x)/layer.In)
		outputs = append(outputs, pass.Forward(x[:rows*layer.In], rows)...)
		if !m.Did(rows * len(layer.W)) {
			return nil
		}
	}
	return outputs
}

// weights returns the number of weights of a network, pruned ones included.
func weights(n *nn.Network) int {
	sum := 0
	for _, layer := range n.Layers {
		sum += len(layer.W)
	}
	return sum
}
