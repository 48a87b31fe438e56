package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// bare is what a file without a graph gives: 2→2→1 without activations.
func bare() *Network {
	n := &Network{Layers: []Layer{
		{In: 2, Out: 2, W: []float32{1, 0, 0, 2}},
		{In: 2, Out: 1, W: []float32{3, 0}, Mask: []uint8{1, 1}},
	}}
	if err := n.check(); err != nil {
		panic(err)
	}
	return n
}

func TestBuildTakesTheAnswers(t *testing.T) {
	n := bare()
	if open := n.Open(); !slices.Equal(open, []int{0}) {
		t.Errorf("open activations are %v, want only the hidden layer's", open)
	}
	net, err := n.Build(Choices{Activations: []nn.Activation{nn.Tanh}, Loss: nn.SquaredError, PruneZeros: true})
	if err != nil {
		t.Fatal(err)
	}
	if first := net.Layers[0]; first.Activation != nn.Tanh || !slices.Equal(first.Mask, []uint8{1, 0, 0, 1}) {
		t.Errorf("hidden layer: %v, mask %v", first.Activation, first.Mask)
	}
	if last := net.Layers[1]; last.Activation != nn.Linear || !slices.Equal(last.Mask, []uint8{1, 1}) {
		t.Errorf("last layer: %v, mask %v; the mask of the file counts", last.Activation, last.Mask)
	}
	net.Layers[0].W[0] = 9
	if n.Layers[0].W[0] == 9 {
		t.Error("the network shares its weights with what was built")
	}
}

func TestBuildRefusesWhatDoesNotFit(t *testing.T) {
	n := bare()
	_, err := n.Build(Choices{Loss: nn.SquaredError})
	if err == nil || !strings.Contains(err.Error(), "which activation hidden layer 1 has; choose one of [relu tanh sigmoid linear]") {
		t.Errorf("without an activation: %v", err)
	}
	_, err = n.Build(Choices{Activations: []nn.Activation{nn.ReLU}, Loss: nn.SoftmaxCrossEntropy})
	if err == nil || !strings.Contains(err.Error(), "1 outputs") {
		t.Errorf("a softmax of one output: %v", err)
	}
}

func TestLossesSuitTheOutput(t *testing.T) {
	several := &Network{Layers: []Layer{{In: 1, Out: 3}}}
	one := func(o Output, target *Scale) *Network {
		return &Network{Layers: []Layer{{In: 1, Out: 1}}, Output: o, Target: target}
	}
	for _, test := range []struct {
		n    *Network
		want []nn.Loss
	}{
		{several, []nn.Loss{nn.SoftmaxCrossEntropy}},
		{one(Sigmoid, nil), []nn.Loss{nn.BinaryCrossEntropy}},
		{one(Linear, &Scale{1, 2}), []nn.Loss{nn.SquaredError}},
		{one("", nil), []nn.Loss{nn.BinaryCrossEntropy, nn.SquaredError}},
	} {
		if got := test.n.Losses(); !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.n.Output, got, test.want)
		}
	}
}

// The sample is red, of age 52, with a missing income:
// colour → 1 0 0, age → (52 − 40)/12 = 1, income → 0 and the indicator 1.
func TestFeaturesByHand(t *testing.T) {
	nan := float64(half(0x7e00))
	n := &Network{Missing: true, Layers: []Layer{{In: 6}}, Columns: []Column{
		{Categories: []string{"red", "green"}, Other: true, Fill: 1},
		{Mean: 40, Deviation: 12, Fill: 40},
		{Mean: 31000, Deviation: 9000, Fill: 31000, Indicator: true},
	}}
	if got := n.features([]float64{0, 52, nan}); !slices.Equal(got, []float32{1, 0, 0, 1, 0, 1}) {
		t.Errorf("got %v", got)
	}
	// A missing colour is green, an unknown one the third input.
	if got := n.features([]float64{nan, 40, 31000}); !slices.Equal(got, []float32{0, 1, 0, 0, 0, 0}) {
		t.Errorf("got %v", got)
	}
	if got := n.features([]float64{2, 40, 40000}); !slices.Equal(got, []float32{0, 0, 1, 0, 1, 0}) {
		t.Errorf("got %v", got)
	}
}

func TestEveryFormatWritesTheSameBytesTwice(t *testing.T) {
	for name, n := range cases(t) {
		for _, format := range Formats() {
			first, err := format.Write(n)
			if err != nil {
				t.Fatalf("%s, %s: %v", name, format.Name, err)
			}
			second, _ := format.Write(n)
			if fmt.Sprint(first) != fmt.Sprint(second) || Size(first) == 0 || format.Snippet(n) == "" {
				t.Errorf("%s, %s: %d and %d bytes", name, format.Name, Size(first), Size(second))
			}
		}
	}
}

func TestTablesAreNotRecognisedAsNetworks(t *testing.T) {
	for _, f := range []File{
		{"table.csv", []byte("a,b\n1,2\n")},
		{"images", []byte{0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7}},
		{"labels.gz", []byte("\x1f\x8b\x08\x00")},
		{"book.xlsx", zipped(0, File{"[Content_Types].xml", nil})},
		{"data.json", []byte(`{"rows": []}`)},
		{"weights.bin", littleFloats(1, 2, 3)},
		{"empty", nil},
	} {
		if Recognises(f) {
			t.Errorf("%s counts as a network", f.Name)
		}
	}
	for _, name := range []string{"iris_torch.pt", "iris_torch.onnx", "iris_torch.npz", "iris_tfjs/model.json", "gelu_torch.onnx"} {
		if !Recognises(file(t, name)) {
			t.Errorf("%s does not count as a network", name)
		}
	}
}

// A note that somebody has changed does no harm.
func TestNotesThatDoNotFitAreLeftAside(t *testing.T) {
	for _, text := range []string{
		`{`, `{"activations":["relu"]}`, `{"activations":["gelu","linear"]}`, `{"output":"softmax"}`, `{"output":"x"}`,
		`{"columns":[{"mean":1}]}`, `{"columns":[{"categories":["a","b"],"fill":7}]}`, `{"classes":["a"]}`, `{"keptZeros":[[1]]}`,
	} {
		n := bare()
		n.annotate(text)
		if fmt.Sprint(n) != fmt.Sprint(bare()) {
			t.Errorf("%s changed the network to %v", text, n)
		}
	}
}

func TestPredictIsThePassOfTheEngine(t *testing.T) {
	for seed, loss := range losses {
		net := network(uint64(seed), loss)
		n := Of(net)
		var samples [][]float64
		var x []float32
		for k := range 20 {
			samples = append(samples, n.sample(k))
			for _, v := range samples[k] {
				x = append(x, float32(v))
			}
		}
		got, err := n.Predict(samples)
		if err != nil {
			t.Fatal(err)
		}
		want := nn.NewPass(net, 20).Forward(x, 20)
		nn.Outputs(net, want)
		for i, y := range slices.Concat(got...) {
			if y != want[i] {
				t.Fatalf("loss %d: output %d is %v, want %v", loss, i, y, want[i])
			}
		}
	}
}
