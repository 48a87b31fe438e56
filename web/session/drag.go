package session

import (
	"math"
	"time"

	"bonsai/engine/recipe"
	"bonsai/web/command"
	"bonsai/web/figures"
	"bonsai/web/panel"
)

// Drag shows a rule that is under the hand. The page itself shows which weights
// go; the engine is asked for the accuracy as fast as it answers.
func (s *Session) Drag(r recipe.Rule) {
	s.Explore()
	s.Moved = true
	if s.Dragged == nil {
		s.Tell("") // a message was about what came before, and so was its undo
	}
	s.Hold(r)
}

// Hold shows a rule that is under the hand of somebody else, whom the page
// follows.
func (s *Session) Hold(r recipe.Rule) {
	s.Dragged, s.released = &r, false
	s.ShowSoon()
	s.preview()
}

// Drop shows the experiment without the rule of Hold.
func (s *Session) Drop() {
	if s.Dragged != nil && !s.released {
		s.Dragged = nil
		s.Show()
	}
}

// preview asks the engine to measure the rule under the hand. Until it answers,
// newer rules wait, and only the newest is asked for next.
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

// rest is how long after the last key an amount that keys move becomes a step: a
// series of keys is one step.
const rest = 700 * time.Millisecond

// LetGoSoon makes the rule that keys move a step once they rest.
func (s *Session) LetGoSoon() {
	if s.resting != nil {
		s.resting.Stop()
	}
	s.resting = time.AfterFunc(rest, s.LetGo)
}

// LetGo makes the rule under the hand a step.
func (s *Session) LetGo() {
	if s.resting != nil {
		s.resting.Stop()
	}
	if s.Dragged == nil || s.released {
		return
	}
	s.released = true
	s.Send("prune", command.Prune(*s.Dragged, false), false, func(_ string, err error) {
		if s.released { // it has not been taken again
			s.Dragged = nil
		}
		if err != nil {
			s.Refused(err)
			return
		}
		s.Show()
		s.Announce(panel.Announcement(s.Words, s.Snapshot))
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
	s.Tell(s.Words.Text("level.settled", "share", s.Words.Percent(settled)))
	s.Restore()
	s.Show()
}

// Prune makes a rule a step.
func (s *Session) Prune(r recipe.Rule) {
	s.LetGo()
	s.Explore()
	s.Moved = true
	s.Tell("")
	s.Send("prune", command.Prune(r, false), false, func(_ string, err error) {
		if err != nil {
			s.Refused(err)
			return
		}
		s.Announce(panel.Announcement(s.Words, s.Snapshot))
	})
}
