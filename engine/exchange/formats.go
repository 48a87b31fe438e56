package exchange

import (
	"fmt"
	"strings"
)

// A Format is one that networks are written in.
type Format struct {
	Name string

	// Write returns the files of a network whose activations are known.
	Write func(n *Network) ([]File, error)

	// Snippet returns lines of a program that load these files and compute the
	// outputs of the samples in a variable named rows.
	Snippet func(n *Network) string
}

// Size is the number of bytes of the files that Write returned.
func Size(files []File) int {
	size := 0
	for _, f := range files {
		size += len(f.Bytes)
	}
	return size
}

// Formats lists all formats, those that most programs read first.
func Formats() []Format {
	return []Format{
		{"onnx", one("bonsai_net.onnx", func(n *Network) []byte { return ONNX(n, false) }), onnxSnippet},
		{"onnx-sparse", one("bonsai_net.onnx", func(n *Network) []byte { return ONNX(n, true) }), onnxSnippet},
		{"tfjs", func(n *Network) ([]File, error) { return TFJS(n), nil }, tfjsSnippet},
		{"safetensors", one("bonsai_net.safetensors", Safetensors), safetensorsSnippet},
		{"npz", one("bonsai_net.npz", NPZ), npzSnippet},
		{"c", source("bonsai_net.h", C), cSnippet},
		{"python", source("bonsai_net.py", Python), pythonSnippet},
	}
}

func one(name string, write func(*Network) []byte) func(*Network) ([]File, error) {
	return func(n *Network) ([]File, error) { return []File{{name, write(n)}}, nil }
}

func source(name string, write func(*Network) ([]byte, error)) func(*Network) ([]File, error) {
	return func(n *Network) ([]File, error) {
		b, err := write(n)
		return []File{{name, b}}, err
	}
}

// given is how many numbers a file with the columns takes for a sample.
func (n *Network) given() int {
	if n.Columns != nil {
		return len(n.Columns)
	}
	return n.Layers[0].In
}

func onnxSnippet(n *Network) string {
	return fmt.Sprintf(`const session = await ort.InferenceSession.create("bonsai_net.onnx");
const input = new ort.Tensor("float32", rows.flat(), [rows.length, %d]);
const { output } = await session.run({ input });
`, n.given())
}

func tfjsSnippet(*Network) string {
	return `const net = await tf.loadLayersModel("model.json");
const output = net.predict(tf.tensor2d(rows));
`
}

// torchNet writes the network as PyTorch builds it, and the masks that its
// pruning needs.
func torchNet(n *Network, masks bool) string {
	modules := map[string]string{"relu": "nn.ReLU()", "tanh": "nn.Tanh()", "sigmoid": "nn.Sigmoid()", "linear": "nn.Identity()"}
	var parts []string
	pruned := ""
	for i := range n.Layers {
		l := &n.Layers[i]
		parts = append(parts, fmt.Sprintf("nn.Linear(%d, %d)", l.In, l.Out))
		if i+1 < len(n.Layers) {
			parts = append(parts, modules[l.Activation])
		}
		if masks && l.pruned() {
			pruned += fmt.Sprintf("prune.identity(net[%d], \"weight\")\n", 2*i)
		}
	}
	return "net = nn.Sequential(" + strings.Join(parts, ", ") + ")\n" + pruned
}

func safetensorsSnippet(n *Network) string {
	return "from safetensors.torch import load_file\nfrom torch import nn\nfrom torch.nn.utils import prune\n\n" +
		torchNet(n, true) + "net.load_state_dict(load_file(\"bonsai_net.safetensors\"))\n"
}

func npzSnippet(n *Network) string {
	return "import numpy\nimport torch\nfrom torch import nn\n\n" + torchNet(n, false) +
		"arrays = numpy.load(\"bonsai_net.npz\")\n" +
		"net.load_state_dict({name: torch.from_numpy(arrays[name]) for name in net.state_dict()})\n"
}

func cSnippet(*Network) string {
	return `#include "bonsai_net.h"

float y[BONSAI_OUTPUTS];
bonsai_predict(row, y);
`
}

func pythonSnippet(*Network) string {
	return `import bonsai_net

output = bonsai_net.predict(rows)
`
}
