package criteria

import (
	"bonsai/engine/nn"
	"bonsai/engine/prune/calibration"
)

// saliency returns |w·∂L/∂w| for each weight, where L is the mean loss over the
// samples x, [n][inputs], and y.
func saliency(n *nn.Network, x, y []float32) [][]float32 {
	sums := make([][]float32, len(n.Layers))
	for l, layer := range n.Layers {
		sums[l] = make([]float32, len(layer.W))
	}
	pass, inputs := nn.NewPass(n, calibration.Rows), n.Layers[0].In
	for first := 0; first < len(y); first += calibration.Rows {
		rows := min(calibration.Rows, len(y)-first)
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
