package session

import (
	"math"
	"time"

	"bonsai/engine/recipe"
	"bonsai/web/command"
	"bonsai/web/figures"
)

// Drag shows a rule whose amount a person is dragging. The page itself shows which
// weights go; the engine is asked for the accuracy as fast as it answers.
func (s *Session) Drag(r recipe.Rule) {
	s.Explore()
	s.Moved = true
	if s.Dragged == nil {
		s.Tell("") // a message was about what came before, and so was its undo
	}
	s.Hold(r)
}

// Hold shows a rule that somebody else is dragging, whom this page follows.
func (s *Session) Hold(r recipe.Rule) {
	s.Dragged, s.released = &r, false
	s.ShowSoon()
	s.preview()
}

// Drop ends what Hold began: the experiment is shown without that rule.
func (s *Session) Drop() {
	if s.Dragged != nil && !s.released {
		s.Dragged = nil
		s.Show()
	}
}

// preview asks the engine to measure the rule that is dragged. Until it answers, newer
// rules wait, and only the newest is asked for next.
func (s *Session) preview() {
	if s.asked {
		return
	}
	s.asked = true
	r := *s.Dragged
	s.Send("prune", command.Prune(r, true), false, func(_ string, err error) {
		s.asked = false
		if err != nil {
			s.Dragged = nil
			s.Refused(err)
			return
		}
		if s.Dragged != nil && !s.released && !s.Dragged.Same(r) {
			s.preview()
		}
	})
}

// rest is how long no key must be pressed until an amount that was moved by keys
// becomes a step, so that a series of keys is one step.
const rest = 700 * time.Millisecond

// LetGoSoon calls LetGo once no key has been pressed for a while.
func (s *Session) LetGoSoon() {
	if s.resting != nil {
		s.resting.Stop()
	}
	s.resting = time.AfterFunc(rest, s.LetGo)
}

// LetGo ends a drag: the rule becomes a step of the experiment.
func (s *Session) LetGo() {
	if s.resting != nil {
		s.resting.Stop()
	}
	if s.Dragged == nil || s.released {
		return
	}
	s.released = true
	if s.isBehindLimit(*s.Dragged) {
		s.tellSettled()
	}
	s.Send("prune", command.Prune(*s.Dragged, false), false, func(_ string, err error) {
		if s.released { // it has not been taken again
			s.Dragged = nil
		}
		if err != nil {
			s.Refused(err)
			return
		}
		s.Show()
		s.announceOutcome()
	})
}

// Enter makes a rule whose amount was typed a step. A sparsity below that which is pruned
// for good would change nothing: the number goes back, and the person is told why.
func (s *Session) Enter(r recipe.Rule) {
	settled, total := figures.Settled(s.Snapshot), float64(s.Snapshot.Total)
	if r.By != recipe.BySparsity || !(math.Round(r.Amount*total) < math.Round(settled*total)) {
		s.Prune(r)
		return
	}
	s.tellSettled()
	s.Restore()
	s.Show()
}

// isBehindLimit reports whether a slider stands where nothing more is pruned than what
// is pruned for good.
func (s *Session) isBehindLimit(r recipe.Rule) bool {
	settled := figures.Settled(s.Snapshot)
	if r.By == recipe.BySparsity {
		return settled > 0 && r.Amount <= settled
	}
	return r.Amount < figures.Limit(s.Snapshot)
}

// tellSettled says that what is pruned for good stays pruned.
func (s *Session) tellSettled() {
	s.Tell(s.Words.Text("level.settled", "share", s.Words.Percent(figures.Settled(s.Snapshot))))
}

// Prune applies a rule, as a step of the experiment.
func (s *Session) Prune(r recipe.Rule) {
	s.LetGo()
	s.Explore()
	s.Moved = true
	s.Tell("")
	s.Send("prune", command.Prune(r, false), false, func(_ string, err error) { s.RefusedIf(err) })
}
