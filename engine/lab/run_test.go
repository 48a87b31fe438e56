package lab

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// Scores that were looked at during the training are not those at its end.
func TestLookingAtATrainingChangesNoLaterPruning(t *testing.T) {
	var kept []string
	for _, looks := range []bool{false, true} {
		l := reference(t)
		do(t, l, level("wanda", prune.Global, 0.1))
		if err := l.Do(steps(60)); err != nil {
			t.Fatal(err)
		}
		for l.Training() {
			if looks {
				l.Snapshot()
			}
			if err := l.Advance(20); err != nil {
				t.Fatal(err)
			}
		}
		do(t, l, level("wanda", prune.Global, 0.5))
		kept = append(kept, bits(l.Snapshot()))
	}
	if kept[0] != kept[1] {
		t.Error("looking at the training changed which connections are pruned")
	}
}

// A run that ends before its first step is no step, and makes no cut final.
func TestARunOfNoStepsChangesNothing(t *testing.T) {
	for _, run := range []recipe.Operation{epochs(1), recipe.Play{}, riglFor(0.9, epochs(1)),
		recipe.Gradual{Rule: level("magnitude", prune.Global, 0.9).Rule, Schedule: "cubic", Length: epochs(1).Length}} {
		l := reference(t)
		do(t, l, steps(5), level("magnitude", prune.Global, 0.5))
		before := bits(l.Snapshot())
		if err := l.Do(run); err != nil {
			t.Fatal(err)
		}
		do(t, l, recipe.Pause{})
		if bits(l.Snapshot()) != before {
			t.Errorf("%T left something behind", run)
		}
	}
}

// Scores belong to the present weights, also right after a weight was edited.
func TestAnEditChangesTheScores(t *testing.T) {
	var seen []string
	for _, between := range [][]recipe.Operation{nil, {recipe.Undo{}, recipe.Redo{}}} {
		l := reference(t)
		do(t, l, steps(5), level("neuron-l2", prune.Global, 0.2), edit(1, 0, -1, 1),
			level("neuron-l2", prune.Global, 0), edit(0, 0, 0, 9))
		do(t, l, between...)
		do(t, l, level("neuron-l2", prune.Global, 0.5))
		seen = append(seen, bits(l.Snapshot()))
	}
	if seen[0] != seen[1] {
		t.Error("the same address prunes other neurons after an undo")
	}
}
