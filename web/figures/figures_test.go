package figures_test

import (
	"fmt"
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
