package lab

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// scikit-learn was given pixels of 0 to 1 (digits8 is v·255/16, the network saw
// v/16), in arrays with a row for each input and without activations.
func TestANetworkOfImagesFindsItsScaling(t *testing.T) {
	l, files := brought(t, "digits8-images-idx3-ubyte.gz", "digits8-labels-idx1-ubyte.gz", "digits_sklearn.npz")
	s := l.Snapshot()
	if s.Train.Accuracy < 0.95 || s.Recipe.Activation[0] != "relu" {
		t.Errorf("accuracy %v with %v, %s", s.Train.Accuracy, s.Recipe.Activation, s.Recipe.NetworkReading)
	}
	p, err := files.PreviewNetwork("", "", samples.Change{})
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, q := range p.Questions {
		asked = append(asked, q.What)
		for _, answer := range q.Options {
			if answer.Result == nil {
				t.Errorf("%s %s has no result", q.What, answer.Value)
			} else if answer.Result.Accuracy > p.Result.Accuracy {
				t.Errorf("%s %s is better than what is suggested", q.What, answer.Value)
			}
		}
	}
	if got := strings.Join(asked, " "); got != "activation scaling" {
		t.Errorf("asked are %s", got)
	}
	// Raw pixels are 0 to 255: the same network needs other inputs, and is worse.
	raw, err := files.PreviewNetwork("", p.Choices, samples.Change{What: "scaling", Value: "raw"})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.OpenAs(files, "", raw.Choices); err != nil {
		t.Fatal(err)
	}
	if l.Snapshot().Recipe.NetworkReading == s.Recipe.NetworkReading || l.Snapshot().Test.Accuracy > s.Test.Accuracy {
		t.Errorf("raw pixels: %v", l.Snapshot().Test)
	}
	// Mean 0 and deviation 1/255 are raw pixels too, given by hand.
	given, err := files.PreviewNetwork("", raw.Choices, samples.Change{What: "scaling", Value: "given"})
	if err == nil {
		given, err = files.PreviewNetwork("", given.Choices, samples.Change{What: "deviations", Value: " 0.00392156862745098 "})
	}
	if err != nil || given.Problem != nil || given.Result != raw.Result {
		t.Errorf("%+v %v, want %+v", given, err, raw.Result)
	}
	for _, wrong := range []samples.Change{
		{What: "deviations", Value: "0"}, {What: "deviations", Value: "1 2"}, {What: "means", Value: "1 2 3"},
	} {
		if q, err := files.PreviewNetwork("", given.Choices, wrong); err != nil || q.Problem == nil || q.Problem.Code != "networkGiven" {
			t.Errorf("%+v: %+v %v", wrong, q, err)
		}
	}
	for _, wrong := range []samples.Change{{What: "means", Value: "many"}, {What: "colour"}, {What: "order", Value: "3"}, {What: "loss", Value: "9"}, {What: "scaling", Value: "log"},
		{What: "target", Value: "log"}, {What: "activation", Column: 9, Value: "relu"}} {
		if _, err := files.PreviewNetwork("", given.Choices, wrong); err == nil {
			t.Errorf("%+v was accepted", wrong)
		}
	}
	// What is exported takes pixels of 0 to 255: of raw ones as they are.
	for scaling, columns := range map[string]int{"raw": 0, "standardised": 64, "unit": 0} {
		p, err := files.PreviewNetwork("", raw.Choices, samples.Change{What: "scaling", Value: scaling})
		if err == nil {
			err = l.OpenAs(files, "", p.Choices)
		}
		if err != nil {
			t.Fatal(err)
		}
		if n, err := l.Deploy().Exported(); err != nil || len(n.Columns) != columns {
			t.Errorf("%s: %d columns (%v)", scaling, len(n.Columns), err)
		}
	}
}

// A person who changes the layers wants another network; the samples stay as they
// are.
func TestOtherLayersBeginUntrained(t *testing.T) {
	l, _ := brought(t, "iris.csv", "iris_torch.onnx")
	first := l.Snapshot()
	do(t, l, parsed(t, "set", `{"layers": [5]}`))
	if s := l.Snapshot(); s.Brought || len(s.Layers) != 2 || s.Layers[0].Out != 5 {
		t.Errorf("%+v", s.Recipe)
	}
	do(t, l, parsed(t, "set", `{"dataset": "xor"}`))
	if s := l.Snapshot(); s.Brought || s.Recipe.Dataset != "xor" {
		t.Errorf("%+v", s.Recipe)
	}
	do(t, l, parsed(t, "set", `{"dataset": "own"}`))
	if !sameNetwork(l.Snapshot(), first) {
		t.Error("own data are chosen again, and the network is another")
	}
	if err := l.Open(model(t, "iris.csv")); err != nil {
		t.Fatal(err)
	}
	if s := l.Snapshot(); s.Brought || s.Recipe.Network != "" {
		t.Errorf("a table alone: %+v", s.Recipe)
	}
}

// The price is 1000·size + 50000·rooms, in the units of the table: nothing is
// scaled, and a network without hidden layers knows it exactly.
func TestARegressionInItsOwnUnits(t *testing.T) {
	var text strings.Builder
	text.WriteString("size,rooms,price\n")
	for i := range 100 {
		fmt.Fprintf(&text, "%d,%d,%d\n", 40+i, 1+i%4, 1000*(40+i)+50000*(1+i%4))
	}
	file := &exchange.Network{Layers: []exchange.Layer{{In: 2, Out: 1, W: []float32{1000, 50000}, B: []float32{0}, Activation: "linear"}}}
	read, err := samples.Read([]samples.File{{Name: "prices.csv", Bytes: []byte(text.String())}, {Name: "prices.npz", Bytes: exchange.NPZ(file)}})
	if err != nil {
		t.Fatal(err)
	}
	l := reference(t)
	if err := l.Open(read); err != nil {
		t.Fatal(err)
	}
	s := l.Snapshot()
	if s.Classes != 0 || s.Test.Accuracy < 0.9999 || len(s.Layers) != 1 || s.Recipe.NetworkReading != "n2x1r,sr,tr" {
		t.Errorf("R² %v with %s", s.Test.Accuracy, s.Recipe.NetworkReading)
	}
	got, err := l.Deploy().Predict([]any{[]any{50.0, 2.0}})
	if err != nil || got[0][0] != 150000 {
		t.Errorf("50 m² with 2 rooms cost %v (%v)", got, err)
	}
	x, err := recipe.ParseAddress(s.Link)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Replay(x, read); err != nil || !sameNetwork(again.Snapshot(), s) {
		t.Errorf("its link opens to something else (%v)", err)
	}
}
