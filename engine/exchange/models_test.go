package exchange

import (
	"encoding/json"
	"math"
	"testing"

	"bonsai/engine/nn"
)

// The files in testdata were written by PyTorch 1.13, scikit-learn 1.2 and
// TensorFlow.js 4.22, with the outputs that these libraries computed for some
// inputs: logits by PyTorch, probabilities by the others.
var models = []struct {
	files       []string
	expected    string
	activation  nn.Activation // for files that hold none
	known       bool          // the file holds it
	probability bool          // the outputs are probabilities
	kept        int           // weights that are not pruned
}{
	{files: []string{"iris_torch.npz"}, expected: "iris_torch.expected.npz", activation: nn.ReLU, kept: 4*16 + 16*8 + 8*3},
	{files: []string{"digits_sklearn.npz"}, expected: "digits_sklearn.expected.npz", activation: nn.ReLU, probability: true, kept: 64*32 + 32*10},
	{files: []string{"iris_torch.pt"}, expected: "iris_torch.expected.npz", activation: nn.ReLU, kept: 4*16 + 16*8 + 8*3},
	{files: []string{"wine_pruned_torch.pt"}, expected: "wine_pruned_torch.expected.npz", activation: nn.Sigmoid, kept: 154},
	{files: []string{"iris_torch.onnx"}, expected: "iris_torch.expected.npz", known: true, kept: 4*16 + 16*8 + 8*3},
	// The same, saved by onnx with save_as_external_data.
	{files: []string{"iris_external.onnx", "iris_external.onnx.data"}, expected: "iris_torch.expected.npz", known: true, kept: 4*16 + 16*8 + 8*3},
	// 40 % of 13·24 + 24·3 weights are left.
	{files: []string{"wine_pruned_torch.onnx"}, expected: "wine_pruned_torch.expected.npz", known: true, kept: 154},
	{files: []string{"iris_tfjs/model.json", "iris_tfjs/weights.bin"}, expected: "iris_tfjs/expected.json", known: true, probability: true, kept: 4*12 + 12*3},
}

func TestModelsComputeWhatTheirLibrariesComputed(t *testing.T) {
	for _, m := range models {
		t.Run(m.files[0], func(t *testing.T) {
			var files []File
			for _, name := range m.files {
				files = append(files, file(t, name))
			}
			n, err := Read(files, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if open := len(n.Open()); m.known != (open == 0) {
				t.Errorf("%d activations are open, and the file holds them: %v", open, m.known)
			}
			if n.OrderUnknown {
				t.Error("the order of the weights is not found")
			}
			hidden := []nn.Activation{m.activation, m.activation}
			net, err := n.Build(Choices{Activations: hidden, Loss: nn.SoftmaxCrossEntropy, PruneZeros: true})
			if err != nil {
				t.Fatal(err)
			}
			kept := 0
			for _, layer := range net.Layers {
				for _, k := range layer.Mask {
					kept += int(k)
				}
			}
			if kept != m.kept {
				t.Errorf("%d weights are kept, want %d", kept, m.kept)
			}
			x, want := expected(t, m.expected)
			got := nn.NewPass(net, len(x)).Forward(x, len(x)/net.Layers[0].In)
			if m.probability {
				nn.Outputs(net, got)
			}
			if len(got) != len(want) || len(got) == 0 {
				t.Fatalf("%d outputs, want %d", len(got), len(want))
			}
			for i := range want {
				if math.Abs(float64(got[i]-want[i])) > 1e-5 {
					t.Fatalf("output %d is %v, want %v", i, got[i], want[i])
				}
			}
		})
	}
}

// expected reads inputs and the outputs that a library computed for them.
func expected(t *testing.T, name string) (x, y []float32) {
	f := file(t, name)
	if name[len(name)-4:] == ".npz" {
		list := arrays(t, f.Bytes)
		return list["inputs"].data, list["outputs"].data
	}
	var rows struct{ Inputs, Outputs [][]float32 }
	if err := json.Unmarshal(f.Bytes, &rows); err != nil {
		t.Fatal(err)
	}
	for i := range rows.Inputs {
		x, y = append(x, rows.Inputs[i]...), append(y, rows.Outputs[i]...)
	}
	return x, y
}
