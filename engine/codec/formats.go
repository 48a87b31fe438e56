package codec

import (
	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// formats are all formats, the simplest first.
var formats = []struct {
	name string
	Format
}{
	{"dense", Dense{}},
	{"gzip", Gzip{}},
	{"bitmask", Bitmask{}},
	{"csr", CSR{}},
	{"relative", Relative{}},
	{"codebook", Codebook{}},
	{"huffman", Huffman{}},
	{"arithmetic", Arithmetic{}},
}

// Names returns the names of all formats, the simplest first.
func Names() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Sizes returns how many bytes the network takes in each format, by the format's
// name.
func Sizes(n *nn.Network) map[string]int {
	return SizesBy(n, nil)
}

// encodedWork is about how many multiplications take as long as encoding a weight
// in a format without an arithmetic coder.
const encodedWork = 100

// SizesBy does what Sizes does and tells m what it has done. It returns nil if m
// stops it.
func SizesBy(n *nn.Network, m *pace.Meter) map[string]int {
	sizes := map[string]int{}
	for _, f := range formats {
		format := f.Format
		if _, ok := format.(Arithmetic); ok {
			format = Arithmetic{m}
		}
		sizes[f.name] = len(format.Encode(n))
		if !m.Did(encodedWork * n.Weights()) {
			return nil
		}
	}
	return sizes
}

// Named returns the format with a name. It panics if there is none.
func Named(name string) Format {
	for _, f := range formats {
		if f.name == name {
			return f.Format
		}
	}
	panic("codec: unknown format " + name)
}
