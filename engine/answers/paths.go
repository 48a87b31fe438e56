package answers

import (
	"cmp"
	"slices"

	"bonsai/engine/nn"
	"bonsai/engine/snapshot"
)

// How many connections are followed from each neuron, and from how many neurons of a
// layer: more could not be told apart in the picture.
const (
	fromNeuron = 3
	fromLayer  = 6
)

// A contribution is what a connection adds to the sum of its neuron: the activation of
// the unit where it begins times its weight.
type contribution struct {
	snapshot.Path
	size float32 // |activation × weight|
}

// Paths returns the kept connections that contribute most to what a network answers
// for one sample x. It begins at the output of a class, takes the connections with the
// largest |activation × weight|, and goes on from the neurons where they begin, down to
// the inputs.
func Paths(n *nn.Network, x []float32, class int) []snapshot.Path {
	pass := nn.NewPass(n, 1)
	pass.Forward(x, 1)
	last := len(n.Layers) - 1
	reached := []int{min(class, n.Layers[last].Out-1)} // of two classes there is one output
	paths := []snapshot.Path{}
	for l := last; l >= 0; l-- {
		input := x
		if l > 0 {
			input = pass.Activations(l - 1)
		}
		var found []contribution
		for _, out := range reached {
			found = append(found, strongest(n.Layers[l], l, out, input)...)
		}
		slices.SortStableFunc(found, func(a, b contribution) int { return cmp.Compare(b.size, a.size) })
		reached = reached[:0]
		for _, c := range found {
			known := slices.Contains(reached, c.In)
			if !known && len(reached) == fromLayer {
				continue
			}
			if !known {
				reached = append(reached, c.In)
			}
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// strongest returns the connections that contribute most to neuron out of layer l.
func strongest(layer *nn.Dense, l, out int, input []float32) []contribution {
	var list []contribution
	for in := range layer.In {
		at := out*layer.In + in
		size := input[in] * layer.W[at]
		if size = max(size, -size); layer.Mask[at] != 0 && size > 0 {
			list = append(list, contribution{snapshot.Path{Layer: l, Out: out, In: in}, size})
		}
	}
	slices.SortStableFunc(list, func(a, b contribution) int { return cmp.Compare(b.size, a.size) })
	return list[:min(fromNeuron, len(list))]
}
