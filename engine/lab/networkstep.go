package lab

import (
	"encoding/base64"
	"slices"
	"strings"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

// networkStep puts a whole network in the place of the one there is: "n:" and
// what codec.Arithmetic writes, in the characters of base64 for addresses. With
// it an address carries what was learnt, not what to do.
type networkStep struct {
	net     *nn.Network // never changed
	encoded string
}

const networkPrefix = "n:"

func newNetworkStep(n *nn.Network) networkStep {
	return networkStep{n, base64.RawURLEncoding.EncodeToString(codec.Arithmetic{}.Encode(n))}
}

func (s networkStep) text() string { return networkPrefix + s.encoded }

func parseNetworkStep(text string) (step, error) {
	if len(text) > maxNetwork {
		return nil, problem("modelLength", "have", len(text), "max", maxNetwork)
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, problem("network", "detail", "its characters are not all there")
	}
	n, err := codec.Arithmetic{}.Decode(b)
	if err != nil {
		return nil, problem("network", "detail", strings.TrimPrefix(err.Error(), "codec: "))
	}
	return newNetworkStep(n), nil
}

func (s networkStep) do(l *Lab) error {
	now, err := l.recipeFor(s.net)
	if err != nil {
		return err
	}
	l.now = now
	l.net = s.net.Clone()
	for _, layer := range l.net.Layers {
		for i := range layer.B {
			layer.B[i] += 0 // −0 becomes 0, as in an edit
		}
	}
	l.base = masksOf(l.net)
	l.codes, l.pins, l.mark, l.teacher = nil, nil, nil, nil
	l.rule.Amount, l.rule.Bounds, l.held = 0, nil, 0
	l.curve, l.stride, l.planned = nil, 0, nil
	l.equip()
	l.measure()
	l.dense = l.testMetrics // what was before its pruning, nobody knows here
	l.record()
	l.addStep(s)
	l.save()
	return nil
}

// recipeFor is the recipe of now with the layers of a network, if the data go
// into it and what comes out is meant for them.
func (l *Lab) recipeFor(n *nn.Network) (Recipe, error) {
	r := l.now.clone()
	have, last := n.Layers[0], n.Layers[len(n.Layers)-1]
	want := l.net.Layers[len(l.net.Layers)-1]
	if have.In != len(l.samples.inputs) || last.Out != want.Out || n.Loss != l.net.Loss {
		return r, problem("network", "detail", "it is made for other data than these")
	}
	hidden := n.Layers[:len(n.Layers)-1]
	r.Layers, r.Activation = []int{}, []string{}
	for _, layer := range hidden {
		if layer.Out > MaxNeurons {
			return r, problem("range", "field", "layers", "value", layer.Out, "min", 1, "max", MaxNeurons)
		}
		r.Layers = append(r.Layers, layer.Out)
		r.Activation = append(r.Activation, layer.Activation.String())
	}
	if len(hidden) > MaxLayers {
		return r, problem("count", "field", "layers", "value", len(hidden), "min", 0, "max", MaxLayers)
	}
	if len(slices.Compact(slices.Clone(r.Activation))) <= 1 {
		r.Activation = append(r.Activation, l.now.Activation[0])[:1]
	}
	return r, nil
}

// A Model is an address that carries a network, and what that network does on
// the test samples.
type Model struct {
	Link     string  `json:"link"`
	Accuracy float64 `json:"accuracy"`
}

// Model writes an address that carries the network as it is, or with so many
// values in each layer that it is short. The lab stays as it is.
func (l *Lab) Model(entries int) (Model, error) {
	net, accuracy := l.net, l.testMetrics.Accuracy
	if entries > 0 {
		if entries < quant.MinEntries || entries > quant.MaxEntries {
			return Model{}, problem("range", "field", "entries", "value", entries, "min", quant.MinEntries, "max", quant.MaxEntries)
		}
		net = l.net.Clone()
		if _, err := quant.Quantize(net, "codebook", entries); err != nil {
			return Model{}, err
		}
		_, accuracy = nn.Evaluate(nn.NewPass(net, passRows), l.samples.test.X, l.samples.test.Y)
	}
	address := strings.Join(append(recipeParts(&l.start), "steps="+newNetworkStep(net).text()), "&")
	if len(address) > maxNetwork {
		return Model{}, problem("modelLength", "have", len(address), "max", maxNetwork)
	}
	return Model{"#" + address, bounded(accuracy)}, nil
}
