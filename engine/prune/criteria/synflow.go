package criteria

import (
	"math"
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/order"
	"bonsai/engine/pace"
)

// SynFlow removes the weights that carry the least flow from the inputs to the
// outputs: those with the smallest |w·∂R/∂w|, R = 1ᵀ·|W_L|···|W_1|·1. It works in
// rounds: each removes a tenth of the weights that are left and computes the
// flow of the rest again, because scores computed once would remove whole layers
// and so disconnect the network (Tanaka, Kunin, Yamins and Ganguli, "Pruning neural networks
// without any data by iteratively conserving synaptic flow", NeurIPS 2020,
// algorithm 1). It needs no samples.
//
// The paper prunes to one density in 100 rounds. Here the rounds go on until no
// weight is left, and the score of a weight is its position in the order of
// removal, so one set of scores serves for every sparsity.
type SynFlow struct{}

var _ = register("synflow", SynFlow{})

// synFlowRound is the fraction of the remaining weights that a round removes.
const synFlowRound = 0.1

// Scores implements Criterion.
func (SynFlow) Scores(e *Evidence, m *pace.Meter) [][]float32 {
	total := 0
	for _, layer := range e.Net.Layers {
		total += len(layer.W)
	}
	left := make([]place, 0, total) // the weights that are not removed, in the order of their indices
	scores, kept := make([][]float32, len(e.Net.Layers)), make([][]float64, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		scores[l], kept[l] = make([]float32, len(layer.W)), make([]float64, len(layer.W))
		for i, mask := range layer.Mask {
			if mask != 0 {
				kept[l][i] = math.Abs(float64(layer.W[i]))
				left = append(left, place{int32(l), int32(i)})
			}
		}
	}
	m.Expect(synFlowWork(total, len(left)))
	remaining := make([]float64, len(left))
	if !m.Did(total) {
		return nil
	}
	for removed := 0; len(left) > 0; {
		flows := synapticFlow(e.Net, kept)
		if !m.Did(2 * total) {
			return nil
		}
		remaining = remaining[:len(left)]
		for i, p := range left {
			remaining[i] = flows[p.layer][p.index]
		}
		if !m.Did(len(left)) {
			return nil
		}
		for _, i := range order.LowestFloat64(remaining, synFlowRemoves(len(left))) {
			p := left[i]
			scores[p.layer][p.index] = float32(removed)
			kept[p.layer][p.index] = 0
			left[i].layer = -1
			removed++
		}
		left = slices.DeleteFunc(left, func(p place) bool { return p.layer < 0 })
		if !m.Did(sortWork * len(remaining)) {
			return nil
		}
	}
	return scores
}

// A place is the position of a weight in a network.
type place struct{ layer, index int32 }

// synFlowRemoves returns how many of n weights a round removes.
func synFlowRemoves(n int) int { return int(math.Ceil(synFlowRound * float64(n))) }

// synFlowWork returns how many products the rounds take for a network with the
// given numbers of weights and of kept weights.
func synFlowWork(weights, kept int) int {
	work := weights
	for ; kept > 0; kept -= synFlowRemoves(kept) {
		work += 2*weights + (1+sortWork)*kept
	}
	return work
}

// synapticFlow returns |w|·∂R/∂|w| for each weight, up to a factor that is the
// same for all: the flow from the inputs to the weight, times |w|, times the flow
// from there to the outputs.
func synapticFlow(n *nn.Network, weights [][]float64) [][]float64 {
	in := make([][]float64, len(n.Layers)+1)
	in[0] = uniform(n.Layers[0].In)
	for l, layer := range n.Layers {
		in[l+1] = make([]float64, layer.Out)
		for j := range layer.Out {
			sum := 0.0
			for i, w := range weights[l][j*layer.In : (j+1)*layer.In] {
				sum += float64(w * in[l][i])
			}
			in[l+1][j] = sum
		}
		normalize(in[l+1])
	}
	flows := make([][]float64, len(n.Layers))
	out := uniform(n.Layers[len(n.Layers)-1].Out)
	for l := len(n.Layers) - 1; l >= 0; l-- {
		layer := n.Layers[l]
		flows[l] = make([]float64, len(layer.W))
		before := make([]float64, layer.In)
		for j := range layer.Out {
			row := flows[l][j*layer.In : (j+1)*layer.In]
			for i, w := range weights[l][j*layer.In : (j+1)*layer.In] {
				carried := float64(w * out[j])
				before[i] += carried
				row[i] = float64(carried * in[l][i])
			}
		}
		out = before
		normalize(out)
	}
	return conserved(flows)
}

func uniform(n int) []float64 {
	return slices.Repeat([]float64{1 / float64(n)}, n)
}

// normalize scales a flow so that its sum is 1. Without it the flow of a deep and
// wide network would overflow.
func normalize(flow []float64) {
	sum := 0.0
	for _, v := range flow {
		sum += v
	}
	if sum == 0 {
		return
	}
	for i := range flow {
		flow[i] /= sum
	}
}

// conserved makes the flows of different layers comparable again after the
// normalisation: the flows of every layer have the same sum, R.
func conserved(flows [][]float64) [][]float64 {
	for _, flow := range flows {
		normalize(flow)
	}
	return flows
}
