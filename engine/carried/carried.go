// Package carried puts networks into the operations of an address, and takes them out
// again.
package carried

import (
	"encoding/base64"
	"slices"
	"strings"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// MaxWeights limits the weights of all networks in one address.
const MaxWeights = 4_000_000

// Encode returns the operation that puts a network in place of the present one: its
// smallest encoding, by arithmetic coding, in base64url (RFC 4648, without padding). h
// says how the network came about; nil for nothing.
func Encode(n *nn.Network, h *recipe.History) recipe.Network {
	return recipe.Network{Encoded: base64.RawURLEncoding.EncodeToString(codec.Arithmetic{}.Encode(n)), History: h}
}

// Decode returns the network of an operation. The error is a *recipe.Problem.
func Decode(o recipe.Network) (*nn.Network, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(o.Encoded)
	if err != nil {
		return nil, recipe.NewProblem("network", "detail", "some of its characters are missing")
	}
	n, err := codec.Arithmetic{}.Decode(b)
	if err != nil {
		return nil, recipe.NewProblem("network", "detail", strings.TrimPrefix(err.Error(), "codec: "))
	}
	return n, nil
}

// Resolved checks the networks among operations and returns the operations with the
// networks as this version would write them, so that equal networks are equal operations.
func Resolved(operations []recipe.Operation) ([]recipe.Operation, error) {
	room := MaxWeights
	for i, o := range operations {
		network, ok := o.(recipe.Network)
		if !ok {
			continue
		}
		n, err := Decode(network)
		if err != nil {
			return nil, err
		}
		if room -= n.Weights(); room < 0 {
			return nil, recipe.NewProblem("network", "detail", "it and those before it are too large")
		}
		operations = slices.Clone(operations)
		operations[i] = Encode(n, network.History)
	}
	return operations, nil
}
