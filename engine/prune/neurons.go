package prune

import (
	"math"

	"bonsai/engine/nn"
)

// Criteria of whole neurons: each gives one score to every hidden neuron.

// NeuronL1 removes the neurons with the smallest Σ|fan-in| · Σ|fan-out|, the
// weight of all ways through the neuron (Li, Kadav, Durdanovic, Samet and Graf,
// "Pruning Filters for Efficient ConvNets", ICLR 2017, rank by the fan-in alone;
// a neuron that nobody listens to should go whatever comes in).
type NeuronL1 struct{}

// NeuronL2 is the same with Euclidean norms.
type NeuronL2 struct{}

// APoZ removes the neurons that give out 0 for most of the samples (Hu, Peng,
// Tai and Tang, "Network Trimming", arXiv 1607.03250, equation 1: the average
// percentage of zeros). It needs X.
type APoZ struct{}

// MeanActivation removes the neurons that give out least, in the mean of their
// size over the samples (Molchanov et al., "Pruning Convolutional Neural
// Networks for Resource Efficient Inference", ICLR 2017, "Activation"). It
// needs X.
type MeanActivation struct{}

var (
	_ Criterion = NeuronL1{}
	_ Criterion = NeuronL2{}
	_ Criterion = APoZ{}
	_ Criterion = MeanActivation{}
)

func (NeuronL1) Scores(e *Evidence) [][]float32 {
	return ways(e.Net, func(w float64) float64 { return math.Abs(w) }, func(sum float64) float64 { return sum })
}

func (NeuronL2) Scores(e *Evidence) [][]float32 {
	return ways(e.Net, func(w float64) float64 { return float64(w * w) }, math.Sqrt)
}

// ways multiplies a norm of each hidden neuron's fan-in with that of its
// fan-out: the norm is root(Σ part(w)).
func ways(n *nn.Network, part, root func(float64) float64) [][]float32 {
	scores := make([][]float32, len(n.Layers))
	for l := range len(n.Layers) - 1 {
		layer, next := n.Layers[l], n.Layers[l+1]
		scores[l] = make([]float32, layer.Out)
		for j := range scores[l] {
			in, out := 0.0, 0.0
			for i := range layer.In {
				in += part(float64(layer.W[j*layer.In+i]))
			}
			for k := range next.Out {
				out += part(float64(next.W[k*next.In+j]))
			}
			scores[l][j] = float32(root(in) * root(out))
		}
	}
	return scores
}

func (APoZ) Scores(e *Evidence) [][]float32 {
	return activity(e, func(v float32) float32 {
		if v > 0 || v < 0 {
			return 1
		}
		return 0
	})
}

func (MeanActivation) Scores(e *Evidence) [][]float32 { return activity(e, abs) }

// activity sums up f of what each hidden neuron gives out.
func activity(e *Evidence, f func(float32) float32) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l := range len(e.Net.Layers) - 1 {
		scores[l] = make([]float32, e.Net.Layers[l].Out)
	}
	eachInput(e.Net, e.X, func(l int, input []float32, rows int) {
		if l == 0 {
			return
		}
		sums := scores[l-1]
		for row := range rows {
			for j, v := range input[row*len(sums) : (row+1)*len(sums)] {
				sums[j] += f(v)
			}
		}
	})
	return scores
}
