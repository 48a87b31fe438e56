package exchange

import (
	"fmt"
	"slices"
	"strings"

	"bonsai/engine/exchange/onnx"
)

// An ONNX file is a graph of operators. A dense network is a chain in it: from
// the graph's input each value goes to one operator, whose other inputs are
// constants. The reader walks along this chain. onnxops.go says what each
// operator does to the network, onnxconst.go which values are constants.

// A walk is a network that is being read from a graph.
type walk struct {
	chain
	graph  *onnx.Graph
	consts constants
	layout layout
}

// A layout says which side of the current value is the samples'.
type layout uint8

const (
	anyLayout layout = iota // nothing has asked for one yet
	rows                    // [sample][feature]
	columns                 // [feature][sample]
)

// Missing reports that a network's numbers are in other files, which were not
// given.
type Missing struct{ Names []string }

func (m *Missing) Error() string {
	return m.Unwrap().Error()
}

// Unwrap returns it as a Refusal.
func (m *Missing) Unwrap() error { return refuse("elsewhere", "names", strings.Join(m.Names, ", ")) }

// Bounds of the walk. A graph can be a ring, and its nodes can have any number of
// inputs, all of which are looked at in every step.
const (
	maxSteps  = 500
	maxLinked = 100_000
)

func readONNX(model *onnx.Model, files []File) (*Network, error) {
	w := &walk{chain: newChain(), graph: model.Graph, consts: newConstants(model.Graph, files)}
	linked := 0
	for i := range model.Graph.Nodes {
		linked += len(model.Graph.Nodes[i].Inputs)
	}
	if linked > maxLinked {
		return nil, fmt.Errorf("its graph has %d connections; at most %d can be followed", linked, maxLinked)
	}
	if err := w.consts.missing(); err != nil {
		return nil, err
	}
	value, err := w.begin(model)
	if err != nil {
		return nil, err
	}
	for range maxSteps {
		index, err := w.user(value)
		if err != nil {
			return nil, err
		}
		if index < 0 {
			n, err := w.end()
			if err == nil {
				annotateONNX(n, model)
			}
			return n, err
		}
		node := &w.graph.Nodes[index]
		if !known(node) {
			return nil, w.unsupported(index)
		}
		if err := operatorOf(node.Op)(w, node, value); err != nil {
			return nil, fmt.Errorf("%s: %w", w.place(index), err)
		}
		if len(node.Outputs) == 0 {
			return nil, fmt.Errorf("%s has no output", w.place(index))
		}
		value = node.Outputs[0]
	}
	return nil, fmt.Errorf("its graph is longer than %d operators", maxSteps)
}

// input returns the name of the only value that the graph takes from outside.
func (w *walk) input() (string, error) {
	var names []string
	for _, v := range w.graph.Inputs {
		if !w.consts.stored(v.Name) { // old files list the weights too
			names = append(names, v.Name)
		}
	}
	if len(names) != 1 {
		return "", fmt.Errorf("its graph takes %d inputs (%s); a network that can be read takes one, with a sample's features side by side",
			len(names), strings.Join(names, ", "))
	}
	return names[0], nil
}

// user returns the index of the node that takes a value, or −1 at the end of
// the chain. Nodes that only ask for the value's shape do not count, nor do
// those that turn probabilities into labels.
func (w *walk) user(value string) (int, error) {
	var users []int
	for i := range w.graph.Nodes {
		node := &w.graph.Nodes[i]
		ignored := node.Op == "Shape" || w.stage == finished && (node.Op == "ArgMax" || node.Op == "ZipMap")
		if !ignored && slices.Contains(node.Inputs, value) {
			users = append(users, i)
		}
	}
	switch len(users) {
	case 0:
		return -1, nil
	case 1:
		return users[0], nil
	}
	// Where a chain forks, an activation is often written out in simpler operators.
	if i := w.foreign(value); i >= 0 {
		return 0, w.unsupported(i)
	}
	return 0, fmt.Errorf("the value %q goes to %s and to %s; only networks whose layers follow one another can be read",
		value, w.place(users[0]), w.place(users[1]))
}

// foreign returns the index of the first operator that a value leads to and that
// Bonsai does not compute, −1 if there is none.
func (w *walk) foreign(value string) int {
	reached := map[string]bool{value: true}
	for i := range w.graph.Nodes {
		node := &w.graph.Nodes[i]
		if !slices.ContainsFunc(node.Inputs, func(input string) bool { return reached[input] }) {
			continue
		}
		if !known(node) && node.Op != "Shape" {
			return i
		}
		for _, output := range node.Outputs {
			reached[output] = true
		}
	}
	return -1
}

// place names a node for messages: its number counts from 1.
func (w *walk) place(index int) string {
	node := &w.graph.Nodes[index]
	return fmt.Sprintf("operator %s%s (node %d of %d)", node.Op, inQuotes(node.Name), index+1, len(w.graph.Nodes))
}

// inQuotes returns a name that follows a word, "" if there is none.
func inQuotes(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" %q", name)
}

func known(node *onnx.Node) bool {
	return (node.Domain == "" || node.Domain == "ai.onnx") && operatorOf(node.Op) != nil
}

// unsupported refuses an operator that Bonsai does not compute.
func (w *walk) unsupported(index int) error {
	node := &w.graph.Nodes[index]
	operator := node.Op
	if node.Domain != "" {
		operator = node.Domain + "." + operator
	}
	return refuse("operator", "operator", operator, "name", inQuotes(node.Name), "node", index+1, "nodes", len(w.graph.Nodes))
}

// annotateONNX adds what a note among the file's metadata says.
func annotateONNX(n *Network, model *onnx.Model) {
	for _, entry := range model.Metadata {
		if entry.Key == noteKey {
			n.annotate(entry.Value)
		}
	}
}
