package criteria

import (
	"math"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
	"bonsai/engine/prune/calibration"
)

// NeuronL1 removes the hidden neurons with the smallest Σ|w in|·Σ|w out|, over
// the weights of the connections that lead to the neuron and from it: the sum of
// |w·v| over all paths through the neuron. (Li, Kadav, Durdanovic, Samet and
// Graf, "Pruning Filters for Efficient ConvNets", ICLR 2017, use the first
// factor alone; a neuron whose output is hardly used should go as well.)
type NeuronL1 struct{}

// NeuronL2 scores a neuron as NeuronL1 does, but by the Euclidean norm of its
// weights instead of the sum of their absolute values.
type NeuronL2 struct{}

// APoZ removes the hidden neurons whose output is 0 for most samples (Hu, Peng,
// Tai and Tang, "Network Trimming", arXiv 1607.03250, equation 1: the average
// percentage of zeros). It needs X.
type APoZ struct{}

// MeanActivation removes the hidden neurons with the smallest mean |output| over
// the samples (Molchanov et al., "Pruning Convolutional Neural
// Networks for Resource Efficient Inference", ICLR 2017, "Activation"). It
// needs X.
type MeanActivation struct{}

var (
	_ = register("neuron-l1", NeuronL1{})
	_ = register("neuron-l2", NeuronL2{})
	_ = register("apoz", APoZ{})
	_ = register("mean-activation", MeanActivation{})
)

// Scores implements Criterion.
func (NeuronL1) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	return fanInOut(e.Net, func(w float64) float64 { return math.Abs(w) }, func(sum float64) float64 { return sum })
}

// Scores implements Criterion.
func (NeuronL2) Scores(e *Evidence, _ *pace.Meter) [][]float32 {
	return fanInOut(e.Net, func(w float64) float64 { return float64(w * w) }, math.Sqrt)
}

// fanInOut returns, for each hidden neuron, a norm of the weights that lead to
// it times the same norm of those that lead from it. The norm is root(Σ part(w)).
func fanInOut(n *nn.Network, part, root func(float64) float64) [][]float32 {
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

// Scores implements Criterion.
func (APoZ) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	return activity(e, m, func(v float32) float32 {
		if v > 0 || v < 0 {
			return 1
		}
		return 0
	})
}

// Scores implements Criterion.
func (MeanActivation) Scores(e *Evidence, m *pace.Meter) [][]float32 { return activity(e, m, abs) }

// activity returns the sum of f(output) over the samples, for each hidden neuron.
func activity(e *Evidence, m *pace.Meter, f func(float32) float32) [][]float32 {
	scores := make([][]float32, len(e.Net.Layers))
	for l := range len(e.Net.Layers) - 1 {
		scores[l] = make([]float32, e.Net.Layers[l].Out)
	}
	ok := calibration.EachInput(e.Net, e.X, m, func(l int, input []float32, rows int) {
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
	if !ok {
		return nil
	}
	return scores
}
