package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Refusal says why a file that people often bring is not opened, and what to do
// instead. Code names the kind; Args are what to fill into the sentence about it, so
// that it can be told in any language. Damaged and unusual files have plain errors.
type Refusal struct {
	Code string
	Args map[string]string
}

// refuse makes a Refusal out of pairs of an argument's name and value.
func refuse(code string, pairs ...any) *Refusal {
	r := &Refusal{Code: code, Args: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		r.Args[pairs[i].(string)] = fmt.Sprint(pairs[i+1])
	}
	return r
}

func (r *Refusal) Error() string {
	text := refusals[r.Code]
	for name, value := range r.Args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// Codes returns the codes of all refusals, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(refusals)) }

// refusals in English, by code.
var refusals = map[string]string{
	"unknown":  "this is not a file that Bonsai can read a network from: those are .npz, .safetensors, .onnx, .pt and the model.json of TensorFlow.js",
	"keras":    "this is a Keras model; in Python, write its weights as an .npz file: {python}",
	"hdf5":     "this is a file in HDF5, as Keras wrote them; if it holds a model, write its weights as an .npz file, in Python: {python}",
	"tflite":   "this is a TensorFlow Lite model, made to run and not to change; write the weights of the Keras model that it came from as an .npz file, in Python: {python}",
	"oldTorch": "this file was saved by PyTorch before version 1.6; in Python, save it again: {python}",
	"pickle": "this is a pickled Python object, which is not opened, because opening one can run any program; " +
		"for a network of scikit-learn, write its weights as an .npz file: {sklearn}; of PyTorch, save its weights alone: {torch}",
	"torchScript": "this is a TorchScript program; in Python, load it with torch.jit.load, and save its weights alone: {python}",
	"module":      "it holds the Python object {object}, and Python objects are not opened, because opening one can run any program; save its weights alone: {python}",
	"noWeights":   "it does not hold a state dict with the weights of dense layers; in Python, save its weights alone: {python}",
	"several":     "it holds several networks ({names}); save one alone: {python}",
	"data":        "the arrays are called like data, and not like the weights of a network; in Python, save them as a table: {python}",
	"elsewhere":   "its weights are in other files; give {names} together with it",
	"operator": "operator {operator}{name} (node {node} of {nodes}): {operator} is not supported; dense layers (Gemm, MatMul, Add) are, " +
		"with Relu, Tanh, Sigmoid or no activation, and Softmax at the end",
	"layer":  "layer {name} ({kind}, {layer} of {layers}): the layer is not supported; Dense, Activation, BatchNormalization, Dropout and Flatten are",
	"depth":  "it has more than {max} hidden layers, the most that are possible",
	"inputs": "it has {have} inputs; at most {max} are possible",
	"units":  "layer {layer} has {have} units; at most {max} are possible",
	"end":    "its last layer ends in {activation}; Bonsai's last layer has no activation, a sigmoid or a softmax",
	"labels": "its {have} outputs go through a sigmoid each: several labels at once; Bonsai has one sigmoid output (two classes) or softmax (one class of several)",
	"one":    "softmax of its only output is always 1; for two classes use one output with a sigmoid, or two outputs",
}
