package lab

import (
	"slices"

	"bonsai/engine/compile"
	"bonsai/engine/nn"
	"bonsai/engine/plane"
	"bonsai/engine/recipe"
)

// Predict returns the outputs for rows in the units of the data (see
// samples.Rows): the probability of class 1, the probabilities of all classes if
// there are more than two, or in regression the value.
func (l *Lab) Predict(rows []any) ([][]float64, error) {
	x, err := l.Features(rows)
	if err != nil {
		return nil, err
	}
	var outputs [][]float64
	l.forward(x, func(rows int) {
		values := slices.Clone(l.pass.Logits(rows))
		nn.Outputs(l.net, values)
		outputs = append(outputs, l.InUnits(values)...)
	})
	return outputs, nil
}

// InUnits returns the network's outputs, row by row, in the units of the data.
func (l *Lab) InUnits(outputs []float32) (rows [][]float64) {
	for width := l.Outputs(); len(outputs) > 0; outputs = outputs[width:] {
		row := make([]float64, width)
		for i, v := range outputs[:width] {
			row[i] = l.samples.Value(v)
		}
		rows = append(rows, row)
	}
	return rows
}

// Features returns what the network takes for rows in the units of the data, one
// after the other.
func (l *Lab) Features(rows []any) ([]float32, error) {
	if len(rows) == 0 {
		return nil, recipe.NewProblem("noRows")
	}
	x, err := l.samples.Rows(rows)
	if err != nil {
		return nil, err
	}
	if l.samples.Plane {
		x = plane.Expand(nil, x, l.samples.Inputs)
	}
	return x, nil
}

// Module returns the network as a WebAssembly module of its own (package
// compile), which takes what Features returns, one row at a time.
func (l *Lab) Module() []byte { return compile.Module(l.net) }

// File returns the network as the module that a person takes away. That of a table
// takes rows of the file (compile.Table); others take what Features returns.
func (l *Lab) File() ([]byte, error) {
	if p := l.samples.Preprocessing; p != nil {
		return compile.Table(l.net, p)
	}
	return l.Module(), nil
}

// Outputs returns how many outputs the network has.
func (l *Lab) Outputs() int { return l.net.Layers[len(l.net.Layers)-1].Out }
