package exchange

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// TFJS writes a layers model: model.json and weights.bin, which it refers to. It
// takes number columns in their own units (TensorFlow.js has no layer for categories
// in this format: with any, or where values may be missing, it takes the inputs of
// the first layer) and gives probabilities, or the value in its own units.
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
	model := map[string]any{
		"format": "layers-model", "generatedBy": "Bonsai", "convertedBy": nil,
		"modelTopology": map[string]any{
			"class_name": "Sequential", "keras_version": "2.0.0", "backend": "tensor_flow.js",
			"config": map[string]any{"name": "bonsai", "layers": w.layers},
		},
		"weightsManifest":     []tfGroup{{[]string{"weights.bin"}, w.arrays}},
		"userDefinedMetadata": map[string]string{noteKey: n.note(true)},
	}
	b, err := json.Marshal(model) // its keys come out sorted
	if err != nil {
		panic(err) // strings and finite numbers only
	}
	return []File{{"model.json", b}, {"weights.bin", w.numbers}}
}

// A tfWriter appends layers.
type tfWriter struct {
	input   int
	layers  []any
	arrays  []tfArray
	numbers []byte
}

// layer appends a layer; the first one says what shape the model takes.
func (w *tfWriter) layer(class string, config map[string]any) {
	if len(w.layers) == 0 {
		config["batch_input_shape"] = []any{nil, w.input}
	}
	config["dtype"] = "float32"
	w.layers = append(w.layers, map[string]any{"class_name": class, "config": config})
}

func (w *tfWriter) array(name string, values []float32, shape ...int) {
	w.arrays = append(w.arrays, tfArray{Name: name, Shape: shape, DType: "float32"})
	w.numbers = appendFloats(w.numbers, values)
}

func (w *tfWriter) dense(l *Layer, name, activation string) {
	w.layer("Dense", map[string]any{"name": name, "units": l.Out, "activation": activation, "use_bias": true})
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
	w.layer("BatchNormalization", map[string]any{"name": name, "axis": -1, "epsilon": 0, "center": true, "scale": true})
	size := len(mean)
	w.array(name+"/gamma", gamma, size)
	w.array(name+"/beta", beta, size)
	w.array(name+"/moving_mean", mean, size)
	w.array(name+"/moving_variance", variance, size)
}
