package carried

import (
	"bonsai/engine/nn"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
)

// Rounded returns a copy of a network in which each layer's weights are rounded to a
// number of values, which makes its address short; or the network itself if entries is 0.
func Rounded(n *nn.Network, entries int) (*nn.Network, error) {
	if entries <= 0 {
		return n, nil
	}
	if entries < quant.MinEntries || entries > quant.MaxEntries {
		return nil, recipe.NewProblem("range", "field", "entries", "value", entries, "min", quant.MinEntries, "max", quant.MaxEntries)
	}
	n = n.Clone()
	_, err := quant.Quantize(n, recipe.Codebook, entries)
	return n, err
}

// Address returns an address that begins with a network, and the network as it is for
// the receiver. h says how the network came about.
func Address(r recipe.Recipe, n *nn.Network, h *recipe.History) (address string, received *nn.Network, err error) {
	r.Network = "" // the address has the network itself
	sent := Encode(n, h)
	if received, err = Decode(sent); err != nil {
		return "", nil, err
	}
	address = recipe.Experiment{Recipe: r, Operations: []recipe.Operation{sent}}.Address()
	if have := len(address) - len("#"); have > recipe.MaxNetwork {
		return "", nil, recipe.NewProblem("modelLength", "have", have, "max", recipe.MaxNetwork)
	}
	return address, received, nil
}
