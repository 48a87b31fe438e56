package lab

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// openedWith opens files in a new lab.
func openedWith(t *testing.T, list ...samples.File) *Lab {
	t.Helper()
	files, err := samples.Read(list)
	if err != nil {
		t.Fatal(err)
	}
	l := reference(t)
	if err := l.Open(files); err != nil {
		t.Fatal(err)
	}
	return l
}

// received opens the link to the network of a lab where its file is not.
func received(t *testing.T, l *Lab, list ...samples.File) *Lab {
	t.Helper()
	m, err := l.Model(0)
	if err != nil {
		t.Fatal(err)
	}
	x, err := recipe.ParseAddress(recipe.ShortLink(m.Link, false))
	if err != nil {
		t.Fatal(err)
	}
	var files *samples.Files
	if len(list) > 0 {
		if files, err = samples.Read(list); err != nil {
			t.Fatal(err)
		}
	}
	again, err := New(recipe.Default(), files)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Do(recipe.Load{Experiment: x}); err != nil {
		t.Fatalf("%s: %v", m.Link, err)
	}
	return again
}

// flats is a table with numbers, a category, missing values and a price. Numbers differ
// in scale, so that a wrong one is seen.
func flats() samples.File {
	var b strings.Builder
	b.WriteString("size,kind,floor,price\n")
	for i := range 120 {
		floor := fmt.Sprint(i % 7)
		if i%11 == 0 {
			floor = ""
		}
		fmt.Fprintf(&b, "%d,%s,%s,%d\n", 40+i, []string{"old", "new", "loft"}[i%3], floor, 1000*(40+i)+20000*(i%3))
	}
	return samples.File{Name: "flats.csv", Bytes: []byte(b.String())}
}

