package main

import (
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/prune/criteria"
)

// pruneTo returns what a fit does before each step: every so often it prunes
// down the cubic schedule, from the progress begin to end, by |w| over the
// whole network, until so many weights are kept.
func pruneTo(n *nn.Network, kept int, begin, end float64) func(x float64) {
	total := 0
	for _, layer := range n.Layers {
		total += len(layer.W)
	}
	final := 1 - float64(kept)/float64(total)
	last := -1
	return func(x float64) {
		const looks = 400
		look := int(x * looks)
		if look == last || x < begin || x > end+1.5/looks {
			return
		}
		last = look
		s := prune.SparsityAt("cubic", 0, final, (x-begin)/(end-begin))
		cut(n, prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: s})
	}
}

// cut puts a rule's masks on a network whose masks are final.
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

// keptOf counts the weights that a network keeps.
func keptOf(n *nn.Network) int {
	kept := 0
	for _, layer := range n.Layers {
		for _, m := range layer.Mask {
			kept += int(m)
		}
	}
	return kept
}

// A compact is the part of a network that is alive: it computes the same, and
// trains many times faster.
type compact struct {
	whole *nn.Network
	net   *nn.Network
	units [][]int // by layer of units: which of the whole's
}

// compactOf leaves out the hidden units that nothing leads to or from, and the
// inputs that nothing comes from.
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

// expanded writes the part back into the whole network; all else is pruned.
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

// sees is what a compact network sees of a source of so many features.
func (c *compact) sees(from source, features int) *seen {
	return &seen{from: from, features: features, inputs: c.units[0]}
}

// seen is a source of which a compact network sees only the inputs that are
// alive.
type seen struct {
	from     source
	features int
	inputs   []int
	whole    []float32
}

func (s *seen) size() int { return s.from.size() }

func (s *seen) next(x, y []float32) []float32 {
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
