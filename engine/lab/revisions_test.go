package lab

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// A page that only ever gets what is new sees exactly what the lab has, after
// every operation.
func TestAPageThatGetsOnlyNewPartsSeesEverything(t *testing.T) {
	for _, dataset := range []string{"moons", "tabular20"} {
		l := reference(t)
		do(t, l, recipe.Set{"dataset": []byte(`"` + dataset + `"`)})
		var page *snapshot.Snapshot
		seen := snapshot.Revisions{}
		for i, o := range []recipe.Operation{
			epochs(2), preview(epsilon(0.2)), preview(epsilon(0.3)), epsilon(0.3), epochs(1), level("wanda", prune.Global, 0.7),
			preview(level("wanda", prune.ByLayer, 0.8)), pinned(0, 1, 0, prune.Protected), edit(2, 0, -1, 0.5), recipe.Undo{}, recipe.Undo{},
			recipe.Redo{}, recipe.Compensate{}, recipe.Quantize{Scheme: "int8"}, recipe.Undo{}, recipe.Focus{Unit: recipe.Unit{Layer: 1, Index: 2}},
			riglFor(0.9, steps(70)), level("random", prune.Global, 0.95), recipe.Rewind{}, recipe.Distil{Layers: []int{3}, Temperature: 2, Hard: 0.5},
			recipe.Undo{}, recipe.Reset{}, recipe.Set{"learningRate": []byte("0.01")}, load("#dataset=xor&steps=t5"),
		} {
			if err := l.Do(o); err != nil {
				t.Fatal(err)
			}
			for done := false; !done; done = !l.Training() {
				if err := l.Advance(40); err != nil {
					t.Fatal(err)
				}
				s := l.SnapshotSince(seen)
				var err error
				if page, err = snapshot.Unmarshal(snapshot.Marshal(s, seen), page); err != nil {
					t.Fatalf("%s: operation %d, %T: %v", dataset, i, o, err)
				}
				seen = s.Revisions
				want := l.Snapshot()
				got := *page
				if bits(&got) != bits(want) {
					t.Fatalf("%s: after operation %d, %T, the page sees something else", dataset, i, o)
				}
			}
		}
	}
}

// The preview of ε for a large network carries four numbers and the bytes, not
// the network.
func TestAPreviewOfALargeNetworkIsSmall(t *testing.T) {
	l := reference(t)
	do(t, l, load("#dataset=digits28&layers=300.100&steps=t2"))
	seen := l.Snapshot().Revisions
	do(t, l, preview(epsilon(0.02)))
	s := l.SnapshotSince(seen)
	if n := len(snapshot.Marshal(s, seen)); n > 4096 || s.Kept == s.Total {
		t.Errorf("a preview that keeps %d of %d takes %d bytes, want at most 4096", s.Kept, s.Total, n)
	}
}

// Undo brings back the revisions with the contents, so that what the page has
// drawn for them stands.
func TestUndoBringsBackRevisions(t *testing.T) {
	l := reference(t)
	do(t, l, epochs(1))
	before := l.Snapshot().Revisions
	do(t, l, epsilon(0.2))
	pruned := l.Snapshot().Revisions
	if pruned.Weights != before.Weights || pruned.Masks == before.Masks {
		t.Errorf("pruning went from %+v to %+v", before, pruned)
	}
	do(t, l, recipe.Undo{})
	if after := l.Snapshot().Revisions; after.Weights != before.Weights || after.Masks != before.Masks || after.Base != before.Base {
		t.Errorf("undo went from %+v to %+v, not back to %+v", pruned, after, before)
	}
}

// What cannot be done leaves everything as it was, and the lab goes on.
func TestAnOperationThatFailsHalfWayIsTakenBack(t *testing.T) {
	l := reference(t)
	do(t, l, recipe.Set{"dataset": []byte(`"drawn"`)})
	before := bits(l.Snapshot())
	for _, o := range []recipe.Operation{epochs(1), recipe.Compensate{}, recipe.Distil{Layers: []int{2}, Temperature: 2}, riglFor(0.5, steps(3))} {
		if err := l.Do(o); err == nil {
			t.Errorf("%T was done without a single sample", o)
		}
		if bits(l.Snapshot()) != before {
			t.Errorf("%T changed something", o)
		}
	}
}
