// Package sessiontest has a page and an engine for tests of what happens in a
// session.
package sessiontest

import (
	"bonsai/web/markup"
	"bonsai/web/session"
	"bonsai/web/text"
)

// An Engine is asked by a session, and answers when the test says so.
type Engine struct {
	Log     []string    // the commands with their arguments, those that are watched with a "*"
	View    markup.View // all that the session has shown
	Shows   int         // how often the whole page was brought up to date
	Soon    int         // how often it was to be with the next frame
	Touched int         // how often the person has changed something

	pending []func(outputs string, err error)
}

// New returns a session without a snapshot, and its engine.
func New(words *text.Words) (*session.Session, *Engine) {
	e := &Engine{}
	return &session.Session{
		Words: words,
		Send: func(name, arguments string, watched bool, done func(string, error)) {
			line := name
			if watched {
				line += "*"
			}
			if arguments != "" {
				line += " " + arguments
			}
			e.Log = append(e.Log, line)
			e.pending = append(e.pending, done)
		},
		View:     func(f func(v *markup.View)) { f(&e.View) },
		Show:     func() { e.Shows++ },
		ShowSoon: func() { e.Soon++ },
		Restore:  func() {},
		Explore:  func() { e.Touched++ },
		Still:    func() bool { return false },
	}, e
}

// Answer answers the oldest command that has no answer yet.
func (e *Engine) Answer(outputs string, err error) {
	done := e.pending[0]
	e.pending = e.pending[1:]
	done(outputs, err)
}

// Pending returns how many commands have no answer yet.
func (e *Engine) Pending() int { return len(e.pending) }
