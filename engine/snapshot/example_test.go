package snapshot_test

import (
	"fmt"

	"bonsai/engine/lab"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// The page draws how the network would look under another ε before the lab has
// measured it.
func ExampleSnapshot_WithPruning() {
	l, _ := lab.New(recipe.Default(), nil)
	s := l.Snapshot()
	half := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity, Amount: 0.5}
	fmt.Println(s.Kept, s.WithPruning(half).Kept)
	// Output: 310 155
}

// A receiver that has seen the weights gets only what is new.
func ExampleMarshal() {
	l, _ := lab.New(recipe.Default(), nil)
	before := l.Snapshot()
	whole := snapshot.Marshal(before, snapshot.Revisions{})
	rule := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon, Amount: 0.2}
	_ = l.Do(recipe.Prune{Rule: rule, Preview: true})
	news := snapshot.Marshal(l.SnapshotSince(before.Revisions), before.Revisions)
	after, err := snapshot.Unmarshal(news, before)
	fmt.Println(len(news) < len(whole)/2, after.Kept < before.Kept, err)
	// Output: true true <nil>
}
