package exchange

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A TensorFlow.js layers model is model.json with the layers, as Keras describes
// them, and files with the numbers of their weights.

// tfModel is model.json.
type tfModel struct {
	Format   string            `json:"format"`
	By       string            `json:"generatedBy,omitempty"`
	Topology tfTopology        `json:"modelTopology"`
	Manifest []tfGroup         `json:"weightsManifest"`
	Metadata map[string]string `json:"userDefinedMetadata,omitempty"`
}

// tfTopology is a model, or one more level down, where Keras has written it.
type tfTopology struct {
	Class  string          `json:"class_name,omitempty"`
	Config json.RawMessage `json:"config,omitempty"`
	Inner  *tfTopology     `json:"model_config,omitempty"`
}

// A tfGroup is arrays whose numbers follow one another in files.
type tfGroup struct {
	Paths   []string  `json:"paths"`
	Weights []tfArray `json:"weights"`
}

type tfArray struct {
	Name         string        `json:"name"`
	Shape        []int         `json:"shape"`
	DType        string        `json:"dtype"`
	Quantization *quantization `json:"quantization,omitempty"`
}

// A quantization stores numbers as q·Scale + Min, or as float16.
type quantization struct {
	DType string  `json:"dtype"`
	Scale float64 `json:"scale"`
	Min   float64 `json:"min"`
}

type tfLayer struct {
	Class   string   `json:"class_name"`
	Config  tfConfig `json:"config"`
	Inbound []any    `json:"inbound_nodes,omitempty"`
}

// tfConfig has the settings of the layers that can be read.
type tfConfig struct {
	Name       string          `json:"name"`
	Input      []*int          `json:"batch_input_shape,omitempty"` // of the first layer
	DType      string          `json:"dtype,omitempty"`
	Units      int             `json:"units,omitempty"`
	UseBias    bool            `json:"use_bias,omitempty"`
	Activation json.RawMessage `json:"activation,omitempty"`
	Axis       int             `json:"axis,omitempty"`           // of BatchNormalization
	Epsilon    *float64        `json:"epsilon,omitempty"`        // of BatchNormalization
	MaxValue   *float64        `json:"max_value,omitempty"`      // of ReLU
	Slope      float64         `json:"negative_slope,omitempty"` // of ReLU
	Threshold  float64         `json:"threshold,omitempty"`      // of ReLU
}

// parseTFJS reads model.json; nil if it is something else.
func parseTFJS(b []byte) *tfModel {
	var m tfModel
	if json.Unmarshal(b, &m) != nil || m.Manifest == nil {
		return nil
	}
	return &m
}

func readTFJS(m *tfModel, files []File) (*Network, error) {
	layers, err := m.layers()
	if err != nil {
		return nil, err
	}
	arrays, err := m.arrays(files)
	if err != nil {
		return nil, err
	}
	r := &tfReader{newChain(), arrays}
	for i := range layers {
		err := r.add(&layers[i])
		if err == errLayer {
			return nil, refuse("layer", "name", fmt.Sprintf("%q", layers[i].Config.Name), "kind", layers[i].Class, "layer", i+1, "layers", len(layers))
		}
		if err != nil {
			return nil, fmt.Errorf("layer %q (%s, %d of %d): %w", layers[i].Config.Name, layers[i].Class, i+1, len(layers), err)
		}
	}
	n, err := r.end()
	if err == nil {
		n.annotate(m.Metadata[noteKey])
	}
	return n, err
}

