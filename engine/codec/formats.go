package codec

// A NamedFormat is a format and what it is called.
type NamedFormat struct {
	Name string
	Format
}

// named formats, from the plainest on.
var named = []NamedFormat{
	{"dense", Dense{}},
	{"gzip", Gzip{}},
	{"bitmask", Bitmask{}},
	{"csr", CSR{}},
	{"relative", Relative{}},
	{"codebook", Codebook{}},
	{"huffman", Huffman{}},
	{"arithmetic", Arithmetic{}},
}

// Formats returns all formats, the plainest first.
func Formats() []NamedFormat { return named }

// Lookup finds a format by its name.
func Lookup(name string) (Format, bool) {
	for _, f := range named {
		if f.Name == name {
			return f.Format, true
		}
	}
	return nil, false
}
