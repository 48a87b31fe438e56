package criteria

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/nn"
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
func (SynFlow) Scores(e *Evidence) [][]float32 {
	type place struct {
		layer, index int
		flow         float64
	}
	var left []place
	scores, kept := make([][]float32, len(e.Net.Layers)), make([][]float64, len(e.Net.Layers))
	for l, layer := range e.Net.Layers {
		scores[l], kept[l] = make([]float32, len(layer.W)), make([]float64, len(layer.W))
		for i, m := range layer.Mask {
			if m != 0 {
				kept[l][i] = math.Abs(float64(layer.W[i]))
				left = append(left, place{layer: l, index: i})
			}
		}
	}
	removed := 0
	for len(left) > 0 {
		flows := synapticFlow(e.Net, kept)
		for i, p := range left {
			left[i].flow = flows[p.layer][p.index]
		}
		slices.SortStableFunc(left, func(a, b place) int { return cmp.Compare(a.flow, b.flow) })
		n := int(math.Ceil(synFlowRound * float64(len(left))))
		for _, p := range left[:n] {
			scores[p.layer][p.index] = float32(removed)
			kept[p.layer][p.index] = 0
			removed++
		}
		left = left[n:]
		// Equal flows are removed in the order of their indices, so the next
		// round must begin with that order.
		slices.SortFunc(left, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.layer, b.layer), cmp.Compare(a.index, b.index))
		})
	}
	return scores
}

// synapticFlow returns |w|·∂R/∂|w| for each weight, up to a factor that is the
// same for all: the flow from the inputs to the weight, times |w|, times the flow
// from there to the outputs.
func synapticFlow(n *nn.Network, weights [][]float64) [][]float64 {
	in := make([][]float64, len(n.Layers)+1)
	in[0] = uniform(n.Layers[0].In)
	for l, layer := range n.Layers {
		in[l+1] = make([]float64, layer.Out)
		for i, w := range weights[l] {
			in[l+1][i/layer.In] += float64(w * in[l][i%layer.In])
		}
		normalize(in[l+1])
	}
	flows := make([][]float64, len(n.Layers))
	out := uniform(n.Layers[len(n.Layers)-1].Out)
	for l := len(n.Layers) - 1; l >= 0; l-- {
		layer := n.Layers[l]
		flows[l] = make([]float64, len(layer.W))
		before := make([]float64, layer.In)
		for i, w := range weights[l] {
			carried := float64(w * out[i/layer.In])
			before[i%layer.In] += carried
			flows[l][i] = float64(carried * in[l][i%layer.In])
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
