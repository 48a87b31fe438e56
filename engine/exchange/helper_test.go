package exchange

import (
	standard "archive/zip"
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"bonsai/engine/exchange/zip"
	"bonsai/engine/nn"
)

// file reads one of testdata.
func file(t testing.TB, name string) File {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return File{Name: name, Bytes: b}
}

// network draws one of a loss, two thirds of it pruned, with some kept weights
// of exactly 0, as quantising to integers leaves them, and with numbers under
// the mask.
func network(seed uint64, loss nn.Loss) *nn.Network {
	r := rand.New(rand.NewPCG(seed, 18))
	outputs := 1
	if loss == nn.SoftmaxCrossEntropy {
		outputs = 3
	}
	net := nn.New(5, []int{7, 6}, []nn.Activation{nn.Activation(seed % 4), nn.Tanh}, outputs, loss)
	net.Init(nn.GlorotUniform, r)
	for _, layer := range net.Layers {
		for i := range layer.B {
			layer.B[i] = float32(r.NormFloat64())
		}
		for i := range layer.W {
			switch r.IntN(12) {
			case 0:
				layer.W[i] = 0
			case 1, 2, 3, 4, 5, 6, 7, 8:
				layer.Mask[i] = 0
			}
		}
	}
	return net
}

// sameNetwork compares two networks bit by bit: what they compute with, their
// masks, their activations and their loss.
func sameNetwork(t *testing.T, got, want *nn.Network) {
	t.Helper()
	if got.Loss != want.Loss || len(got.Layers) != len(want.Layers) {
		t.Fatalf("%d layers with loss %d, want %d with loss %d", len(got.Layers), got.Loss, len(want.Layers), want.Loss)
	}
	for l, layer := range want.Layers {
		found := got.Layers[l]
		if found.In != layer.In || found.Out != layer.Out || found.Activation != layer.Activation {
			t.Fatalf("layer %d is %d→%d %v, want %d→%d %v", l, found.In, found.Out, found.Activation, layer.In, layer.Out, layer.Activation)
		}
		if !bytes.Equal(found.Mask, layer.Mask) {
			t.Errorf("layer %d: the mask is %v, want %v", l, found.Mask, layer.Mask)
		}
		for i, w := range layer.W {
			if layer.Mask[i] != 0 && math.Float32bits(found.W[i]) != math.Float32bits(w) {
				t.Errorf("layer %d: weight %d is %v, want %v", l, i, found.W[i], w)
			}
		}
		for i, b := range layer.B {
			if math.Float32bits(found.B[i]) != math.Float32bits(b) {
				t.Errorf("layer %d: bias %d is %v, want %v", l, i, found.B[i], b)
			}
		}
	}
}

// losses are those of the networks that tests write and read again.
var losses = []nn.Loss{nn.BinaryCrossEntropy, nn.SoftmaxCrossEntropy, nn.SquaredError}

// activations returns those of the hidden layers.
func activations(net *nn.Network) []nn.Activation {
	var list []nn.Activation
	for _, layer := range net.Layers[:len(net.Layers)-1] {
		list = append(list, layer.Activation)
	}
	return list
}

// Ways to put a file into an archive.
const (
	stored   = standard.Store
	deflated = standard.Deflate
)

// zipped makes an archive in memory, with the standard library.
func zipped(method uint16, files ...File) []byte {
	var b bytes.Buffer
	archive := standard.NewWriter(&b)
	for _, f := range files {
		w, err := archive.CreateHeader(&standard.FileHeader{Name: f.Name, Method: method})
		if err != nil {
			panic(err)
		}
		w.Write(f.Bytes)
	}
	archive.Close()
	return b.Bytes()
}

// arrays reads all arrays of an .npz file.
func arrays(t testing.TB, b []byte) map[string]tensor {
	t.Helper()
	archive, err := zip.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	list, err := npzTensors(archive)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]tensor{}
	for _, a := range list {
		named[a.name] = a
	}
	return named
}

// scaled makes columns of means and deviations, in turn.
func scaled(numbers ...float64) []Column {
	var columns []Column
	for i := 0; i < len(numbers); i += 2 {
		columns = append(columns, Column{Mean: numbers[i], Deviation: numbers[i+1]})
	}
	return columns
}

// columnsFor are columns for the five inputs of network: scaled numbers, or
// categories and numbers that may be missing.
func columnsFor(seed int) []Column {
	if seed != 1 {
		columns := scaled(1, 2, 3, 4, 20000.3, 0.5, -1e9, 1e-3, 5, 0)
		columns[0].Name = "length"
		return columns
	}
	return []Column{
		{Name: "colour", Categories: []string{"red", "green"}, Other: true, Fill: 1},
		{Name: "age", Mean: 40, Deviation: 12, Fill: 40, Indicator: true},
	}
}
