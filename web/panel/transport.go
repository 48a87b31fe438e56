package panel

import (
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Transport shows whether the network trains and how far it is, and which
// buttons can be used. Until the first address is opened, the page counts as
// training. The state is an attribute of the document too, for the style sheet
// and for tests.
func Transport(v *markup.View, w *text.Words, s *snapshot.Snapshot, opened bool) {
	v.Disable("undo", !s.CanUndo)
	v.Disable("redo", !s.CanRedo)
	play, label, class, state := markup.Command("play"), w.Text("command.play"), "play", "idle"
	if s.Training {
		label, class = w.Text("command.pause"), "play playing"
	}
	v.Set(play, "aria-pressed", strconv.FormatBool(s.Training))
	v.Set(play, "aria-label", label)
	v.Set(play, "title", label)
	v.Set(play, "class", class)
	if s.Training || !opened {
		state = "training"
	}
	v.Set("html", "data-state", state)
	goal, step := max(s.Goal, 1), "0"
	switch {
	case s.Doing != "":
		goal, step = 100, strconv.Itoa(int(100*s.Share))
	case s.Goal > 0:
		step = strconv.Itoa(s.Step)
	case s.Training: // without an end
		step = ""
	}
	v.Set("#training", "max", strconv.Itoa(goal))
	v.Set("#training", "value", step)
}
