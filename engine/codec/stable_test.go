package codec

import (
	"bytes"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// Links and files contain encoded networks, so a format must never change. The
// checksums, of the encodings of 200 networks, were recorded once. They say
// nothing about whether a format is right, only that it is still the same. (Gzip
// is not here: another release of Go may compress better.)
//
// The weights are no multiples of one number: formats have stored those as int8 since
// later.
func TestFormatsKeepTheirBytes(t *testing.T) {
	large := lenet(0.05, 40)
	first := slices.Index(large.Layers[0].Mask, 1)
	large.Layers[0].W[first] = 0.3
	for name, want := range map[string]uint32{
		"dense":      0xa1d2ead6,
		"bitmask":    0x383a8c29,
		"csr":        0x1147b252,
		"relative":   0xa9b187f1,
		"codebook":   0x8aa8c09d,
		"huffman":    0x9ad76ad9,
		"arithmetic": 0x63e4b658,
	} {
		r := rand.New(rand.NewPCG(8, 8))
		checksum := crc32.NewIEEE()
		for i := range 200 {
			n := sparse(r)
			if i%4 == 0 {
				n = pruned(r)
			}
			checksum.Write(Named(name).Encode(n))
		}
		checksum.Write(Named(name).Encode(large))
		if got := checksum.Sum32(); got != want {
			t.Errorf("%s: the checksum is %#08x, want %#08x", name, got, want)
		}
	}
}

// wide has more inputs than two bytes can number, and 300 different values, more
// than a table has room for.
func wide() *nn.Network {
	n := nn.New(70_000, nil, nil, 2, nn.SquaredError)
	layer := n.Layers[0]
	clear(layer.Mask)
	for i := range 300 {
		layer.Mask[i*466], layer.W[i*466] = 1, float32(i)/7-3.01
	}
	layer.B[1] = 0.5
	return n
}

func TestDecodingReturnsTheSameWideNetwork(t *testing.T) {
	for name, format := range lossless() {
		got, err := format.Decode(format.Encode(wide()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, got, wide())
	}
}

// Three row starts of 4 bytes, and 300 weights of 4 bytes with columns of 4.
func TestWideColumnsTakeFourBytes(t *testing.T) {
	const header, biases = 1 + 1 + 3 + 1 + 1, 2 * 4
	if got, want := len(CSR{}.Encode(wide())), header+3*4+300*(4+4)+biases; got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
}

func TestSizesAreTheLengthsOfTheEncodings(t *testing.T) {
	n := sparse(rand.New(rand.NewPCG(9, 9)))
	sizes := Sizes(n)
	if len(sizes) != len(Names()) {
		t.Errorf("%d sizes for %d formats", len(sizes), len(Names()))
	}
	for _, name := range Names() {
		if want := len(Named(name).Encode(n)); sizes[name] != want {
			t.Errorf("%s: %d bytes, want %d", name, sizes[name], want)
		}
	}
}

// Each input is damaged in one way, and the error says in which.
func TestErrorsSayWhatIsWrong(t *testing.T) {
	const inputs, outputs = 3, 1
	header := []byte{byte(nn.SquaredError), 1, inputs, outputs, byte(nn.Linear)}
	bias := []byte{0, 0, 0, 0}
	join := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{header}, parts...), nil) }
	hidden := []byte{byte(nn.SquaredError), 1, inputs, outputs, byte(nn.ReLU)}
	for name, c := range map[string]struct {
		format string
		b      []byte
		want   string
	}{
		"an activation in the last layer": {"bitmask", hidden, "last layer"},
		"an unknown loss":                 {"dense", []byte{9, 1, 1, 1, 3}, "loss number 9"},
		"an unknown activation":           {"dense", []byte{0, 1, 1, 1, 4}, "activation number 4"},
		"25 million weights":              {"bitmask", []byte{0, 1, 0x88, 0x27, 0x88, 0x27, 3}, "16000000"},
		"bytes after the end":             {"dense", join(make([]byte, 16), []byte{1}), "1 bytes follow"},
		"not gzip":                        {"gzip", header, "gzip"},
		"damaged gzip":                    {"gzip", Gzip{}.Encode(wide())[:100], "gzip"},
		"rows not from 0":                 {"csr", join([]byte{1, 0, 0, 0, 1, 0, 0, 0}), "position"},
		"rows backwards":                  {"csr", join([]byte{0, 0, 0, 0, 255, 255, 255, 255}), "position"},
		"a column too far":                {"csr", join([]byte{0, 0, 0, 0, 1, 0, 0, 0, 3, 0}, bias, bias), "position"},
		"a gap too far":                   {"relative", join([]byte{1, 3, 0, 0, 0, 0}, bias), "position"},
		"more entries than bytes":         {"relative", join([]byte{9, 3, 0, 0, 0, 0}, bias), "before the network is complete"},
		"an index outside the table":      {"codebook", join([]byte{1, 3}, make([]byte, 12), []byte{3 << 5}, bias), "table"},
		"an altered byte":                 {"arithmetic", []byte{1, 2, 3, 4}, "checksum"},
		"no bytes":                        {"arithmetic", nil, "before the network is complete"},
		"arithmetic with bytes too many":  {"arithmetic", seal(append(unsealed(t, Arithmetic{}.Encode(wide())), 1, 2, 3, 4, 5, 6, 7, 8)), "bytes follow"},
	} {
		_, err := Named(c.format).Decode(c.b)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "codec: ") {
			t.Errorf("%s: the error is %v, want one with %q", name, err, c.want)
		}
	}
}

// unsealed returns bytes without their checksum.
func unsealed(t *testing.T, b []byte) []byte {
	t.Helper()
	b, err := unseal(b)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
