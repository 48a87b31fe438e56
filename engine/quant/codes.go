package quant

import (
	"slices"

	"bonsai/engine/nn"
)

// Codes say what the weights of a network have in common.
type Codes struct{ Layers []Layer }

// A Layer holds the codes of one layer's weights: the weight at place i is
// Values[Groups[i]]·Factors[i]/Unit. A pruned weight has factor 0.
type Layer struct {
	Values  []float32
	Groups  []uint16 // [Out][In]
	Factors []int8   // [Out][In]

	// Unit is the largest factor of the scheme, so that a value is as large as
	// the largest weight that it stands for: an optimiser's steps are meant
	// for numbers of that size.
	Unit int
}

// spread brings codes of the kept weights to the places of all weights. Kept
// weights with factor 0 are pruned.
func (c Layer) spread(layer *nn.Dense) Layer {
	groups, factors := make([]uint16, len(layer.W)), make([]int8, len(layer.W))
	next := 0
	for i, m := range layer.Mask {
		if m == 0 {
			continue
		}
		groups[i], factors[i] = c.Groups[next], c.Factors[next]
		if c.Factors[next] == 0 && c.Unit == 1 {
			layer.Mask[i] = 0
		}
		next++
	}
	c.Groups, c.Factors = groups, factors
	return c
}

// Write sets the kept weights of a network to what the codes say.
func (c *Codes) Write(n *nn.Network) {
	for l, layer := range n.Layers {
		codes := &c.Layers[l]
		// One division a value, so that weights of a scale are exact multiples
		// of one number.
		scale := make([]float32, len(codes.Values))
		for g, v := range codes.Values {
			scale[g] = v / float32(codes.Unit)
		}
		for i, m := range layer.Mask {
			if m != 0 {
				layer.W[i] = scale[codes.Groups[i]] * float32(codes.Factors[i])
			}
		}
	}
}

// Gather sets, layer by layer, into[l].W[g] to the derivative of the loss with
// respect to value g: the sum of gradient·factor/Unit over its weights.
// gradients are those of the weights, in the network's shapes.
func (c *Codes) Gather(into []nn.Gradient, gradients []nn.Gradient, n *nn.Network) {
	for l, layer := range n.Layers {
		codes, sums := &c.Layers[l], into[l].W
		clear(sums)
		for i, m := range layer.Mask {
			if m != 0 {
				sums[codes.Groups[i]] += float32(gradients[l].W[i] * (float32(codes.Factors[i]) / float32(codes.Unit)))
			}
		}
	}
}

// Clone returns a copy that shares nothing that changes.
func (c *Codes) Clone() *Codes {
	copied := &Codes{Layers: slices.Clone(c.Layers)}
	for l := range copied.Layers {
		copied.Layers[l].Values = slices.Clone(copied.Layers[l].Values)
	}
	return copied
}
