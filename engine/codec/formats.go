package codec

import "slices"

// names of the formats, from the plainest on.
var names = []string{"dense", "gzip", "bitmask", "csr", "relative", "codebook", "huffman", "arithmetic"}

// Names returns the names of all formats, the plainest first.
func Names() []string { return slices.Clone(names) }

// Named finds a format by its name; there must be one. It is apart from the
// names, so that a program that only shows these need not contain what they
// stand for.
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
