package lab

import (
	"encoding/base64"
	"slices"
	"strings"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// maxNetworkWeights limits the weights of all networks in one address.
const maxNetworkWeights = 4_000_000

// resolved checks the networks among operations and writes them as this
// version would, so that equal networks are equal operations.
func resolved(operations []recipe.Operation) ([]recipe.Operation, error) {
	room := maxNetworkWeights
	for i, o := range operations {
		network, ok := o.(recipe.Network)
		if !ok {
			continue
		}
		n, err := decodeNetwork(network)
		if err != nil {
			return nil, err
		}
		if room -= n.Weights(); room < 0 {
			return nil, recipe.NewProblem("network", "detail", "it and those before it are too large")
		}
		operations = slices.Clone(operations)
		operations[i] = encodeNetwork(n, network.History)
	}
	return operations, nil
}

func encodeNetwork(n *nn.Network, h *recipe.History) recipe.Network {
	return recipe.Network{Encoded: base64.RawURLEncoding.EncodeToString(codec.Arithmetic{}.Encode(n)), History: h}
}

func decodeNetwork(o recipe.Network) (*nn.Network, error) {
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

// replaceNetwork puts the network of an address in place of the present one.
func (l *Lab) replaceNetwork(o recipe.Network) error {
	n, err := decodeNetwork(o)
	if err != nil {
		return err
	}
	now, err := l.recipeFor(n)
	if err != nil {
		return err
	}
	l.now = now
	for _, layer := range n.Layers {
		for i := range layer.B {
			layer.B[i] += 0 // −0 becomes 0, as in an edit
		}
	}
	l.takeOver(n)
	l.equip()
	if !l.Measure() {
		return errGivenUp
	}
	l.setWhole() // of the network before it was pruned there is only what the sender has measured
	if o.History != nil && l.Kept() < n.Weights() {
		l.dense.Metrics = snapshot.Metrics{Loss: o.History.Loss, Accuracy: o.History.Accuracy}
	}
	l.record()
	l.addOperation(o)
	l.save()
	return nil
}

// recipeFor returns the present recipe with the layers of a network, if the
// network takes and predicts what these data have.
func (l *Lab) recipeFor(n *nn.Network) (recipe.Recipe, error) {
	r := l.now.Clone()
	first, last := n.Layers[0], n.Layers[len(n.Layers)-1]
	want := l.net.Layers[len(l.net.Layers)-1]
	if first.In != len(l.samples.Inputs) || last.Out != want.Out || n.Loss != l.net.Loss {
		return r, recipe.NewProblem("network", "detail", "it was made for other data")
	}
	hidden := n.Layers[:len(n.Layers)-1]
	r.Layers, r.Activation = []int{}, []string{}
	for _, layer := range hidden {
		if layer.Out > recipe.MaxNeurons {
			return r, recipe.NewProblem("range", "field", "layers", "value", layer.Out, "min", 1, "max", recipe.MaxNeurons)
		}
		r.Layers = append(r.Layers, layer.Out)
		r.Activation = append(r.Activation, layer.Activation.String())
	}
	if len(hidden) > recipe.MaxLayers {
		return r, recipe.NewProblem("count", "field", "layers", "value", len(hidden), "min", 0, "max", recipe.MaxLayers)
	}
	if len(slices.Compact(slices.Clone(r.Activation))) <= 1 {
		r.Activation = append(r.Activation, l.now.Activation[0])[:1]
	}
	return r, nil
}

// Model returns an address that contains the network. If entries is 0 it has
// the exact weights; otherwise each layer's weights are rounded to that many
// values, which makes the address short. The lab does not change.
func (l *Lab) Model(entries int) (snapshot.Model, error) {
	net, accuracy := l.net, l.testMetrics.Accuracy
	if entries > 0 {
		if entries < quant.MinEntries || entries > quant.MaxEntries {
			return snapshot.Model{}, recipe.NewProblem("range", "field", "entries", "value", entries, "min", quant.MinEntries, "max", quant.MaxEntries)
		}
		net = l.net.Clone()
		if _, err := quant.Quantize(net, recipe.Codebook, entries); err != nil {
			return snapshot.Model{}, err
		}
		_, accuracy = nn.Evaluate(nn.NewPass(net, passRows), l.samples.Test.X, l.samples.Test.Y)
	}
	start := l.start
	start.Network = "" // the address has the network itself
	carried := encodeNetwork(net, l.ancestry())
	received, err := decodeNetwork(carried)
	if err != nil {
		return snapshot.Model{}, err
	}
	address := recipe.Experiment{Recipe: start, Operations: []recipe.Operation{carried}}.Address()
	if have := len(address) - len("#"); have > recipe.MaxNetwork {
		return snapshot.Model{}, recipe.NewProblem("modelLength", "have", have, "max", recipe.MaxNetwork)
	}
	return snapshot.Model{Link: address, Accuracy: snapshot.Bounded(accuracy), Kept: prune.Kept(received.Masks())}, nil
}
