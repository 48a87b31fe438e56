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
	Done: []string{"train", "prune", "compensate"},
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

// Twelve of 1,200 samples are one point, although the difference of the two shares is a
// little more than 0.01 in binary numbers.
func TestALossOfOnePointIsAtMostOnePoint(t *testing.T) {
	s := *small
	s.Dense.Accuracy, s.Test.Accuracy = 1178.0/1200, 1166.0/1200
	limit := 0.01
	if s.Dense.Accuracy-s.Test.Accuracy <= limit {
		t.Fatal("the difference is no longer more than 0.01")
	}
	if missed := (Check{"accuracyDrop": {Max: &limit}}).Missed(&s); missed != nil {
		t.Errorf("missed %v", missed)
	}
	if s.Test.Accuracy = 1165.0 / 1200; (Check{"accuracyDrop": {Max: &limit}}).Missed(&s) == nil {
		t.Error("13 of 1,200 samples are called one point")
	}
}

// The headline writes 98.2 % and 93.8 %, and their difference is 4.4 points, where that of
// the shares themselves is 4.33.
func TestAnAccuracyLostIsTheDifferenceOfTheWrittenOnes(t *testing.T) {
	s := *small
	s.Dense.Accuracy, s.Test.Accuracy = 1178.0/1200, 1126.0/1200
	if lost, _ := Measure(&s, "accuracyDrop"); lost != 0.044 {
		t.Errorf("%v is lost, want 0.044", lost)
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
