package networks

import (
	"bytes"
	"slices"
	"strings"
)

// endings are those of files that hold a network, or the weights of one.
var endings = []string{".npz", ".safetensors", ".onnx", ".pt", ".pth", ".keras", ".h5", ".hdf5", ".tflite", ".pkl", ".bin", ".json"}

// IsNetwork tells whether a file's name is that of a network's file. What a file
// really holds, the engine finds out.
func IsNetwork(name string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(strings.ToLower(name), end) })
}

// Only tells whether all names are those of a network's files.
func Only(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !IsNetwork(name) })
}

// IsModel tells whether a file of JSON describes a network of TensorFlow.js.
func IsModel(content []byte) bool { return bytes.Contains(content, []byte(`"weightsManifest"`)) }
