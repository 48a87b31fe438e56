package lab

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// do carries out operations one after the other, each to its end.
func do(t *testing.T, l *Lab, operations ...recipe.Operation) {
	t.Helper()
	for _, o := range operations {
		if err := l.Do(o); err != nil {
			t.Fatalf("%T: %v", o, err)
		}
		if err := l.Finish(); err != nil {
			t.Fatalf("%T: %v", o, err)
		}
	}
}

// reference is a lab with the default experiment.
func reference(t testing.TB) *Lab {
	t.Helper()
	l, err := New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func epochs(n int) recipe.Train { return recipe.Train{Length: recipe.Length{Count: n, Epochs: true}} }
func steps(n int) recipe.Train  { return recipe.Train{Length: recipe.Length{Count: n}} }

func riglFor(sparsity float64, length recipe.Train) recipe.RigL {
	return recipe.RigL{Sparsity: sparsity, Length: length.Length}
}

func edit(layer, to, from int, value float32) recipe.Edit {
	return recipe.Edit{Place: recipe.Place{Layer: layer, To: to, From: from}, Value: value}
}

func pinned(layer, to, from int, pin prune.Pin) recipe.Pin {
	return recipe.Pin{Pin: pin, Place: recipe.Place{Layer: layer, To: to, From: from}}
}

func epsilon(v float64) recipe.Prune {
	return recipe.Prune{Rule: prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon, Amount: v}}
}

func level(criterion, scope string, v float64) recipe.Prune {
	return recipe.Prune{Rule: prune.Rule{Criterion: criterion, Scope: scope, By: prune.BySparsity, Amount: v}}
}

func preview(o recipe.Prune) recipe.Prune {
	o.Preview = true
	return o
}

// load opens an address that can be read.
func load(hash string) recipe.Load {
	x, err := recipe.ParseAddress(hash)
	if err != nil {
		panic(err)
	}
	return recipe.Load{Experiment: x}
}

// open opens an address that may be unreadable.
func open(l *Lab, hash string) error {
	x, err := recipe.ParseAddress(hash)
	if err != nil {
		return err
	}
	return l.Do(recipe.Load{Experiment: x})
}

// bits is everything of a snapshot that a person could see or compute with.
func bits(s *snapshot.Snapshot) string {
	seen := *s
	seen.ByRule = false // so that the masks are written
	seen.Revisions = snapshot.Revisions{Samples: 1, Weights: 1, Masks: 1, Base: 1, Scores: 1, Field: 1, Curve: 1}
	return string(snapshot.Marshal(&seen, snapshot.Revisions{}))
}
