package quant

import (
	"fmt"
	"slices"

	"bonsai/engine/nn"
)

// A scheme finds codes for the kept weights of one layer. weights holds them
// in row-major order and rows the output that each leads to.
type scheme func(weights []float32, rows []int, entries int) Layer

// schemes in the order in which they are offered.
var schemes = []string{"codebook", "int8", "int8-row", "ternary", "binary"}

// Schemes returns the names of all schemes.
func Schemes() []string { return slices.Clone(schemes) }

// Sizes of a codebook.
const (
	MinEntries = 2
	MaxEntries = 256
)

// Quantize rounds the kept weights of a network to what the scheme can say,
// layer by layer, and returns their codes. Of the schemes only "codebook" asks
// for entries: how many values a layer may have, MinEntries to MaxEntries.
//
// "ternary" has a zero of its own: kept weights that it rounds to 0 are pruned
// from then on. The weights must be numbers.
func Quantize(n *nn.Network, name string, entries int) (*Codes, error) {
	encode, err := lookup(name)
	if err != nil {
		return nil, err
	}
	if name == "codebook" && (entries < MinEntries || entries > MaxEntries) {
		return nil, fmt.Errorf("quant: a codebook of %d entries, where %d to %d can be", entries, MinEntries, MaxEntries)
	}
	codes := &Codes{Layers: make([]Layer, len(n.Layers))}
	for l, layer := range n.Layers {
		weights, rows := kept(layer)
		found := encode(weights, rows, entries)
		codes.Layers[l] = found.spread(layer)
	}
	codes.Write(n)
	return codes, nil
}

// lookup finds a scheme. It is apart from the names, so that a program that
// only shows these need not contain what they stand for.
func lookup(name string) (scheme, error) {
	switch name {
	case "codebook":
		return codebook, nil
	case "int8":
		return int8PerTensor, nil
	case "int8-row":
		return int8PerRow, nil
	case "ternary":
		return ternary, nil
	case "binary":
		return binary, nil
	}
	return nil, fmt.Errorf("quant: there is no scheme %q; known are %v", name, schemes)
}

// kept lists a layer's kept weights, and the output of each.
func kept(layer *nn.Dense) (weights []float32, rows []int) {
	for i, m := range layer.Mask {
		if m != 0 {
			weights = append(weights, layer.W[i])
			rows = append(rows, i/layer.In)
		}
	}
	return weights, rows
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
