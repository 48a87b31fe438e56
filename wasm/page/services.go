//go:build js

package main

import (
	"errors"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/text"
	"bonsai/web/work"
)

// services are what the panels share: the words, the engine, and the newest
// snapshot.
type services struct {
	host   js.Value // what the loader offers
	words  *text.Words
	worker *client
	scene  *scene

	snapshot *snapshot.Snapshot // the newest from the worker
	shown    *snapshot.Snapshot // the same, or as it would be under the rule that is dragged
	dragged  *recipe.Rule       // the rule under the hand, until it is a step
	released bool               // the hand has let it go
	opened   bool               // the first address has been opened and its training is done

	explore func() // a person changes something: a student in a class explores alone
	show    func() // brings the whole page up to date
}

// newWords gets messages and numbers from the loader. forget forgets the
// messages when the language has changed.
func newWords(host js.Value) (words *text.Words, forget func()) {
	messages := map[string]string{}
	words = text.New(func(key string, values []string) string {
		message, known := messages[key]
		if !known {
			message = host.Call("text", key).String()
			messages[key] = message
		}
		return text.Fill(message, values)
	}, func(v float64, digits int) string { return host.Call("number", v, digits).String() })
	return words, func() {
		clear(messages)
		words.Forget()
	}
}

// do sends a command that a control stands for. Training that is watched is
// slowed down, so that it can be seen.
func (s *services) do(name, args string, watched bool) {
	s.explore()
	s.tell("")
	s.ask(name, args, watched)
}

// ask sends a command. What the engine refuses is told in the page.
func (s *services) ask(name, args string, watched bool) {
	s.worker.send(name, args, watched && !stillness(), func(_ js.Value, err error) {
		if err != nil {
			s.refused(err)
		}
	})
}

// set changes fields of the recipe. Training without an end goes on.
func (s *services) set(fields command.Fields) {
	endless := s.snapshot.Training && s.snapshot.Goal == 0
	s.do("set", command.JSON(fields), false)
	if endless {
		s.do("play", "", true)
	}
}

// stillness tells whether the person has asked for less motion.
func stillness() bool {
	return dom.Window.Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}

// refused tells the person why, and puts the controls back to what holds.
func (s *services) refused(err error) {
	if errors.Is(err, work.ErrStopped) {
		return // the person, or the next job, has stopped it
	}
	s.tell(s.problem(err))
	if s.snapshot != nil {
		dom.Restore()
		s.show()
	}
}

// refusedIf tells why, if there is an error.
func (s *services) refusedIf(err error) {
	if err != nil {
		s.refused(err)
	}
}

// problem returns what went wrong, in the person's language.
func (s *services) problem(err error) string {
	var r *refusal
	if errors.As(err, &r) && r.problem != nil {
		return s.words.Problem(r.problem)
	}
	return s.words.Text("problem.failed", "detail", err.Error())
}

// tell shows a message; "" takes it away.
func (s *services) tell(message string) {
	e := dom.ByID("message")
	dom.SetText(e, message)
	dom.SetHidden(e, message == "")
}

// announce lets a screen reader say a text.
func (s *services) announce(text string) { dom.SetText(dom.ByID("announce"), text) }
