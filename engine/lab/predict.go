package lab

import (
	"slices"

	"bonsai/engine/compile"
	"bonsai/engine/nn"
	"bonsai/engine/plane"
	"bonsai/engine/recipe"
)

// Predict returns the outputs for rows of features as the data set has them
// (in the plane: x₁ and x₂): the probability of class 1, the probabilities of
// all classes if there are more than two, or in regression the value.
func (l *Lab) Predict(rows [][]float32) ([][]float32, error) {
	x, err := l.Features(rows)
	if err != nil {
		return nil, err
	}
	var outputs [][]float32
	l.forward(x, func(rows int) {
		width, values := l.Outputs(), slices.Clone(l.pass.Logits(rows))
		nn.Outputs(l.net, values)
		for ; len(values) > 0; values = values[width:] {
			outputs = append(outputs, values[:width:width])
		}
	})
	return outputs, nil
}

// Features returns what the network takes for rows of features as the data set
// has them, one row after the other.
func (l *Lab) Features(rows [][]float32) ([]float32, error) {
	want := l.samples.Kind.Features
	var x []float32
	for i, row := range rows {
		if len(row) != want {
			return nil, recipe.NewProblem("row", "row", i, "have", len(row), "want", want)
		}
		x = append(x, row...)
	}
	if l.samples.Plane {
		x = plane.Expand(nil, x, l.samples.Inputs)
	}
	return x, nil
}

// Module returns the network as a WebAssembly module of its own (package
// compile), which takes what Features returns, one row at a time.
func (l *Lab) Module() []byte { return compile.Module(l.net) }

// Outputs returns how many outputs the network has.
func (l *Lab) Outputs() int { return l.net.Layers[len(l.net.Layers)-1].Out }
