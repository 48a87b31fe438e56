package lab

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"bonsai/engine/prune"
)

// A Command acts on a Lab. When it fails nothing has changed.
type Command interface{ do(l *Lab) error }

type (
	// Set changes fields of the recipe, by their names. Live fields change in
	// the middle; any other begins the experiment anew.
	Set map[string]json.RawMessage

	// Reset begins the experiment anew, with the fields as they are now.
	Reset struct{}

	// Train goes on training for so many epochs or optimiser steps, with the
	// mask held: after pruning it is what is called fine-tuning.
	Train struct{ Epochs, Steps int }

	// Play goes on training until Pause.
	Play struct{}

	// Pause ends the training under way where it is.
	Pause struct{}

	// Prune puts a rule in force in the place of the one before. A preview
	// shows what it would do without making it a step; any other command
	// settles it.
	Prune struct {
		prune.Rule
		Preview bool
	}

	// Edit sets a weight of Layers[Layer], or a bias where From is −1.
	Edit struct {
		Layer, To, From int
		Value           float32
	}

	Undo struct{}
	Redo struct{}

	// Load opens an address: its recipe, then its steps. An address without
	// steps trains for the recipe's epochs.
	Load struct{ Hash string }

	// Focus chooses the neuron whose output over the plane is shown; nil is
	// the network's own output.
	Focus struct{ Unit *Unit }
)

// Do carries a command out. One that trains only sets the goal: see Advance.
func (l *Lab) Do(c Command) error {
	l.problem = nil
	if adds(c) {
		if err := l.room(); err != nil {
			return err
		}
	}
	return c.do(l)
}

// adds tells whether a command makes the address longer. Set may: see setLive.
func adds(c Command) bool {
	switch c.(type) {
	case Train, Play, Prune, Edit, Gradual, RigL, Lottery, Compensate, Quantize, Mark, Rewind, Distil, PinConnection:
		return true
	}
	return false
}

func (Reset) do(l *Lab) error {
	if err := l.stop(); err != nil {
		return err
	}
	if len(l.steps) == 0 {
		return nil
	}
	return l.begin(l.now)
}

func (c Train) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	if err := l.stop(); err != nil {
		return err
	}
	return l.run(c.Steps + c.Epochs*l.trainer.StepsPerEpoch())
}

func (Play) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	if err := l.stop(); err != nil {
		return err
	}
	return l.run(endless)
}

func (Pause) do(l *Lab) error { return l.stop() }

func (c Prune) do(l *Lab) error {
	if err := checkRule(c.Rule); err != nil {
		return err
	}
	if l.Training() || !c.Preview {
		l.draft = false // superseded by this rule
		if err := l.stop(); err != nil {
			return err
		}
	}
	l.prune(c.Rule, c.Preview)
	l.draft = c.Preview
	if !c.Preview {
		l.settle()
	}
	return nil
}

func (c Edit) do(l *Lab) error {
	s := editStep{c.Layer, c.To, c.From, c.Value}
	if _, err := s.place(l.net); err != nil {
		return err
	}
	if err := l.stop(); err != nil {
		return err
	}
	return s.do(l)
}

func (Undo) do(l *Lab) error {
	if err := l.stop(); err != nil {
		return err
	}
	if l.at > 0 {
		l.restore(l.at - 1)
	}
	return nil
}

func (Redo) do(l *Lab) error {
	if err := l.stop(); err != nil {
		return err
	}
	if l.at < len(l.history)-1 {
		l.restore(l.at + 1)
	}
	return nil
}

func (c Focus) do(l *Lab) error {
	if u := c.Unit; u != nil {
		if u.Layer < 1 || u.Layer > len(l.net.Layers) || u.Index < 0 || u.Index >= l.net.Layers[u.Layer-1].Out {
			return problem("noWeight", "value", fmt.Sprintf("%d:%d", u.Layer, u.Index))
		}
	}
	l.focus = c.Unit
	return nil
}

func (c Set) do(l *Lab) error {
	c, err := c.withOwn(l)
	if err != nil {
		return err
	}
	changed, next, err := c.changes(&l.now)
	if err != nil || len(changed) == 0 {
		return err
	}
	untouched := len(l.steps) == 0 && l.ran == 0
	for _, f := range changed {
		if !f.Live || untouched && !f.view {
			if err := l.stop(); err != nil {
				return err
			}
			return l.begin(next)
		}
	}
	return l.setLive(changed, &next)
}

// withOwn adds which files a person's own data are, where those are wanted.
func (c Set) withOwn(l *Lab) (Set, error) {
	if string(c["dataset"]) != `"`+ownDataset+`"` {
		return c, nil
	}
	if l.own == nil {
		return nil, problem("ownNone")
	}
	c = maps.Clone(c)
	c["own"] = json.RawMessage(`"` + l.own.digest + `"`)
	return c, nil
}

// changes applies the command to a copy of the recipe, and tells which fields
// come out different.
func (c Set) changes(now *Recipe) (changed []Field, next Recipe, err error) {
	for name := range c {
		if _, err := fieldNamed(name); err != nil {
			return nil, next, err
		}
	}
	next = now.clone()
	for _, f := range fields {
		value, ok := c[f.Name]
		if !ok {
			continue
		}
		text, err := f.textOf(value)
		if err != nil {
			return nil, next, err
		}
		if err := f.parse(&next, text); err != nil {
			return nil, next, err
		}
	}
	if _, given := c["activation"]; !given {
		next.fitActivations()
	}
	for _, f := range fields {
		if f.text(now) != f.text(&next) {
			changed = append(changed, f)
		}
	}
	return changed, next, next.check()
}

// setLive changes fields while the experiment goes on. Training that is under
// way goes on too.
func (l *Lab) setLive(changed []Field, next *Recipe) error {
	if slices.ContainsFunc(changed, func(f Field) bool { return !f.view }) {
		if err := l.room(); err != nil {
			return err
		}
	}
	left, todo, plan := l.left, l.todo, l.plan
	for _, f := range changed {
		if f.view {
			l.setView(f, f.text(next))
			continue
		}
		if err := l.stop(); err != nil {
			return err
		}
		if err := (setStep{f.Name, f.text(next)}).do(l); err != nil {
			return err
		}
	}
	if left > 0 && l.left == 0 {
		l.todo = todo
		if plan != nil {
			return plan.rest(l, left).do(l)
		}
		return l.run(left)
	}
	return nil
}
