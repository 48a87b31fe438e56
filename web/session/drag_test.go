package session_test

import (
	"testing"

	"bonsai/engine/recipe"
)

// One of two connections is pruned for good and the other has |w| = 0.3: up to that
// threshold, and at half of the weights, a slider changes nothing.
func TestAHandThatDragsBehindTheLimitIsToldWhy(t *testing.T) {
	for _, c := range []struct {
		by     string
		amount float64
		told   bool
	}{{recipe.ByEpsilon, 0.2, true}, {recipe.ByEpsilon, 0.31, false}, {recipe.BySparsity, 0.5, true}, {recipe.BySparsity, 0.55, false}} {
		s, engine := begun()
		s.Snapshot.Kept, s.Snapshot.Layers[0].Mask, s.Snapshot.Layers[0].Base = 1, []uint8{0, 1}, []uint8{0, 1}
		s.Drag(recipe.Rule{Criterion: "magnitude", Scope: "global", By: c.by, Amount: c.amount})
		engine.Answer("", nil)
		s.LetGo()
		if got := message(engine) == "level.settled share=50.0 %"; got != c.told {
			t.Errorf("%s %v: said is %q", c.by, c.amount, message(engine))
		}
	}
	s, engine := begun() // nothing is pruned for good
	s.Drag(epsilon(0))
	engine.Answer("", nil)
	s.LetGo()
	if message(engine) != "" {
		t.Errorf("with nothing pruned for good it says %q", message(engine))
	}
}
