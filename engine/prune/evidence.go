package prune

import "bonsai/engine/nn"

// calibrationRows is how many samples are run through a network at once.
const calibrationRows = 64

// eachInput runs samples through a network and shows, batch by batch, what
// comes into each layer: [rows][In].
func eachInput(n *nn.Network, x []float32, see func(l int, input []float32, rows int)) {
	pass, inputs := nn.NewPass(n, calibrationRows), n.Layers[0].In
	for ; len(x) > 0; x = x[min(len(x), calibrationRows*inputs):] {
		rows := min(calibrationRows, len(x)/inputs)
		pass.Forward(x[:rows*inputs], rows)
		see(0, x[:rows*inputs], rows)
		for l := 1; l < len(n.Layers); l++ {
			see(l, pass.Activations(l - 1)[:rows*n.Layers[l].In], rows)
		}
	}
}

// saliency is |w·∂L/∂w| for each weight, with the mean loss over the samples.
func saliency(n *nn.Network, x, y []float32) [][]float32 {
	sums := make([][]float32, len(n.Layers))
	for l, layer := range n.Layers {
		sums[l] = make([]float32, len(layer.W))
	}
	pass, inputs := nn.NewPass(n, calibrationRows), n.Layers[0].In
	for first := 0; first < len(y); first += calibrationRows {
		rows := min(calibrationRows, len(y)-first)
		pass.Backward(x[first*inputs:(first+rows)*inputs], y[first:first+rows], rows)
		share := float32(rows) / float32(len(y))
		for l := range sums {
			for i, g := range pass.Gradients[l].W {
				sums[l][i] += float32(share * g)
			}
		}
	}
	for l, layer := range n.Layers {
		for i, w := range layer.W {
			sums[l][i] = abs(w * sums[l][i])
		}
	}
	return sums
}
