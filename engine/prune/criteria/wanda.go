package criteria

import (
	"math"

	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// Wanda removes the weights with the smallest |W_ij|·‖X_j‖₂, the size of the
// weight times the norm of the input it multiplies (Sun, Liu, Bair and Kolter, "A Simple
// and Effective Pruning Approach for Large Language Models", ICLR 2024,
// equation 1). The paper compares the weights of each neuron: scope
// prune.ByNeuron. It needs X.
type Wanda struct{}

var _ = register("wanda", Wanda{})

// Scores implements Criterion.
func (Wanda) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	ok := calibration.EachInput(e.Net, e.X, m, func(l int, input []float32, rows int) {
		layer := e.Net.Layers[l]
		if scores[l] == nil {
			scores[l] = make([]float32, layer.In) // at first the sums of squares
		}
		for row := range rows {
			for i, v := range input[row*layer.In : (row+1)*layer.In] {
				scores[l][i] += float32(v * v)
			}
		}
	})
	if !ok {
		return nil
	}
	for l, layer := range e.Net.Layers {
		squares := scores[l]
		scores[l] = make([]float32, len(layer.W))
		for i, w := range layer.W {
			norm := math.Sqrt(float64(squares[i%layer.In]))
			scores[l][i] = float32(float64(abs(w)) * norm)
		}
	}
	return scores
}