// exportedNetwork returns the network of a lab as it is written into files.
func exportedNetwork(t *testing.T, l *Lab) *exchange.Network {
	t.Helper()
	n, err := l.Deploy().Exported()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// exported returns the network of a lab as a file in a format, and what Bonsai then
// reads from it.
func exported(t *testing.T, l *Lab, format string, change func(*exchange.Network)) samples.File {
	t.Helper()
	n := exportedNetwork(t, l)
	change(n)
	for _, f := range exchange.Formats() {
		if f.Name != format {
			continue
		}
		files, err := f.Write(n)
		if err != nil {
			t.Fatal(err)
		}
		return samples.File(files[0])
	}
	t.Fatalf("no format that networks are saved in is called %q", format)
	return samples.File{}
}

// A link that contains a network needs only the data, also if the network's file says
// how they are scaled: the receiver sees the same samples, answers and sizes.
func TestALinkContainsTheScalingOfTheNetworksFile(t *testing.T) {
	iris := samples.File{Name: "iris.csv", Bytes: contentOf(t, "iris.csv")}
	same := func(*exchange.Network) {}
	unnamed := func(n *exchange.Network) {
		for i := range n.Columns {
			n.Columns[i].Name = ""
			n.Columns[i].Mean += 0.25 // as other rows would have given
		}
	}
	standardised := func(n *exchange.Network) {
		n.Columns = make([]exchange.Column, n.Layers[0].In)
		for i := range n.Columns {
			n.Columns[i] = exchange.Column{Mean: 33.3184215, Deviation: 78.5674911}
		}
	}
	for name, c := range map[string]struct {
		data    []samples.File
		format  string
		change  func(*exchange.Network)
		scaling string
	}{
		"columns by their names": {[]samples.File{iris}, "onnx", same, "sn"},
		"columns in their order": {[]samples.File{iris}, "onnx", unnamed, "sf"},
		"categories and gaps":    {[]samples.File{flats()}, "safetensors", same, "sn,tf"},
		"pixels":                 {digitFiles(t), "onnx", standardised, "sf"},
	} {
		trained := openedWith(t, c.data...)
		do(t, trained, parsed(t, "set", `{"layers": [6]}`), parsed(t, "train", `{"epochs": 3}`))
		l := openedWith(t, append(slices.Clone(c.data), exported(t, trained, c.format, c.change))...)
		if r := l.Snapshot().Recipe; !strings.HasSuffix(r.NetworkReading, c.scaling) {
			t.Fatalf("%s: the network is read as %s", name, r.NetworkReading)
		}
		do(t, l, parsed(t, "prune", `{"sparsity": 0.3}`), parsed(t, "finetune", `{"epochs": 1}`))
		again := received(t, l, c.data...)
		if !slices.Equal(again.samples.Test.X, l.samples.Test.X) || !slices.Equal(again.samples.Train.X, l.samples.Train.X) {
			t.Errorf("%s: the receiver has other samples", name)
		}
		got, want := again.Snapshot(), l.Snapshot()
		if got.Test.Accuracy != want.Test.Accuracy || got.Test.Loss != want.Test.Loss {
			t.Errorf("%s: the receiver measures %+v, want %+v", name, got.Test, want.Test)
		}
		a, b := exportedNetwork(t, again), exportedNetwork(t, l)
		if a.About() != b.About() {
			t.Errorf("%s: the receiver saves a network with %s, want %s", name, a.About(), b.About())
		}
		// What the receiver does with it has a link, too, and the network can be sent on.
		do(t, again, parsed(t, "prune", `{"sparsity": 0.5}`), parsed(t, "finetune", `{"epochs": 1}`))
		if last := received(t, again, c.data...); last.Snapshot().Test.Loss != again.Snapshot().Test.Loss {
			t.Errorf("%s: the next receiver has another loss", name)
		}
	}
}

// Without data, too, the receiver has the names of inputs and classes.
func TestALinkToANetworkAloneContainsItsColumns(t *testing.T) {
	trained := openedWith(t, samples.File{Name: "iris.csv", Bytes: contentOf(t, "iris.csv")})
	do(t, trained, parsed(t, "set", `{"layers": [4]}`), parsed(t, "train", `{"epochs": 1}`))
	l := openedWith(t, exported(t, trained, "onnx", func(*exchange.Network) {}))
	again := received(t, l)
	if got, want := again.Snapshot().Inputs, l.Snapshot().Inputs; !slices.Equal(got, want) || got[0] != "sepal_length" {
		t.Errorf("the inputs are %q, want %q", got, want)
	}
	a, b := exportedNetwork(t, again), exportedNetwork(t, l)
	if a.About() != b.About() || len(a.Classes) != 3 {
		t.Errorf("the receiver saves %s, want %s", a.About(), b.About())
	}
}

// A student of such a network is an experiment without the file. A new one can begin
// like it.
func TestAStudentKeepsTheScalingOfTheNetworksFile(t *testing.T) {
	iris := samples.File{Name: "iris.csv", Bytes: contentOf(t, "iris.csv")}
	trained := openedWith(t, iris)
	do(t, trained, parsed(t, "set", `{"layers": [4]}`), parsed(t, "train", `{"epochs": 3}`))
	l := openedWith(t, iris, exported(t, trained, "onnx", func(n *exchange.Network) {
		for i := range n.Columns {
			n.Columns[i].Mean--
		}
	}))
	mean := l.samples.Preprocessing.Columns[0].Mean
	do(t, l, parsed(t, "distil", `{"layers": [3]}`), parsed(t, "finetune", `{"epochs": 1}`), parsed(t, "set", `{"init": "glorot"}`), parsed(t, "set", `{"trainShare": 60}`))
	if got := l.samples.Preprocessing.Columns[0].Mean; got != mean {
		t.Errorf("the mean of the first column is %v, want the file's, %v", got, mean)
	}
	again, err := Replay(recipe.Experiment{Recipe: l.start, Operations: l.operations}, l.files)
	if err != nil || !slices.Equal(again.samples.Train.X, l.samples.Train.X) {
		t.Errorf("the link opens to other samples (%v)", err)
	}
}

// What leaves Bonsai comes back with the same bits of weights and masks in every format
// that it reads, with data of every kind, and is as accurate.
func TestExportAndImportKeepEveryBit(t *testing.T) {
	iris := samples.File{Name: "iris.csv", Bytes: contentOf(t, "iris.csv")}
	binary := samples.File{Name: "two.csv", Bytes: []byte(strings.ReplaceAll(string(iris.Bytes), "virginica", "versicolor"))}
	for name, data := range map[string][]samples.File{
		"classes": {iris}, "two classes": {binary}, "values, categories and gaps": {flats()}, "images": digitFiles(t),
	} {
		l := openedWith(t, data...)
		do(t, l, parsed(t, "set", `{"layers": [9, 7], "activation": ["tanh", "relu"]}`), parsed(t, "train", `{"epochs": 2}`),
			parsed(t, "prune", `{"sparsity": 0.7}`), parsed(t, "finetune", `{"epochs": 1}`), parsed(t, "quantize", `{"scheme": "int8"}`))
		for _, format := range []string{"onnx", "onnx-sparse", "tfjs", "safetensors", "npz"} {
			written, err := l.Deploy().Export(format)
			if err != nil {
				t.Fatal(err)
			}
			files := slices.Clone(data)
			for _, f := range written {
				files = append(files, samples.File(f))
			}
			again := openedWith(t, files...)
			for i, layer := range again.Network().Layers {
				want := l.Network().Layers[i]
				for k, w := range layer.W {
					if math.Float32bits(w*float32(layer.Mask[k])) != math.Float32bits(want.W[k]*float32(want.Mask[k])) {
						t.Fatalf("%s, %s: weight %d of layer %d is %v, want %v", name, format, k, i, w, want.W[k])
					}
				}
				if !bytes.Equal(layer.Mask, want.Mask) || !slices.Equal(layer.B, want.B) || layer.Activation != want.Activation {
					t.Errorf("%s, %s: layer %d has another mask, other biases or another activation", name, format, i)
				}
			}
			if got, want := again.Snapshot(), l.Snapshot(); got.Test != want.Test || got.Train != want.Train {
				t.Errorf("%s, %s: measured are %v and %v, want %v and %v", name, format, got.Train, got.Test, want.Train, want.Test)
			}
		}
	}
}

// digitFiles returns the small digits that scikit-learn's network was trained on.
func digitFiles(t *testing.T) (files []samples.File) {
	for _, name := range []string{"digits8-images-idx3-ubyte.gz", "digits8-labels-idx1-ubyte.gz"} {
		files = append(files, samples.File{Name: name, Bytes: contentOf(t, name)})
	}
	return files
}