// layers lists the layers of the model, which must follow one another.
func (m *tfModel) layers() ([]tfLayer, error) {
	if m.Format == "graph-model" {
		return nil, errors.New(`this is a TensorFlow.js graph model; a layers model can be read: save it with model.save in TensorFlow.js, or convert the Keras model with --output_format tfjs_layers_model`)
	}
	topology := &m.Topology
	if topology.Inner != nil {
		topology = topology.Inner
	}
	var layers []tfLayer
	var config struct {
		Layers []tfLayer `json:"layers"`
	}
	if json.Unmarshal(topology.Config, &layers) != nil { // old models have the layers right here
		if err := json.Unmarshal(topology.Config, &config); err != nil {
			return nil, fmt.Errorf("its layers are not described as Keras does: %w", err)
		}
		layers = config.Layers
	}
	for i := range layers {
		if len(layers[i].Inbound) == 0 { // the first layer, or a Sequential
			continue
		}
		if before := inbound(layers[i].Inbound); i == 0 || !slices.Equal(before, []string{layers[i-1].Config.Name}) {
			return nil, fmt.Errorf("layer %q takes its input from %s; only networks whose layers follow one another can be read",
				layers[i].Config.Name, strings.Join(before, " and "))
		}
	}
	return layers, nil
}

// inbound lists the layers that a layer takes its inputs from. Keras 2 writes
// [[["name", 0, 0, {}], …]], and Keras 3 {"keras_history": ["name", 0, 0]} deep inside.
func inbound(node any) (names []string) {
	switch node := node.(type) {
	case []any:
		if len(node) > 0 {
			if name, isName := node[0].(string); isName {
				return []string{name}
			}
		}
		for _, part := range node {
			names = append(names, inbound(part)...)
		}
	case map[string]any:
		if history, ok := node["keras_history"]; ok {
			return inbound(history)
		}
		for _, key := range sortedKeys(node) {
			names = append(names, inbound(node[key])...)
		}
	}
	return names
}

// arrays reads the numbers of all weights.
func (m *tfModel) arrays(files []File) (map[string]tensor, error) {
	given, most := map[string][]byte{}, 0
	for _, f := range files {
		given[path.Base(f.Name)] = f.Bytes
		most += len(f.Bytes)
	}
	if missing := m.missing(given); len(missing) > 0 {
		return nil, &Missing{missing}
	}
	arrays := map[string]tensor{}
	left := budget(maxNumbers)
	for _, group := range m.Manifest {
		var numbers []byte
		for _, p := range group.Paths {
			shard := given[path.Base(p)]
			if most -= len(shard); most < 0 {
				return nil, errors.New("it lists its files of weights more than once")
			}
			numbers = append(numbers, shard...)
		}
		for _, a := range group.Weights {
			t, size, err := a.read(numbers, &left)
			if err != nil {
				return nil, err
			}
			arrays[a.Name], numbers = t, numbers[size:]
		}
	}
	return arrays, nil
}

