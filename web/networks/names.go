package networks

import (
	"bytes"
	"slices"
	"strings"
)

// A File is one that a person has chosen.
type File struct {
	Name  string
	Start func(most int) []byte // copies the beginning of the file, up to most bytes
}

// endings are those of files that hold a network, or the weights of one.
var endings = []string{".npz", ".safetensors", ".onnx", ".pt", ".pth", ".keras", ".h5", ".hdf5", ".tflite", ".pkl", ".pickle", ".joblib", ".bin"}

// looked is how much of a file is looked at. A file that only describes a network is
// shorter.
const looked = 1 << 20

// Parts tells which files are those of networks: by their names, by what JSON says, and
// because an ONNX file names them as the places of its weights. What a file really
// holds, the engine finds out.
func Parts(files []File) []bool {
	parts := make([]bool, len(files))
	for i, f := range files {
		name := strings.ToLower(f.Name)
		parts[i] = slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(name, end) }) ||
			strings.HasSuffix(name, ".json") && bytes.Contains(f.Start(looked), []byte(`"weightsManifest"`)) // of TensorFlow.js
	}
	if !slices.Contains(parts, false) {
		return parts
	}
	for _, f := range files {
		if !strings.HasSuffix(strings.ToLower(f.Name), ".onnx") {
			continue
		}
		description := f.Start(looked)
		for i, other := range files {
			parts[i] = parts[i] || bytes.Contains(description, []byte(other.Name))
		}
	}
	return parts
}
