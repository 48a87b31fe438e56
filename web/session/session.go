// Package session is the experiment that a person works on: the newest snapshot, the
// rule that is dragged, and the commands that change it. It knows neither the browser
// nor the engine; the page's program connects the two.
package session

import (
	"errors"
	"maps"
	"slices"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/text"
	"bonsai/web/work"
)

// A Session is connected with the engine and with the page by its functions.
// All but the snapshots must be set before anything happens.
type Session struct {
	Words *text.Words

	// Send sends a command to the engine; done gets what it gives back, as
	// JSON, or why it was refused. Training that is watched is slowed down, so
	// that it can be seen.
	Send func(name, arguments string, watched bool, done func(outputs string, err error))

	View     func(f func(v *markup.View)) // shows a part of the page, as f says
	Show     func()                       // brings the whole page up to date
	ShowSoon func()                       // brings it up to date with the next frame
	Restore  func()                       // lets the next Show override what is being typed
	Explore  func()                       // a person changes something: a student in a class explores alone
	Still    func() bool                  // whether the person has asked for less motion

	Snapshot *snapshot.Snapshot // the newest from the engine; nil before the first
	Shown    *snapshot.Snapshot // the same, or as it would be under the rule that is dragged
	Dragged  *recipe.Rule       // the rule under the hand, until it is a step
	Charts   chart.Board        // on the page
	Moved    bool               // a person has set how much is pruned
	Opened   bool               // the first address has been opened and its training is done

	released bool // the hand has let go
	resting  *time.Timer
	asked    bool   // a preview is on its way to the engine and back
	outcome  string // as it was announced last
}

// Receive takes the newest snapshot and shows it.
func (s *Session) Receive(snapshot *snapshot.Snapshot) {
	first := s.Snapshot == nil
	s.Snapshot = snapshot
	if s.Dragged != nil {
		s.ShowSoon()
	} else {
		s.Show()
	}
	if !first && !snapshot.Training && snapshot.Doing == "" && s.Dragged == nil {
		s.announceOutcome()
	}
}

// announceOutcome lets a screen reader say how an operation came out, if the numbers have
// changed.
func (s *Session) announceOutcome() {
	if said := panel.Announcement(s.Words, s.Snapshot); said != s.outcome {
		s.outcome = said
		s.Announce(said)
	}
}

// Update sets Shown: the newest snapshot, under the rule that is dragged. It returns
// whether more than the amount of pruning can have changed.
func (s *Session) Update() (all bool) {
	s.Shown = s.Snapshot
	if s.Dragged != nil {
		s.Shown = s.Snapshot.WithPruning(*s.Dragged)
	}
	return s.Dragged == nil || s.Shown.Training
}

// Tell shows a message; "" takes it away.
func (s *Session) Tell(message string) {
	s.View(func(v *markup.View) { panel.Message(v, message) })
}

// Announce lets a screen reader say a text.
func (s *Session) Announce(text string) {
	s.View(func(v *markup.View) { v.Say("#announce", text) })
}

// Write sets the text of all places with a name.
func (s *Session) Write(name, text string) {
	s.View(func(v *markup.View) { v.Write(name, text) })
}

// Do sends the command of a control that a person used.
func (s *Session) Do(name, arguments string, watched bool) {
	s.LetGo()
	s.Explore()
	s.Tell("")
	s.Ask(name, arguments, watched)
}

// Ask sends a command. Unlike Do, it neither ends a drag nor makes a student explore
// alone.
func (s *Session) Ask(name, arguments string, watched bool) {
	s.Send(name, arguments, watched && !s.Still(), func(_ string, err error) { s.RefusedIf(err) })
}

// Set changes fields of the recipe. Training without an end goes on. If the
// experiment had to start again, the person is told why, and offered to undo it.
func (s *Session) Set(fields command.Fields) {
	endless, trained := s.Snapshot.Training && s.Snapshot.Goal == 0, s.Snapshot.Step > 0
	s.LetGo()
	s.Explore()
	s.Tell("")
	s.Send("set", command.JSON(fields), false, func(_ string, err error) {
		s.RefusedIf(err)
		if err == nil && trained && !endless && s.Snapshot.Step == 0 {
			s.View(func(v *markup.View) { panel.Restarted(v, s.Words, slices.Sorted(maps.Keys(fields))) })
		}
	})
	if endless {
		s.Do("play", "", true)
	}
}

// Play trains without an end, or pauses training.
func (s *Session) Play() {
	if s.Snapshot.Training {
		s.Do("pause", "", false)
		return
	}
	s.Do("play", "", true)
}

// Paused pauses the training, and calls then once nothing trains any more.
func (s *Session) Paused(then func(err error)) {
	if !s.Snapshot.Training {
		then(nil)
		return
	}
	s.Send("pause", "", false, func(_ string, err error) { then(err) })
}

// Begin begins a new experiment with a data set, and trains it. What the person
// has drawn, or opened, stays.
func (s *Session) Begin(dataset string) {
	if address, ok := recipe.Start(dataset); ok {
		s.Do("load", command.Load(address), true)
		return
	}
	p := recipe.PresetFor(dataset, true)
	s.Do("set", command.JSON(p.Set.With("dataset", dataset)), false)
	if dataset == recipe.OwnDataset || len(s.Snapshot.Recipe.Points) > 0 {
		s.Do("train", command.Train(p.Epochs), true)
	}
}

// TrainOwn trains an experiment that has begun on the person's own files, which have a
// digest: with settings that suit most, unless the experiment before was on the same
// files. A network that came with them stays as it is.
func (s *Session) TrainOwn(before string) {
	r := &s.Snapshot.Recipe
	switch {
	case r.Network != "":
	case r.Kept() == before:
		s.Do("train", command.Train(r.Epochs), true)
	default:
		s.Begin(recipe.OwnDataset)
	}
}

// Preset begins a new experiment with settings that are known to work for the data
// set, or to fail, and trains it.
func (s *Session) Preset(good bool) {
	p := recipe.PresetFor(s.Snapshot.Recipe.Dataset, good)
	next, _, err := p.Set.Apply(&s.Snapshot.Recipe)
	if err != nil {
		panic(err) // the presets are ours
	}
	train := recipe.Train{Length: recipe.Length{Count: p.Epochs, Epochs: true}}
	s.Do("load", command.Load(recipe.Experiment{Recipe: next, Operations: []recipe.Operation{train}}.Address()), true)
}

// Refused tells the person why a command was refused, and puts the controls
// back to what holds.
func (s *Session) Refused(err error) {
	if errors.Is(err, work.ErrStopped) {
		return // the person, or the next job, has stopped it
	}
	s.Tell(s.Problem(err))
	if s.Snapshot != nil {
		s.Restore()
		s.Show()
	}
}

// RefusedIf calls Refused if there is an error.
func (s *Session) RefusedIf(err error) {
	if err != nil {
		s.Refused(err)
	}
}

// Problem returns what went wrong, in the person's language.
func (s *Session) Problem(err error) string {
	var p *recipe.Problem
	if errors.As(err, &p) {
		return s.Words.Problem(p)
	}
	return s.Words.Text("problem.failed", "detail", err.Error())
}
