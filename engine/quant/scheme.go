package quant

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/pace"
)

// A scheme finds codes for the kept weights of one layer. weights are the kept
// weights in row-major order, and rows[i] is the output that weights[i] leads to.
// entries is the size of the codebook; the other schemes ignore it. A scheme that
// takes long tells m what it has done; when m stops it, its result has no meaning.
type scheme func(weights []float32, rows []int, entries int, m *pace.Meter) Layer

// schemes are all schemes, in the order in which the page shows them.
var schemes = []struct {
	name string
	scheme
}{
	{"codebook", codebook},
	{"int8", int8PerTensor},
	{"int8-row", int8PerRow},
	{"ternary", ternary},
	{"binary", binary},
}

// Schemes returns the names of all schemes: "codebook" (values found by k-means),
// "int8" (multiples of one scale), "int8-row" (one scale for each output),
// "ternary" (−α, 0, α) and "binary" (−α, α).
func Schemes() []string {
	names := make([]string, len(schemes))
	for i, s := range schemes {
		names[i] = s.name
	}
	return names
}

// Limits for the number of values in a codebook.
const (
	MinEntries = 2
	MaxEntries = 256
)

// Quantize replaces the kept weights of a network by the nearest values of a
// scheme, layer by layer, and returns their codes. entries is the number of values
// of a layer's codebook, MinEntries to MaxEntries; only "codebook" uses it. It
// returns an error for an unknown scheme or a codebook of another size.
//
// "ternary" also prunes: a kept weight that it rounds to 0 is masked. No weight
// may be NaN or infinite.
func Quantize(n *nn.Network, name string, entries int) (*Codes, error) {
	return QuantizeBy(n, name, entries, nil)
}

// QuantizeBy does what Quantize does and tells m what it has done. If m stops it,
// it returns nil without an error, and the network has not changed.
func QuantizeBy(n *nn.Network, name string, entries int, m *pace.Meter) (*Codes, error) {
	encode, err := lookup(name)
	if err != nil {
		return nil, err
	}
	if name == "codebook" && (entries < MinEntries || entries > MaxEntries) {
		return nil, fmt.Errorf("quant: the codebook has %d entries; it must have %d to %d", entries, MinEntries, MaxEntries)
	}
	codes := &Codes{Layers: make([]Layer, len(n.Layers))}
	for l, layer := range n.Layers {
		weights, rows := kept(layer)
		found := encode(weights, rows, entries, m)
		if !m.Did(roundedWork * len(layer.W)) {
			return nil, nil
		}
		codes.Layers[l] = found.spread(layer)
	}
	codes.Write(n)
	return codes, nil
}

// roundedWork is about how many multiplications take as long as rounding a weight.
const roundedWork = 8

// lookup returns the scheme with a name.
func lookup(name string) (scheme, error) {
	for _, s := range schemes {
		if s.name == name {
			return s.scheme, nil
		}
	}
	return nil, fmt.Errorf("quant: there is no scheme %q; the schemes are %v", name, Schemes())
}

// kept returns a layer's kept weights in row-major order, and the output that each
// leads to.
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
