package lab

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// model reads files that the libraries themselves wrote.
func model(t *testing.T, names ...string) *samples.Files {
	t.Helper()
	var files []samples.File
	for _, name := range names {
		files = append(files, samples.File{Name: filepath.Base(name), Bytes: contentOf(t, name)})
	}
	read, err := samples.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// brought opens files of a network in a new lab.
func brought(t *testing.T, names ...string) (*Lab, *samples.Files) {
	t.Helper()
	l, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	files := model(t, names...)
	if err := l.Open(files); err != nil {
		t.Fatal(err)
	}
	return l, files
}

func parsed(t *testing.T, name, arguments string) recipe.Operation {
	t.Helper()
	o, err := recipe.ParseOperation(name, []byte(arguments))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// PyTorch's own accuracy on all of iris.csv, with inputs that it standardised, is
// 147 of 150 (computed from iris_torch.expected.npz); standardising by the training
// rows alone changes that by a sample or two.
func TestANetworkWithItsTableIsAsGoodAsWhereItWasTrained(t *testing.T) {
	for _, names := range [][]string{{"iris.csv", "iris_torch.onnx"}, {"iris_torch.pt", "iris.csv"}, {"iris.csv", "iris_torch.npz"},
		{"iris.csv", "iris_tfjs/model.json", "iris_tfjs/weights.bin"}} {
		l, _ := brought(t, names...)
		s := l.Snapshot()
		if s.Train.Accuracy < 0.95 || s.Test.Accuracy < 0.9 {
			t.Errorf("%v: the accuracy is %v and %v", names, s.Train.Accuracy, s.Test.Accuracy)
		}
		if s.Recipe.Dataset != "own" || s.Step != 0 || s.Recipe.Network == "" || fmt.Sprint(s.Recipe.Layers) == "[10 10]" {
			t.Errorf("%v: %+v", names, s.Recipe)
		}
	}
}

func TestABroughtNetworkIsAnExperimentLikeAnyOther(t *testing.T) {
	l, files := brought(t, "iris.csv", "iris_torch.onnx")
	first := l.Snapshot()
	do(t, l, parsed(t, "prune", `{"sparsity": 0.8}`), parsed(t, "compensate", ""), parsed(t, "finetune", `{"epochs": 40}`),
		parsed(t, "quantize", `{"scheme": "codebook", "entries": 8}`), parsed(t, "finetune", `{"epochs": 1}`))
	last := l.Snapshot()
	if last.Test.Accuracy < 0.8 || last.Kept > last.Total/4 {
		t.Errorf("%d of %d weights give %v", last.Kept, last.Total, last.Test.Accuracy)
	}
	// Its link opens to the same bits with the same files, and without them it asks.
	x, err := recipe.ParseAddress(recipe.ShortLink(last.Link, false))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Replay(x, files)
	if err != nil {
		t.Fatal(err)
	}
	if now := again.Snapshot(); !sameNetwork(now, last) || now.Link != last.Link {
		t.Error("the link opens to other weights")
	}
	other := model(t, "iris.csv")
	if _, err := Replay(x, other); problemOf(err) != "networkMissing" {
		t.Errorf("without the network's file: %v", err)
	}
	if _, err := Replay(x, nil); problemOf(err) != "networkMissing" && problemOf(err) != "ownMissing" {
		t.Errorf("without files: %v", err)
	}
	// A model link needs only the table.
	m, err := l.Model(0)
	if err != nil {
		t.Fatal(err)
	}
	if x, err = recipe.ParseAddress(m.Link); err != nil {
		t.Fatal(err)
	}
	if again, err = Replay(x, other); err != nil {
		t.Fatal(err)
	}
	if got := again.Snapshot().Test.Accuracy; got != last.Test.Accuracy {
		t.Errorf("the model link gives %v, want %v", got, last.Test.Accuracy)
	}
	// Undo goes back to the network of the file, a student begins untrained.
	for range 5 {
		do(t, l, recipe.Undo{})
	}
	if !sameNetwork(l.Snapshot(), first) {
		t.Error("undo leads to other weights than those of the file")
	}
	do(t, l, parsed(t, "distil", `{"layers": [16, 8]}`))
	if sameNetwork(l.Snapshot(), first) {
		t.Error("the student begins with the weights of the teacher")
	}
	do(t, l, recipe.Undo{}, parsed(t, "finetune", `{"epochs": 1}`), parsed(t, "rewind", "{}"))
	if !sameNetwork(l.Snapshot(), first) {
		t.Error("rewind leads to other weights than those of the file")
	}
}

func sameNetwork(a, b *snapshot.Snapshot) bool {
	return slices.EqualFunc(a.Layers, b.Layers, func(a, b snapshot.Layer) bool {
		return slices.Equal(a.W, b.W) && slices.Equal(a.B, b.B) && bytes.Equal(a.Mask, b.Mask)
	})
}

func problemOf(err error) string {
	var p *recipe.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return fmt.Sprint(err)
}

func TestWithoutDataEverythingWorksThatNeedsNone(t *testing.T) {
	l, files := brought(t, "wine_pruned_torch.pt")
	if s := l.Snapshot(); !s.Empty || s.Classes != 3 || len(s.Inputs) != 13 || s.Kept >= s.Total {
		t.Fatalf("%d inputs, %d classes, %d of %d weights", len(s.Inputs), s.Classes, s.Kept, s.Total)
	}
	do(t, l, parsed(t, "prune", `{"sparsity": 0.9}`), parsed(t, "prune", `{"sparsity": 0.8, "criterion": "synflow", "scope": "layer"}`),
		parsed(t, "quantize", `{"scheme": "int8"}`))
	if s := l.Snapshot(); s.Kept*4 > s.Total || s.Bytes["huffman"] == 0 {
		t.Errorf("%d of %d weights, bytes %v", s.Kept, s.Total, s.Bytes)
	}
	if len(l.Deploy().Module()) == 0 {
		t.Error("nothing was compiled")
	}
	if list, err := l.Deploy().Exports(); err != nil || len(list) < 8 {
		t.Errorf("%v (%v)", list, err)
	}
	for name, arguments := range map[string]string{
		"train": `{"epochs": 1}`, "finetune": `{"steps": 3}`, "compensate": "", "distil": `{"layers": [3]}`, "play": "",
		"gradual": `{"sparsity": 0.95, "epochs": 1}`, "rigl": `{"sparsity": 0.95, "epochs": 1}`,
		"lottery": `{"rounds": 1, "epochs": 1, "fraction": 0.5}`, "prune": `{"sparsity": 0.95, "criterion": "wanda"}`,
	} {
		if err := l.Do(parsed(t, name, arguments)); problemOf(err) != "noData" {
			t.Errorf("%s: %v", name, err)
		}
	}
	x, err := recipe.ParseAddress(l.Snapshot().Link)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Do(recipe.Load{Experiment: x}); err != nil {
		t.Error(err)
	}
	fresh, err := New(recipe.Default(), files)
	if err != nil {
		t.Fatal(err)
	}
	if err := fresh.Do(recipe.Load{Experiment: x}); err != nil {
		t.Fatal(err)
	}
	if !sameNetwork(fresh.Snapshot(), l.Snapshot()) || fresh.Snapshot().Kept != l.Snapshot().Kept {
		t.Error("the link opens to another network")
	}
	m, err := l.Model(0)
	if err != nil {
		t.Fatal(err)
	}
	if x, err = recipe.ParseAddress(m.Link); err != nil {
		t.Fatal(err)
	}
	stranger, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Do(recipe.Load{Experiment: x}); err != nil {
		t.Errorf("the model link needs more than itself: %v", err)
	} else if have, want := stranger.Kept(), l.Snapshot().Operations; have != want { // a link leaves dead connections out
		t.Errorf("the model link has %d weights, want %d", have, want)
	}
}

func contentOf(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../exchange/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAWrongShapeIsExplained(t *testing.T) {
	l, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	before := l.Snapshot()
	err = l.Open(model(t, "iris.csv", "wine_pruned_torch.onnx"))
	if err == nil || !strings.Contains(err.Error(), "takes 13 inputs, and iris.csv has 4 features") {
		t.Errorf("%v", err)
	}
	if !sameNetwork(before, l.Snapshot()) {
		t.Error("a network that does not fit changed the experiment")
	}
	_, err = samples.Read([]samples.File{{Name: "gelu_torch.onnx", Bytes: contentOf(t, "gelu_torch.onnx")}})
	var problem *recipe.Problem
	if !errors.As(err, &problem) || problem.Code != "file.operator" || problem.Args["file"] != "gelu_torch.onnx" ||
		problem.Args["operator"] != "Erf" || !strings.Contains(problem.Error(), "gelu_torch.onnx: operator Erf") {
		t.Errorf("an operator that Bonsai has not: %v", err)
	}
}

// A program that was given values in the units of the table computes what the page
// does.
func TestExportedNetworksTakeTheUnitsOfTheTable(t *testing.T) {
	l, _ := brought(t, "iris.csv", "iris_torch.onnx")
	n, err := l.Deploy().Exported()
	if err != nil {
		t.Fatal(err)
	}
	row := []float64{5.1, 3.5, 1.4, 0.2}
	got, err := n.Predict([][]float64{row})
	if err != nil {
		t.Fatal(err)
	}
	want, err := l.Deploy().Predict([]any{[]any{5.1, 3.5, 1.4, 0.2}})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got[0] {
		if math.Abs(float64(v)-want[0][i]) > 1e-6 {
			t.Errorf("output %d is %v, the page has %v", i, v, want[0][i])
		}
	}
	if len(n.Columns) != 4 || n.Columns[0].Name == "" || len(n.Classes) != 3 {
		t.Errorf("columns %v, classes %v", n.Columns, n.Classes)
	}
	if _, err := l.Deploy().Export("caffe"); err == nil {
		t.Error("an unknown format was written")
	}
}
