package lab

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/train"
)

// A Field describes one field of a Recipe: its range, how it is written, and
// whether it may change while an experiment goes on.
type Field struct {
	Name     string
	Min, Max float64  // of a number; of the entries of a list of numbers
	Options  []string // of a choice
	Live     bool     // a change does not begin the experiment anew

	view  bool // changes nothing but the picture, so it is no step
	kind  kind
	text  func(r *Recipe) string
	parse func(r *Recipe, text string) error
}

// A kind is what a field's value looks like in a script.
type kind string

const (
	number  kind = "a number"
	word    kind = "a string"
	flag    kind = "true or false"
	numbers kind = "a list of numbers"
	words   kind = "a list of strings"
	// wordOrWords is one string, or a list with one string for each layer.
	wordOrWords kind = "a string or a list of strings"
)

// Limits on how many entries a list may have.
const (
	MaxLayers = 6

	// MaxNeurons is how many neurons a hidden layer may have: as many as the
	// widest of LeNet-300-100.
	MaxNeurons = 300
	maxPoints  = 500
	maxColumns = 1000 // of a person's table
)

// listSeparator stands between the entries of a list in an address: a
// character that no messenger escapes or cuts at.
const listSeparator = "."

// Fields returns the table of fields, in the order of the address.
func Fields() []Field { return fields }

var fields = []Field{
	choice("dataset", datasetNames(), func(r *Recipe) *string { return &r.Dataset }),
	integer("noise", 0, 50, func(r *Recipe) *int { return &r.Noise }),
	integer("trainShare", 10, 90, func(r *Recipe) *int { return &r.TrainShare }),
	choices("inputs", data.PlaneInputs, 1, func(r *Recipe) *[]string { return &r.Inputs }),
	pointList(),
	digest("own", func(r *Recipe) *string { return &r.Own }),
	integer("labelColumn", 0, maxColumns, func(r *Recipe) *int { return &r.LabelColumn }),
	boolean("regression", func(r *Recipe) *bool { return &r.Regression }),
	integers("layers", 1, MaxNeurons, MaxLayers, func(r *Recipe) *[]int { return &r.Layers }),
	activations(),
	choice("init", nn.Inits(), func(r *Recipe) *string { return &r.Init }),
	choice("optimizer", train.Optimizers(), func(r *Recipe) *string { return &r.Optimizer }),
	live(real("learningRate", 0.00001, 10, func(r *Recipe) *float64 { return &r.LearningRate })),
	live(integer("batchSize", 1, train.MaxBatch, func(r *Recipe) *int { return &r.BatchSize })),
	live(choice("regularization", []string{"none", "l1", "l2"}, func(r *Recipe) *string { return &r.Regularization })),
	live(real("regularizationRate", 0, 10, func(r *Recipe) *float64 { return &r.RegularizationRate })),
	view(integer("epochs", 1, 1000, func(r *Recipe) *int { return &r.Epochs })),
	seed(),
	view(boolean("showTest", func(r *Recipe) *bool { return &r.ShowTest })),
	view(boolean("discretize", func(r *Recipe) *bool { return &r.Discretize })),
	view(choices("hide", Controls, 0, func(r *Recipe) *[]string { return &r.Hide })),
}

// Controls are the parts of the page that an address can hide, fields first.
var Controls = []string{
	"dataset", "noise", "trainShare", "inputs", "layers", "activation", "init", "optimizer",
	"learningRate", "batchSize", "regularization", "regularizationRate", "epochs", "seed",
	"showTest", "discretize",
	"criterion", "scope", "by", "epsilon", "finetune", "play", "step", "epoch", "reset", "undo",
	"rule", "compensate", "gradual", "lottery", "quantize", "distil", "choose", "views",
	"files", "presets", "link", "language", "theme", "charts", "bytes", "histogram", "boundary", "outcome",
}

func fieldNamed(name string) (Field, error) {
	for _, f := range fields {
		if f.Name == name {
			return f, nil
		}
	}
	return Field{}, problem("unknownField", "field", name, "options", strings.Join(fieldNames(), ", "))
}

func fieldNames() []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

func datasetNames() []string {
	var names []string
	for _, k := range data.Kinds() {
		names = append(names, k.Name)
	}
	return append(names, ownDataset)
}

// textOf turns a value from a script into the text that stands for it in an
// address, so that both are checked by the same parse.
func (f Field) textOf(value json.RawMessage) (string, error) {
	wrong := problem("type", "field", f.Name, "value", string(value), "want", f.kind)
	decoded := func(v any) bool { return string(value) != "null" && json.Unmarshal(value, v) == nil }
	var (
		num  float64
		nums []float64
		str  string
		strs []string
		yes  bool
	)
	switch {
	case f.kind == number && decoded(&num):
		return formatFloat(num), nil
	case f.kind == flag && decoded(&yes):
		return formatBool(yes), nil
	case (f.kind == word || f.kind == wordOrWords) && decoded(&str):
		return str, nil
	case (f.kind == words || f.kind == wordOrWords) && decoded(&strs):
		return strings.Join(strs, listSeparator), nil
	case f.kind == numbers && decoded(&nums) && !strings.Contains(string(value), "null"):
		texts := make([]string, len(nums))
		for i, n := range nums {
			if n != math.Trunc(n) {
				return "", wrong
			}
			texts[i] = strconv.FormatFloat(n, 'f', 0, 64)
		}
		return strings.Join(texts, listSeparator), nil
	}
	return "", wrong
}

func formatFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func formatBool(v bool) string {
	if v {
		return "1"
	}
	return "0"
}

func live(f Field) Field {
	f.Live = true
	return f
}

func view(f Field) Field {
	f.Live, f.view = true, true
	return f
}

func splitList(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, listSeparator)
}
