package quant

import (
	"slices"

	"bonsai/engine/nn"
)

// Codes describe the weights of a quantised network, layer by layer.
type Codes struct{ Layers []Layer }

// A Layer has the codes of one layer's weights: weight i is
// Values[Groups[i]]·Factors[i]/Unit. A pruned weight has the factor 0.
type Layer struct {
	Values  []float32 // shared by the weights of a group
	Groups  []uint16  // [Out][In]
	Factors []int8    // [Out][In]

	// Unit is the largest factor of the scheme: 127 for int8, otherwise 1. It
	// makes a value as large as the largest weight of its group, and not 127
	// times smaller: the optimiser's step size suits numbers of the size of
	// weights.
	Unit int
}

// spread takes codes of the kept weights only and returns codes of all weights,
// [Out][In]. Where the unit is 1, a factor of 0 means that the scheme has set the
// weight to 0 for good, so spread prunes it.
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

// Write sets the kept weights of a network to the values that the codes describe.
func (c *Codes) Write(n *nn.Network) {
	for l, layer := range n.Layers {
		codes := &c.Layers[l]
		// Divide the value and not each weight, so that all weights of a group
		// are whole multiples of the same float32.
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

// Different counts the different values that the kept weights of each layer have; 0 is
// one value for all groups. masks[l] is [Out][In].
func (c *Codes) Different(masks [][]uint8) []int {
	counts := make([]int, len(masks))
	for l, mask := range masks {
		codes := c.Layers[l]
		seen := make([]bool, 256*len(codes.Values)) // by group and factor
		for i, m := range mask {
			if m == 0 {
				continue
			}
			value := 128
			if f := int(codes.Factors[i]); f != 0 {
				value = 256*int(codes.Groups[i]) + 128 + f
			}
			if !seen[value] {
				seen[value] = true
				counts[l]++
			}
		}
	}
	return counts
}

// Gather computes the gradients of the values from those of the weights. For each
// layer l it sets into[l].W[g] to the derivative of the loss with respect to
// Values[g]: the sum of gradient·factor/Unit over the kept weights of group g.
// gradients[l].W is [Out][In]; into[l].W has one number for each value.
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

// Clone returns a copy whose values can be changed without changing c. Groups and
// Factors never change and are shared.
func (c *Codes) Clone() *Codes {
	copied := &Codes{Layers: slices.Clone(c.Layers)}
	for l := range copied.Layers {
		copied.Layers[l].Values = slices.Clone(copied.Layers[l].Values)
	}
	return copied
}
