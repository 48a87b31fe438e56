package prune

import "math"

// Wanda removes the weights with the smallest |W_ij|·‖X_j‖₂: a weight counts
// as much as what comes in through it (Sun, Liu, Bair and Kolter, "A Simple
// and Effective Pruning Approach for Large Language Models", ICLR 2024,
// equation 1). The paper compares within each output neuron: scope ByNeuron.
// It needs X.
type Wanda struct{}

var _ Criterion = Wanda{}

func (Wanda) Scores(e *Evidence) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	eachInput(e.Net, e.X, func(l int, input []float32, rows int) {
		layer := e.Net.Layers[l]
		if scores[l] == nil {
			scores[l] = make([]float32, layer.In) // sums of squares, for now
		}
		for row := range rows {
			for i, v := range input[row*layer.In : (row+1)*layer.In] {
				scores[l][i] += float32(v * v)
			}
		}
	})
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
