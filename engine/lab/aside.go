package lab

import (
	"slices"

	"bonsai/engine/samples"
)

// aside is the history, with a person's files, from before a lesson.
type aside struct {
	history []saved
	files   *samples.Files
}

// SetAside remembers the present state: it is what a person had before a lesson. What
// follows, such as the experiments that the lesson opens, becomes one step of the
// history when TakeUp is called. A state that is set aside already stays so.
func (l *Lab) SetAside() error {
	l.problem = nil
	if l.aside != nil {
		return nil
	}
	if err := l.stop(); err != nil {
		return err
	}
	l.aside = &aside{slices.Clone(l.history[:l.current+1]), l.files}
	return nil
}

// TakeUp ends what SetAside has begun. With back, the state that was set aside is the
// present one again, with its history. Without, the present state follows it, as if
// one operation had led to it.
func (l *Lab) TakeUp(back bool) error {
	l.problem = nil
	if l.aside == nil {
		return nil
	}
	if err := l.stop(); err != nil {
		return err
	}
	before, now := l.aside, l.history[l.current]
	l.aside = nil
	l.history = before.history
	l.current = len(l.history) - 1
	if back {
		l.files = before.files
		l.restore(l.current)
		return l.showLater(false)
	}
	if now.net != l.history[l.current].net { // else it was come back to by undo
		l.remember(now)
	}
	return nil
}