func (m *tfModel) missing(given map[string][]byte) (names []string) {
	for _, group := range m.Manifest {
		for _, p := range group.Paths {
			if name := path.Base(p); given[name] == nil && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

var tfKinds = map[string]kind{"float32": float32s, "int32": int32s, "bool": uint8s, "float16": float16, "uint8": uint8s, "uint16": uint16s}

// read takes an array from the front of the numbers, and returns how many
// bytes it has.
func (a *tfArray) read(numbers []byte, left *budget) (tensor, int, error) {
	t := tensor{name: a.Name, shape: a.Shape}
	dtype, factor, offset := a.DType, 1.0, 0.0
	if q := a.Quantization; q != nil {
		if dtype = q.DType; dtype != "float16" {
			factor, offset = q.Scale, q.Min
		}
	}
	kind := tfKinds[dtype]
	if kind == 0 {
		return t, 0, fmt.Errorf("array %q has numbers of type %q, which cannot be read", a.Name, dtype)
	}
	count, err := left.take(a.Name, a.Shape)
	if err != nil {
		return t, 0, err
	}
	size := count * kind.size()
	if size > len(numbers) {
		return t, 0, fmt.Errorf("array %q %v needs %d bytes, and the files have %d left", a.Name, a.Shape, size, len(numbers))
	}
	t.data = kind.floats(numbers[:size], binary.LittleEndian)
	if factor != 1 || offset != 0 {
		for i, q := range t.data {
			t.data[i] = float32(float64(float64(q)*factor) + offset)
		}
	}
	return t, size, nil
}

// errLayer reports a kind of layer that Bonsai does not compute.
var errLayer = errors.New("the layer is not supported")

// A tfReader adds layers of Keras to a chain.
type tfReader struct {
	chain
	arrays map[string]tensor
}

func (r *tfReader) add(l *tfLayer) error {
	switch l.Class {
	case "InputLayer", "Dropout", "GaussianNoise", "GaussianDropout", "AlphaDropout", "Flatten":
		return nil // they change nothing outside of training, or only the shape
	case "Dense":
		return r.addDense(l)
	case "BatchNormalization":
		return r.addNormalisation(l)
	case "Activation":
		return r.addActivation(l.Config.Activation)
	case "Softmax":
		return r.softmax()
	case "ReLU":
		if c := l.Config; c.MaxValue != nil || c.Slope != 0 || c.Threshold != 0 {
			return errors.New("a ReLU with an upper bound, a slope or a threshold is not supported")
		}
		return r.activate("relu")
	}
	return errLayer
}

// array finds an array of a layer's weights by its name, such as "dense/kernel" or
// "model/dense/kernel". It returns nil if there is none.
func (r *tfReader) array(layer, weight string) *tensor {
	if t, ok := r.arrays[layer+"/"+weight]; ok {
		return &t
	}
	for _, name := range sortedKeys(r.arrays) {
		if strings.HasSuffix(name, "/"+layer+"/"+weight) {
			t := r.arrays[name]
			return &t
		}
	}
	return nil
}

func (r *tfReader) addDense(l *tfLayer) error {
	kernel := r.array(l.Config.Name, "kernel")
	if kernel == nil || len(kernel.shape) != 2 || len(kernel.data) == 0 {
		return errors.New("the file has no kernel with two sides for it")
	}
	in, out := kernel.shape[0], kernel.shape[1]
	layer := Layer{Name: l.Config.Name, In: in, Out: out, W: transposed(kernel.data, in, out), B: make([]float32, out)}
	if bias := r.array(l.Config.Name, "bias"); bias != nil {
		if len(bias.data) != out {
			return fmt.Errorf("it has %d biases for %d units", len(bias.data), out)
		}
		layer.B = slices.Clone(bias.data)
	}
	if err := r.dense(layer); err != nil {
		return err
	}
	return r.addActivation(l.Config.Activation)
}

func (r *tfReader) addActivation(raw json.RawMessage) error {
	var name string
	if raw == nil || string(raw) == "null" {
		return nil
	}
	if json.Unmarshal(raw, &name) != nil {
		name = string(raw)
	}
	switch name {
	case "linear":
		return nil
	case "relu", "tanh", "sigmoid":
		return r.activate(name)
	case "softmax":
		return r.softmax()
	}
	return fmt.Errorf("the activation %s is not supported; relu, tanh, sigmoid and linear are, and softmax at the end", name)
}

func (r *tfReader) addNormalisation(l *tfLayer) error {
	var parts [4][]float32
	for i, name := range []string{"gamma", "beta", "moving_mean", "moving_variance"} {
		if t := r.array(l.Config.Name, name); t != nil {
			parts[i] = t.data
		}
	}
	size := len(parts[2])
	if size == 0 || len(parts[3]) != size {
		return errors.New("the file has no moving_mean and moving_variance for it")
	}
	if parts[0] == nil { // without a scale it is 1
		parts[0] = slices.Repeat([]float32{1}, size)
	}
	if parts[1] == nil {
		parts[1] = make([]float32, size)
	}
	if len(parts[0]) != size || len(parts[1]) != size {
		return errors.New("its weights have different sizes")
	}
	epsilon := 1e-3 // the default of Keras
	if l.Config.Epsilon != nil {
		epsilon = *l.Config.Epsilon
	}
	return r.scale(normalisation(parts[0], parts[1], parts[2], parts[3], epsilon))
}
