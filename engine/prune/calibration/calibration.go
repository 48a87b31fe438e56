// Package calibration runs a calibration set, a few hundred training samples,
// through a network and collects what comes into each layer. Criteria and
// compensation judge connections by it.
package calibration

import "bonsai/engine/nn"

// Rows is the number of samples that are run through a network at once.
const Rows = 64

// EachInput runs the samples x, [n][inputs], through the network in batches. For
// each batch it calls see for every layer l with what comes into that layer,
// [rows][In]; the slice is only valid during the call.
func EachInput(n *nn.Network, x []float32, see func(l int, input []float32, rows int)) {
	pass, inputs := nn.NewPass(n, Rows), n.Layers[0].In
	for ; len(x) > 0; x = x[min(len(x), Rows*inputs):] {
		rows := min(Rows, len(x)/inputs)
		pass.Forward(x[:rows*inputs], rows)
		see(0, x[:rows*inputs], rows)
		for l := 1; l < len(n.Layers); l++ {
			see(l, pass.Activations(l - 1)[:rows*n.Layers[l].In], rows)
		}
	}
}

// Inputs returns what comes into layer l for the samples x, [n][In].
func Inputs(n *nn.Network, l int, x []float32) []float32 {
	var inputs []float32
	EachInput(n, x, func(layer int, input []float32, _ int) {
		if layer == l {
			inputs = append(inputs, input...)
		}
	})
	return inputs
}
