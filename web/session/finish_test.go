package session_test

import (
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
)

// A page that is loaded again has what was under the hand, and what could be done again.
func TestWhatIsDraggedAndUndoneOutlivesThePage(t *testing.T) {
	s, engine := sessiontest.New(texttest.Words())
	s.Snapshot = &snapshot.Snapshot{CanRedo: true, Dead: make([][]bool, 1), Bytes: snapshot.Bytes{"dense": 1}}
	s.Drag(recipe.Rule{By: recipe.ByEpsilon, Amount: 0.5})
	engine.Answer("", nil) // the preview
	undone := -1
	s.Finish(func(n int) { undone = n })
	engine.Answer("", nil) // the step
	engine.Answer("", nil) // the pause
	engine.Answer("", nil) // the first step that was undone
	s.Snapshot = &snapshot.Snapshot{}
	engine.Answer("", nil)
	if undone != 2 {
		t.Errorf("%d steps were undone, want 2", undone)
	}
	back := false
	s.UndoAgain(undone, func() { back = true })
	engine.Answer("", nil)
	if back {
		t.Error("one of two steps is undone, and that is called done")
	}
	if engine.Answer("", nil); !back {
		t.Error("both steps are undone, and that is not called done")
	}
	var names []string
	for _, line := range engine.Log {
		names = append(names, line[:min(4, len(line))])
	}
	if want := []string{"prun", "prun", "paus", "redo", "redo", "undo", "undo"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}
