package exchange

import (
	"encoding/json"
	"slices"

	"bonsai/engine/nn"
)

// Formats that hold strings beside the weights carry a note with what the format
// itself has no place for: names, categories, and which zeros are kept weights.

// noteKey is the note's name among a file's strings.
const noteKey = "bonsai"

// A note is stored as JSON.
type note struct {
	Activations []string `json:"activations,omitempty"`
	Output      Output   `json:"output,omitempty"`
	Columns     []Column `json:"columns,omitempty"`
	Missing     bool     `json:"missing,omitempty"`
	Classes     []string `json:"classes,omitempty"`
	Target      *Scale   `json:"target,omitempty"`

	// KeptZeros lists for each layer the weights of 0 that are not pruned. It is
	// there only in formats without a mask; then all other zeros are pruned.
	KeptZeros [][]int `json:"keptZeros,omitempty"`
}

// note describes the network for a format with a graph, which has activations
// but no masks, or for one without.
func (n *Network) note(graph bool) string {
	text := note{Output: n.Output, Columns: n.Columns, Missing: n.Missing, Classes: n.Classes, Target: n.Target}
	for i := range n.Layers {
		if graph {
			text.KeptZeros = append(text.KeptZeros, slices.Concat([]int{}, n.Layers[i].keptZeros()))
		} else {
			text.Activations = append(text.Activations, n.Layers[i].Activation)
		}
	}
	return asJSON(text)
}

// annotate adds to a network what a note says. A note that fits the network in
// no way is left aside: the weights stand without it.
func (n *Network) annotate(text string) {
	var read note
	if json.Unmarshal([]byte(text), &read) != nil {
		return
	}
	inputs, outputs := n.Layers[0].In, n.Layers[len(n.Layers)-1].Out
	if len(read.Activations) == len(n.Layers) {
		for i, name := range read.Activations {
			if _, known := nn.ParseActivation(name); known {
				n.Layers[i].Activation = name
			}
		}
	}
	if n.Output == "" && (read.Output == Linear || read.Output == Sigmoid && outputs == 1 || read.Output == Softmax && outputs > 1) {
		n.Output = read.Output
	}
	if width(read.Columns) == inputs && sound(read.Columns) {
		n.Columns, n.Missing = read.Columns, read.Missing
	}
	if len(read.Classes) == max(outputs, 2) {
		n.Classes = read.Classes
	}
	if outputs == 1 && read.Target != nil {
		n.Target = read.Target
	}
	if len(read.KeptZeros) == len(n.Layers) {
		for i := range n.Layers {
			n.Layers[i].keep(read.KeptZeros[i])
		}
	}
}

// keep prunes all weights of 0 but the listed ones.
func (l *Layer) keep(zeros []int) {
	l.Mask = l.mask(true)
	for _, i := range zeros {
		if i >= 0 && i < len(l.W) && l.W[i] == 0 {
			l.Mask[i] = 1
		}
	}
}

// About returns what the network says about its inputs and outputs: the columns, the
// classes and the scale of a value.
func (n *Network) About() string {
	return asJSON(note{Columns: n.Columns, Missing: n.Missing, Classes: n.Classes, Target: n.Target})
}

// WithAbout returns a network without weights, with the columns, classes and scale that are
// in a text that About wrote. It returns nil if the text has none of them that fit these
// numbers of inputs and outputs.
func WithAbout(text string, inputs, outputs int) *Network {
	n := &Network{Layers: []Layer{{In: inputs, Out: outputs}}}
	n.annotate(text)
	if n.Columns == nil && n.Classes == nil && n.Target == nil {
		return nil
	}
	return n
}
