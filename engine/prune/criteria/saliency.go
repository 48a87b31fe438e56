package criteria

import (
	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// saliency returns |w·∂L/∂w| for each weight, where L is the mean loss over the
// samples x, [n][inputs], and y, or nil if the meter stopped it.
func saliency(n *nn.Network, x, y []float32, m *pace.Meter) [][]float32 {
	sums := make([][]float32, len(n.Layers))
	batchWork := 0
	for l, layer := range n.Layers {
		sums[l] = make([]float32, len(layer.W))
		batchWork += backwardProducts * calibration.Rows * len(layer.W)
	}
	pass, inputs := nn.NewPass(n, calibration.Rows), n.Layers[0].In
	m.Expect(batchWork * (len(y) + calibration.Rows - 1) / calibration.Rows)
	for first := 0; first < len(y); first += calibration.Rows {
		rows := min(calibration.Rows, len(y)-first)
		pass.Backward(x[first*inputs:(first+rows)*inputs], y[first:first+rows], rows)
		share := float32(rows) / float32(len(y))
		for l := range sums {
			for i, g := range pass.Gradients[l].W {
				sums[l][i] += float32(share * g)
			}
		}
		if !m.Did(batchWork) {
			return nil
		}
	}
	for l, layer := range n.Layers {
		for i, w := range layer.W {
			sums[l][i] = abs(w * sums[l][i])
		}
	}
	return sums
}

// backwardProducts is the number of products that Backward takes for each weight
// and sample: one forwards, one for the gradient and one for the layer before.
const backwardProducts = 3
