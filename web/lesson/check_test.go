package lesson

import (
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// by hand: three inputs, two neurons, one output; 4 of 8 connections are kept, and
// nothing leads to the second neuron.
var small = &snapshot.Snapshot{
	Link: "#steps=t1e,p:magnitude:layer:s0.5,c",
	Kept: 4, Total: 8, Operations: 3,
	Test: snapshot.Metrics{Accuracy: 0.75}, Dense: snapshot.Metrics{Accuracy: 1},
	Bytes: snapshot.Bytes{"dense": 50, "gzip": 40},
	Layers: []snapshot.Layer{
		{In: 3, Out: 2, Mask: []uint8{1, 0, 1, 0, 0, 0}},
		{In: 2, Out: 1, Mask: []uint8{1, 1}},
	},
	Dead: [][]bool{{false, true, false}, {false, true}, {false}},
}

func TestMeasuresByHand(t *testing.T) {
	for name, want := range map[string]float64{
		"accuracy": 0.75, "accuracyDrop": 0.25, "sparsity": 0.5, "density": 0.5, "operations": 3,
		"kept": 4, "kept.1": 2, "kept.2": 2, "keptFrom.1-2": 1, "keptFrom.2-3": 1, "keptFrom.1-3": 2,
		"emptyLayers": 0, "dead": 2, "units": 6, "bytes": 40, "bytes.dense": 50,
	} {
		if got, ok := Measure(small, name); !ok || got != want {
			t.Errorf("%s is %v (%v), want %v", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "luck", "kept.0", "kept.3", "kept.x", "keptFrom.2-4", "keptFrom.3-2", "keptFrom", "bytes.zip"} {
		if got, ok := Measure(small, name); ok {
			t.Errorf("%q is measured as %v", name, got)
		}
	}
}

// What was done is read from an address as package recipe reads it, for every operation
// that a lesson can ask for.
func TestWhatWasDoneIsReadAsTheRecipeReadsIt(t *testing.T) {
	address := "#dataset=xor&steps=t10e,t37,p:magnitude:global:e0.12,p:obs:layer:s0.9gb0-90.0-100,c,m,r,ri," +
		"g:magnitude:global:s0.9:cubic:880,rigl:0.98:880,q:codebook:16,q:off,d:5.5:4:0.5,x:0:1:1,w:0:1:1:0.5,s:learningRate:0.01"
	experiment, err := recipe.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, o := range experiment.Operations {
		switch o.(type) {
		case recipe.Train:
			want = append(want, "train")
		case recipe.Prune:
			want = append(want, "prune")
		case recipe.Gradual:
			want = append(want, "gradual")
		case recipe.RigL:
			want = append(want, "rigl")
		case recipe.Compensate:
			want = append(want, "compensate")
		case recipe.Rewind:
			want = append(want, "rewind")
		case recipe.Quantize:
			want = append(want, "quantize")
		case recipe.Distil:
			want = append(want, "distil")
		}
	}
	if got := done(&snapshot.Snapshot{Link: experiment.Address()}); !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
}

func TestTheDigestIsThatOfTheDataFile(t *testing.T) {
	for name, l := range lessons(t) {
		experiment, err := recipe.ParseAddress(l.Start)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Digest(); got != experiment.Recipe.Own {
			t.Errorf("%s: the digest is %q, want %q", name, got, experiment.Recipe.Own)
		}
	}
}

func TestChecksNameWhatIsMissed(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		name   string
		check  Check
		missed []string
	}{
		{"nothing asked", Check{}, nil},
		{"limits are allowed values", Check{"sparsity": {Min: at(0.5), Max: at(0.5)}}, nil},
		{"too little", Check{"sparsity": {Min: at(0.6)}}, []string{"sparsity"}},
		{"too much", Check{"accuracyDrop": {Max: at(0.2)}}, []string{"accuracyDrop"}},
		{"one of two", Check{"sparsity": {Min: at(0.4)}, "bytes": {Max: at(39)}}, []string{"bytes"}},
		{"done", Check{"did": {Is: "compensate"}}, nil},
		{"not done", Check{"did": {Is: "distil"}}, []string{"did"}},
		{"no such measure", Check{"luck": {Min: at(0)}}, []string{"luck"}},
		{"no such word", Check{"weather": {Is: "fine"}}, []string{"weather"}},
	} {
		if got := c.check.Missed(small); !slices.Equal(got, c.missed) {
			t.Errorf("%s: missed %v, want %v", c.name, got, c.missed)
		}
	}
}
