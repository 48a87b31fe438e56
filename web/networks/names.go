package networks

import (
	"bytes"
	"slices"
	"strings"
)

// endings are those of files that hold a network, or the weights of one.
var endings = []string{".npz", ".safetensors", ".onnx", ".pt", ".pth", ".keras", ".h5", ".hdf5", ".tflite", ".pkl", ".joblib", ".bin"}

// modelStart is how much of a file of JSON is looked at: descriptions of networks are
// shorter, and a table can be much longer.
const modelStart = 1 << 20

// IsNetwork tells whether a file is one of a network, by its name, and if it is JSON by
// its first bytes. What a file really holds, the engine finds out.
func IsNetwork(name string, start func(most int) []byte) bool {
	name = strings.ToLower(name)
	if strings.HasSuffix(name, ".json") {
		return IsModel(start(modelStart))
	}
	external := strings.Contains(name, ".onnx") // such as net.onnx.data and net.onnx_data
	return external || slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(name, end) })
}

// IsModel tells whether a file of JSON describes a network of TensorFlow.js.
func IsModel(start []byte) bool { return bytes.Contains(start, []byte(`"weightsManifest"`)) }
