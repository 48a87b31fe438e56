// Package deploy takes the network of an experiment to where it is used: it predicts
// for rows in the units of the data, and writes the network with its preprocessing in
// every format that other programs load.
package deploy

import (
	"slices"

	"bonsai/engine/compile"
	"bonsai/engine/nn"
	"bonsai/engine/plane"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// A Network is a trained network together with its data, which say how values become
// its inputs, and what its outputs mean.
type Network struct {
	net     *nn.Network
	samples *samples.Samples
}

// Of joins a network and its data. Neither is copied.
func Of(net *nn.Network, s *samples.Samples) *Network { return &Network{net, s} }

// batch is how many rows are calculated at once.
const batch = 256

// Predict returns the outputs for rows in the units of the data (see
// samples.Rows): the probability of class 1, the probabilities of all classes if
// there are more than two, or in regression the value.
func (n *Network) Predict(rows []any) ([][]float64, error) {
	x, err := n.Features(rows)
	if err != nil {
		return nil, err
	}
	width := len(x) / len(rows)
	pass := nn.NewPass(n.net, min(batch, len(rows)))
	var outputs [][]float64
	for few := range slices.Chunk(x, batch*width) {
		values := slices.Clone(pass.Forward(few, len(few)/width))
		nn.Outputs(n.net, values)
		outputs = append(outputs, n.InUnits(values)...)
	}
	return outputs, nil
}

// InUnits returns the network's outputs, row by row, in the units of the data.
func (n *Network) InUnits(outputs []float32) (rows [][]float64) {
	for few := range slices.Chunk(outputs, n.Outputs()) {
		row := make([]float64, len(few))
		for i, v := range few {
			row[i] = n.samples.Value(v)
		}
		rows = append(rows, row)
	}
	return rows
}

// Features returns the network's inputs for rows in the units of the data, one after
// the other.
func (n *Network) Features(rows []any) ([]float32, error) {
	if len(rows) == 0 {
		return nil, recipe.NewProblem("noRows")
	}
	x, err := n.samples.Rows(rows)
	if err != nil {
		return nil, err
	}
	if n.samples.Plane {
		x = plane.Expand(nil, x, n.samples.Inputs)
	}
	return x, nil
}

// Module returns the network as a WebAssembly module of its own (package
// compile), which takes what Features returns, one row at a time.
func (n *Network) Module() []byte { return compile.Module(n.net) }

// File returns the network as a WebAssembly module to keep. The module of a table takes
// rows in the units of the table (compile.Table); any other takes what Features
// returns.
func (n *Network) File() ([]byte, error) {
	if p := n.samples.Preprocessing; p != nil {
		return compile.Table(n.net, p)
	}
	return n.Module(), nil
}

// Outputs returns how many outputs the network has.
func (n *Network) Outputs() int { return n.net.Layers[len(n.net.Layers)-1].Out }
