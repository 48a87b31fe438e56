package codec

import (
	"slices"

	"bonsai/engine/nn"
)

// names of the formats, the simplest first.
var names = []string{"dense", "gzip", "bitmask", "csr", "relative", "codebook", "huffman", "arithmetic"}

// Names returns the names of all formats, the simplest first.
func Names() []string { return slices.Clone(names) }

// Sizes returns how many bytes the network takes in each format, by the format's
// name.
func Sizes(n *nn.Network) map[string]int {
	sizes := map[string]int{}
	for _, name := range names {
		sizes[name] = len(Named(name).Encode(n))
	}
	return sizes
}

// Named returns the format with a name. It panics if there is none.
//
// This is a switch and not a table of names and formats, because a program that
// uses a table contains all of its entries: the page needs only the names.
func Named(name string) Format {
	switch name {
	case "dense":
		return Dense{}
	case "gzip":
		return Gzip{}
	case "bitmask":
		return Bitmask{}
	case "csr":
		return CSR{}
	case "relative":
		return Relative{}
	case "codebook":
		return Codebook{}
	case "huffman":
		return Huffman{}
	case "arithmetic":
		return Arithmetic{}
	}
	panic("codec: unknown format " + name)
}
