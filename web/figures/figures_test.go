package figures_test

import (
	"fmt"
	"math"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

func TestLevelIsTheRulesShareOrElseTheSparsity(t *testing.T) {
	s := &snapshot.Snapshot{Kept: 25, Total: 100}
	s.Pruning = recipe.Rule{By: recipe.BySparsity, Amount: 0.8} // bounds can keep more than the rule asks for
	if got := figures.Level(s); got != 0.8 {
		t.Errorf("by share: %v, want 0.8", got)
	}
	s.Pruning = recipe.Rule{By: recipe.ByEpsilon, Amount: 0.1}
	if got := figures.Level(s); got != 0.75 {
		t.Errorf("by threshold: %v, want 0.75", got)
	}
	if got := figures.Sparsity(s); got != 0.75 {
		t.Errorf("sparsity %v, want 0.75", got)
	}
}

// Of 310 weights, 80 % are 248; whole neurons of 21 and 11 connections cannot add up
// to that.
func TestWhatWasReachedIsSaidWhereTheLevelIsImpossible(t *testing.T) {
	s := &snapshot.Snapshot{Kept: 62, Total: 310}
	s.Pruning = recipe.Rule{By: recipe.BySparsity, Amount: 0.8}
	if got := figures.Reached(s); got != 0.8 {
		t.Errorf("248 of 310 pruned are %v, want 0.8", got)
	}
	s.Kept = 93
	if got := figures.Reached(s); math.Abs(got-0.7) > 1e-15 {
		t.Errorf("217 of 310 pruned are %v, want 0.7", got)
	}
}

func TestDeadInputsAreNoDeadNeurons(t *testing.T) {
	s := &snapshot.Snapshot{Dead: [][]bool{{true, true}, {false, true, true}, {false}}}
	if got := figures.Dead(s); got != 2 {
		t.Errorf("%d dead neurons, want 2", got)
	}
}

func TestSizes(t *testing.T) {
	bytes := snapshot.Bytes{"dense": 1200, "gzip": 1000, "arithmetic": 100, "csr": 1500}
	if figures.Smallest(bytes) != 100 || figures.Largest(bytes) != 1500 || figures.Compression(bytes) != 12 {
		t.Errorf("smallest %d, largest %d, compression %v", figures.Smallest(bytes), figures.Largest(bytes), figures.Compression(bytes))
	}
}

func Example() {
	s := &snapshot.Snapshot{Kept: 62, Total: 310}
	fmt.Printf("%.2f\n", figures.Sparsity(s))
	// Output: 0.80
}
