package study

import (
	"strings"
	"testing"

	"bonsai/engine/lab"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// do carries out operations one after the other, each to its end.
func do(t *testing.T, l *lab.Lab, operations ...recipe.Operation) {
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
func reference(t *testing.T) *lab.Lab {
	t.Helper()
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func epochs(n int) recipe.Train { return recipe.Train{Length: recipe.Length{Count: n, Epochs: true}} }

func epsilon(v float64) recipe.Prune {
	return recipe.Prune{Rule: prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon, Amount: v}}
}

func level(criterion, scope string, v float64) recipe.Prune {
	return recipe.Prune{Rule: prune.Rule{Criterion: criterion, Scope: scope, By: prune.BySparsity, Amount: v}}
}

// bits is everything that a snapshot sends to a page that has seen nothing.
func bits(s *snapshot.Snapshot) string {
	s.ByRule = false // so that the masks are sent
	return string(snapshot.Marshal(s, snapshot.Revisions{}))
}

// table is a CSV file: two classes, told apart by the first of two features.
func table() samples.File {
	rows := "size,age,kind\n" + strings.Repeat("1,5,tree\n2,7,tree\n8,6,bush\n9,4,bush\n3,3,tree\n7,8,bush\n", 30)
	return samples.File{Name: "plants.csv", Bytes: []byte(rows)}
}
