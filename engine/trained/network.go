package trained

import (
	"slices"
	"strconv"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
)

// Hidden returns the sizes of the hidden layers.
func Hidden(n *exchange.Network) []int {
	sizes := []int{}
	for _, layer := range n.Layers[:len(n.Layers)-1] {
		sizes = append(sizes, layer.Out)
	}
	return sizes
}

// Shape returns how many inputs and outputs a file's network has.
func Shape(n *exchange.Network) (inputs, outputs int) {
	return n.Layers[0].In, n.Layers[len(n.Layers)-1].Out
}

// OutputsFor returns how many outputs a network has that tells a number of
// classes apart, and on what it is trained; 0 classes mean a value.
func OutputsFor(classes int) (outputs int, loss nn.Loss) {
	switch {
	case classes == 0:
		return 1, nn.SquaredError
	case classes > 2:
		return classes, nn.SoftmaxCrossEntropy
	}
	return 1, nn.BinaryCrossEntropy
}

// Check returns an error if the network does not fit samples with the given
// inputs and classes.
func (s *Start) Check(inputs []string, classes int, what string) error {
	if s.File == nil {
		return nil
	}
	have, outputs := Shape(s.File)
	if have != len(inputs) {
		return recipe.NewProblem("networkInputs", "have", have, "want", len(inputs), "data", what, "names", list(inputs))
	}
	want, loss := OutputsFor(classes)
	if outputs != want && !(outputs == 2 && classes == 2) {
		if classes == 0 {
			return recipe.NewProblem("networkValues", "have", outputs)
		}
		return recipe.NewProblem("networkClasses", "have", outputs, "want", classes)
	}
	if outputs == 1 && !slices.Contains(s.File.Losses(), loss) {
		return recipe.NewProblem("networkTask", "have", string(s.File.Output))
	}
	return nil
}

// list names inputs, the first of them if there are many.
func list(names []string) string {
	const most = 15
	text := ""
	for i, name := range names {
		if i == most {
			return text + ", …"
		}
		if i > 0 {
			text += ", "
		}
		text += name
	}
	return text
}

// Network builds the network for a loss. The hidden layers have the activations of
// a recipe. Two outputs for two classes become one, the difference of the two:
// it is the logit of the second class.
func (s *Start) Network(r *recipe.Recipe, loss nn.Loss) (*nn.Network, error) {
	file := s.File
	if _, outputs := Shape(file); outputs == 2 && loss == nn.BinaryCrossEntropy {
		file = differenceOf(file, s.PruneZeros)
	}
	choices := exchange.Choices{Loss: loss, PruneZeros: s.PruneZeros, Activations: make([]nn.Activation, len(file.Layers))}
	n, err := file.Build(choices)
	if err != nil {
		return nil, recipe.NewProblem("networkTask", "have", string(file.Output))
	}
	for i, layer := range n.Layers[:len(n.Layers)-1] {
		layer.Activation, _ = nn.ParseActivation(r.ActivationOf(i))
	}
	return n, nil
}

// differenceOf returns the network with one output instead of two: σ(z₁ − z₀) is
// the second probability of softmax(z₀, z₁).
func differenceOf(n *exchange.Network, pruneZeros bool) *exchange.Network {
	one := *n
	one.Output = exchange.Sigmoid
	one.Layers = slices.Clone(n.Layers)
	last := &one.Layers[len(one.Layers)-1]
	in, two := last.In, *last
	last.Out, last.W, last.Mask = 1, make([]float32, in), nil
	last.B = []float32{two.B[1] - two.B[0]}
	mask := make([]uint8, in)
	for i := range in {
		w := [2]float32{two.W[i], two.W[in+i]}
		for k := range w {
			kept := two.Mask == nil && (w[k] != 0 || !pruneZeros) || two.Mask != nil && two.Mask[k*in+i] != 0
			if kept {
				mask[i] = 1
			} else {
				w[k] = 0
			}
		}
		last.W[i] = w[1] - w[0]
	}
	last.Mask = mask
	return &one
}

// Fits reports whether a recipe has the hidden layers of the file's network. If
// not, the person has changed them, and the network starts untrained.
func (s *Start) Fits(r *recipe.Recipe) bool {
	return s.File != nil && slices.Equal(Hidden(s.File), r.Layers)
}

// FileInputs names the inputs of a network without data: by its columns, or else by
// their number.
func FileInputs(n *exchange.Network, inputs int) []string {
	names := make([]string, inputs)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	if n != nil && len(n.Columns) == inputs {
		for i, c := range n.Columns {
			if c.Name != "" {
				names[i] = c.Name
			}
		}
	}
	return names
}
