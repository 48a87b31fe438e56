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
}

// Formats returns all formats, the plainest first.
func Formats() []NamedFormat { return named }
