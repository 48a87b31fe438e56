package panel

import (
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Transport shows whether the network trains, how far it is and when it will stop, and
// which buttons can be used. Until the first address is opened, the page counts as
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
	v.Write("length", length(w, s))
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

// length says how long the training that is under way, or that play would begin, will
// go on.
func length(w *text.Words, s *snapshot.Snapshot) string {
	switch per := s.StepsPerEpoch; {
	case !s.Training || s.Goal == 0:
		return w.Text("length.endless")
	case s.Goal%per == 0 && s.Step/per == s.Epoch: // epochs have had the same length since the beginning
		return w.Text("length.epoch", "epoch", w.Count(s.Goal/per))
	}
	return w.Text("length.step", "step", w.Count(s.Goal))
}
