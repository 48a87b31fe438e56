package command_test

import (
	"math"
	"testing"

	"bonsai/web/command"
)

func TestKeysMoveTheLevel(t *testing.T) {
	for _, c := range []struct {
		key                 string
		level, lowest, want float64
		moves               bool
	}{
		{"ArrowRight", 0.5, 0, 0.505, true},
		{"ArrowUp", 0.5032, 0, 0.51, true}, // onto the grid
		{"ArrowLeft", 0.5, 0.498, 0.498, true},
		{"PageDown", 0.5, 0, 0.4, true},
		{"PageUp", 0.95, 0, 1, true},
		{"Home", 0.5, 0.25, 0.25, true},
		{"End", 0.5, 0, 1, true},
		{"Tab", 0.5, 0, 0.5, false},
	} {
		got, moves := command.KeyLevel(c.key, c.level, c.lowest)
		if math.Abs(got-c.want) > 1e-12 || moves != c.moves {
			t.Errorf("%s at %v: %v, %v; want %v, %v", c.key, c.level, got, moves, c.want, c.moves)
		}
	}
}

func TestShortcutsUndoAndRedo(t *testing.T) {
	for _, c := range []struct {
		key   string
		shift bool
		want  string
	}{{"z", false, "undo"}, {"Z", true, "redo"}, {"y", false, "redo"}, {"a", false, ""}} {
		if got := command.Shortcut(c.key, c.shift); got != c.want {
			t.Errorf("%s (shift %v) is %q, want %q", c.key, c.shift, got, c.want)
		}
	}
}
