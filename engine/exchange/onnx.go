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
	graph  *onnx.Graph
	consts constants
	n      *Network
	stage  stage
	layout layout

	// scaling is what was done to the current value since the last layer or
	// activation, number by number. It has not been worked into a layer yet.
	scaling *scaling
}

// A stage is what may come next in the chain.
type stage uint8

const (
	atInput   stage = iota // no layer yet
	summed                 // a layer without an activation
	activated              // a layer with its activation
	finished               // the probabilities of the classes
)

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
	return fmt.Sprintf("its weights are in other files; give %s together with it", strings.Join(m.Names, ", "))
}

// maxSteps bounds the walk: a graph can be a ring.
const maxSteps = 1000

func readONNX(model *onnx.Model, files []File) (*Network, error) {
	w := &walk{graph: model.Graph, n: &Network{}}
	w.consts = newConstants(model.Graph, files)
	if err := w.consts.missing(); err != nil {
		return nil, err
	}
	value, err := w.input()
	if err != nil {
		return nil, err
	}
	for range maxSteps {
		index, err := w.user(value)
		if err != nil {
			return nil, err
		}
		if index < 0 {
			return w.end(model)
		}
		node := &w.graph.Nodes[index]
		if err := w.apply(node, value); err != nil {
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
		return 0, fmt.Errorf("%s: %w", w.place(i), errOperator(&w.graph.Nodes[i]))
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
	name := ""
	if node.Name != "" {
		name = fmt.Sprintf(" %q", node.Name)
	}
	return fmt.Sprintf("operator %s%s (node %d of %d)", node.Op, name, index+1, len(w.graph.Nodes))
}

// apply does to the network what a node does to the current value.
func (w *walk) apply(node *onnx.Node, value string) error {
	if !known(node) {
		return errOperator(node)
	}
	if w.stage == finished && node.Op != "Identity" {
		return fmt.Errorf("it comes after the softmax, which can only be the end")
	}
	return operators[node.Op](w, node, value)
}

func known(node *onnx.Node) bool {
	return (node.Domain == "" || node.Domain == "ai.onnx") && operators[node.Op] != nil
}

func errOperator(node *onnx.Node) error {
	name := node.Op
	if node.Domain != "" {
		name = node.Domain + "." + name
	}
	return fmt.Errorf("Bonsai does not compute %s; it knows dense layers (Gemm, MatMul, Add) with Relu, Tanh, Sigmoid or no activation, and Softmax at the end", name)
}

// end finishes the network where the chain ends.
func (w *walk) end(model *onnx.Model) (*Network, error) {
	if w.stage == atInput {
		return nil, fmt.Errorf("its graph has no dense layer (Gemm or MatMul) that its input goes to")
	}
	last := w.last()
	if w.stage == summed {
		if err := w.endOfSums(); err != nil {
			return nil, err
		}
		w.n.Output = Linear
	} else if w.stage == activated {
		if w.scaling != nil {
			return nil, fmt.Errorf("its graph ends in a scaled %s; only sums can be scaled at the end", last.Activation)
		}
		if last.Activation != "sigmoid" {
			return nil, fmt.Errorf("its last layer ends in %s; Bonsai's last layer has no activation, a sigmoid or a softmax", last.Activation)
		}
		w.n.Output = Sigmoid
	}
	last.Activation = "linear"
	for _, entry := range model.Metadata {
		if entry.Key == noteKey {
			w.n.annotate(entry.Value)
		}
	}
	return w.n, nil
}

// endOfSums works scaling at the end into the last layer, unless it returns the
// value of a regression to its own units.
func (w *walk) endOfSums() error {
	if s := w.scaling; s != nil && w.last().Out == 1 && len(s.factor) == 1 && s.factor[0] > 0 {
		w.n.Target = &Affine{Mean: float32(s.offset[0]), Deviation: float32(s.factor[0])}
		w.scaling = nil
		return nil
	}
	return w.settle()
}

// last is the layer that was read last.
func (w *walk) last() *Layer { return &w.n.Layers[len(w.n.Layers)-1] }
