package main

import (
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/criteria"
)

// pruneTo returns a function for fit.before that prunes the network gradually, by |w|
// over the whole network, until a number of weights is kept. The sparsity follows
// the cubic schedule while the progress of the training goes from begin to end.
func pruneTo(n *nn.Network, kept int, begin, end float64) func(progress float64) {
	total := 0
	for _, layer := range n.Layers {
		total += len(layer.W)
	}
	final := 1 - float64(kept)/float64(total)
	last := -1
	return func(progress float64) {
		const times = 400 // how often the network is pruned
		now := int(progress * times)
		if now == last || progress < begin || progress > end+1.5/times {
			return
		}
		last = now
		s := prune.SparsityAt("cubic", 0, final, (progress-begin)/(end-begin))
		cut(n, prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: s})
	}
}

// cut prunes a network by a rule, for good: weights that are pruned already stay
// pruned, and pruned weights become 0.
func cut(n *nn.Network, rule prune.Rule) {
	layers := make([]prune.Layer, len(n.Layers))
	for l, layer := range n.Layers {
		layers[l] = prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: layer.Mask}
	}
	masks, _ := rule.Masks(layers, criteria.Scores(rule.Criterion, &criteria.Evidence{Net: n}))
	for l, layer := range n.Layers {
		copy(layer.Mask, masks[l])
		for i, m := range layer.Mask {
			if m == 0 {
				layer.W[i] = 0
			}
		}
	}
}

// keptOf returns the number of weights that are not pruned.
func keptOf(n *nn.Network) int {
	kept := 0
	for _, layer := range n.Layers {
		for _, m := range layer.Mask {
			kept += int(m)
		}
	}
	return kept
}

// A compact is a network without its dead units, which trains many times faster. (A
// dead neuron that has a bias outputs a constant; the compact network lacks it.)
type compact struct {
	whole *nn.Network
	net   *nn.Network
	units [][]int // of each layer of units, inputs first: the numbers that they have in whole
}

// compactOf leaves out the inputs and hidden units that no path of kept connections
// leads through.
func compactOf(n *nn.Network) *compact {
	c := &compact{whole: n, units: make([][]int, len(n.Layers)+1)}
	masks, sizes := make([][]uint8, len(n.Layers)), []int{n.Layers[0].In}
	for l, layer := range n.Layers {
		masks[l] = layer.Mask
		sizes = append(sizes, layer.Out)
	}
	dead := prune.Dead(sizes, masks)
	for l := range dead {
		for i, d := range dead[l] {
			if !d || l == len(dead)-1 {
				c.units[l] = append(c.units[l], i)
			}
		}
	}
	c.net = &nn.Network{Loss: n.Loss}
	for l, layer := range n.Layers {
		in, out := c.units[l], c.units[l+1]
		small := &nn.Dense{In: len(in), Out: len(out), Activation: layer.Activation,
			W: make([]float32, len(in)*len(out)), B: make([]float32, len(out)), Mask: make([]uint8, len(in)*len(out))}
		for j, o := range out {
			small.B[j] = layer.B[o]
			for k, i := range in {
				small.W[j*len(in)+k], small.Mask[j*len(in)+k] = layer.W[o*layer.In+i], layer.Mask[o*layer.In+i]
			}
		}
		c.net.Layers = append(c.net.Layers, small)
	}
	return c
}

// expanded returns the whole network with the weights and biases of the compact one.
// Everything else is pruned.
func (c *compact) expanded() *nn.Network {
	n := c.whole.Clone()
	for l, layer := range n.Layers {
		clear(layer.W)
		clear(layer.B)
		clear(layer.Mask)
		small := c.net.Layers[l]
		for j, o := range c.units[l+1] {
			layer.B[o] = small.B[j]
			for k, i := range c.units[l] {
				layer.W[o*layer.In+i], layer.Mask[o*layer.In+i] = small.W[j*small.In+k], small.Mask[j*small.In+k]
			}
		}
	}
	return n
}

// inputsOf returns a source that gives, of the features of another source, only those
// that the compact network has as inputs.
func (c *compact) inputsOf(from source, features int) *selection {
	return &selection{from: from, features: features, inputs: c.units[0]}
}

// A selection is a source with some of the features of another.
type selection struct {
	from     source
	features int
	inputs   []int
	whole    []float32
}

// size implements source.
func (s *selection) size() int { return s.from.size() }

// next implements source.
func (s *selection) next(x, y []float32) []float32 {
	if s.whole == nil {
		s.whole = make([]float32, len(y)*s.features)
	}
	soft := s.from.next(s.whole, y)
	for row := range y {
		for k, i := range s.inputs {
			x[row*len(s.inputs)+k] = s.whole[row*s.features+i]
		}
	}
	return soft
}
