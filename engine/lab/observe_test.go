package lab

import (
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// The link and the kinds of what was done are kept from one snapshot to the next, and
// follow every way in which the operations or the recipe can change.
func TestTheLinkFollowsEveryChange(t *testing.T) {
	l := reference(t)
	said := func(when string) {
		t.Helper()
		want := recipe.Experiment{Recipe: l.start, Operations: l.operations}.Address()
		if s := l.Snapshot(); s.Link != want || !slices.Equal(s.Done, recipe.NamesOf(l.operations)) {
			t.Errorf("%s: the snapshot has %s and %v, the lab %s and %v", when, s.Link, s.Done, want, recipe.NamesOf(l.operations))
		}
	}
	said("at the start")
	for _, step := range []struct {
		when string
		do   recipe.Operation
	}{
		{"trained", epochs(1)},
		{"opened at a longer training, which continues this one", load("#steps=t3e")},
		{"trained on, which becomes one operation", epochs(1)},
		{"pruned", epsilon(0.1)},
		{"pruned in place of that", epsilon(0.2)},
		{"undone", recipe.Undo{}},
		{"redone", recipe.Redo{}},
		{"with another learning rate", recipe.Set{"learningRate": []byte("0.01")}},
		{"with another view", recipe.Set{"discretize": []byte("true")}},
		{"another address", load("#seed=2&steps=t1e")},
		{"started over", recipe.Reset{}},
	} {
		if err := l.Do(step.do); err != nil {
			t.Fatal(err)
		}
		said("while " + step.when)
		if err := l.Finish(); err != nil {
			t.Fatal(err)
		}
		said(step.when)
	}
}

// While the network trains, a snapshot is made thirty times a second.
func BenchmarkSnapshotWhileTraining(b *testing.B) {
	l := reference(b)
	for i := range 30 {
		for _, o := range []recipe.Operation{epochs(1), epsilon(0.001 * float64(i))} {
			if err := l.Do(o); err != nil {
				b.Fatal(err)
			}
			if err := l.Finish(); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := l.Do(recipe.Play{}); err != nil {
		b.Fatal(err)
	}
	var seen snapshot.Revisions
	for b.Loop() {
		seen = l.SnapshotSince(seen).Revisions
	}
}
