package codec

import "bonsai/engine/nn"

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
	sizes := map[string]int{}
	for _, f := range formats {
		sizes[f.name] = len(f.Encode(n))
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
