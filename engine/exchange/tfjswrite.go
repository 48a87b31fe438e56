package exchange

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// TFJS writes a layers model: model.json, and the weights.bin that it refers to. It
// takes numeric columns in their own units, and returns probabilities, or the value in
// its own units. TensorFlow.js has no layer for categories in this format: where there
// are any, or where values may be missing, the model takes the inputs of the first
// layer instead.
func TFJS(n *Network) []File {
	w := &tfWriter{input: n.Layers[0].In}
	if n.Columns != nil && n.onlyScaled() {
		w.standardise(n.Columns)
	}
	for i := range n.Layers {
		layer := &n.Layers[i]
		activation := layer.Activation
		if i == len(n.Layers)-1 {
			activation = string(n.Output)
		}
		w.dense(layer, fmt.Sprint(2*i), activation)
	}
	if t := n.Target; t != nil {
		w.normalise("target", []float32{float32(t.Deviation)}, []float32{float32(t.Mean)}, []float32{0}, []float32{1})
	}
	layers := `{"name":"bonsai","layers":` + asJSON(w.layers) + `}`
	model := tfModel{
		Format: "layers-model", By: "Bonsai",
		Topology: tfTopology{Class: "Sequential", Config: json.RawMessage(layers)},
		Manifest: []tfGroup{{[]string{"weights.bin"}, w.arrays}},
		Metadata: map[string]string{noteKey: n.note(true)},
	}
	return []File{{"model.json", []byte(asJSON(model))}, {"weights.bin", w.numbers}}
}

// A tfWriter appends layers.
type tfWriter struct {
	input   int
	layers  []tfLayer
	arrays  []tfArray
	numbers []byte
}

// layer appends a layer; the first one says what shape the model takes.
func (w *tfWriter) layer(class string, config tfConfig) {
	if len(w.layers) == 0 {
		config.Input = []*int{nil, &w.input}
	}
	config.DType = "float32"
	w.layers = append(w.layers, tfLayer{Class: class, Config: config})
}

func (w *tfWriter) array(name string, values []float32, shape ...int) {
	w.arrays = append(w.arrays, tfArray{Name: name, Shape: shape, DType: "float32"})
	w.numbers = appendFloats(w.numbers, values)
}

func (w *tfWriter) dense(l *Layer, name, activation string) {
	w.layer("Dense", tfConfig{Name: name, Units: l.Out, Activation: json.RawMessage(`"` + activation + `"`), UseBias: true})
	w.array(name+"/kernel", transposed(l.masked(), l.Out, l.In), l.In, l.Out)
	w.array(name+"/bias", l.B, l.Out)
}

// standardise subtracts means and divides by deviations, as batch normalisation
// does: (x − mean)/√variance.
func (w *tfWriter) standardise(columns []Column) {
	high, low := means(columns)
	size := len(columns)
	ones := slices.Repeat([]float32{1}, size)
	zeros := make([]float32, size)
	if slices.ContainsFunc(low, func(v float32) bool { return v != 0 }) {
		w.normalise("means", ones, zeros, high, ones)
		high = low
	}
	gamma, variance := make([]float32, size), make([]float32, size)
	for i := range columns {
		// Within these bounds a square keeps the precision of a float32.
		d := columns[i].Deviation
		gamma[i], variance[i] = 1, float32(d*d)
		if d < 1e-18 || d > 1e18 {
			gamma[i], variance[i] = float32(1/d), 1
		}
		if math.IsInf(float64(gamma[i]), 0) {
			gamma[i] = 0
		}
	}
	w.normalise("scale", gamma, zeros, high, variance)
}

// normalise is gamma·(x − mean)/√variance + beta.
func (w *tfWriter) normalise(name string, gamma, beta, mean, variance []float32) {
	epsilon := 0.0
	w.layer("BatchNormalization", tfConfig{Name: name, Axis: -1, Epsilon: &epsilon})
	size := len(mean)
	w.array(name+"/gamma", gamma, size)
	w.array(name+"/beta", beta, size)
	w.array(name+"/moving_mean", mean, size)
	w.array(name+"/moving_variance", variance, size)
}
