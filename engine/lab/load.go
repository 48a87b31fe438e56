package lab

import "slices"

// Opening an address does its steps, but not those that are done already. Who
// follows a teacher opens one address after the other, each much like the one
// before, and would otherwise train from nothing at every click. Whichever way
// it is come by, a state is the same to the last bit.

func (c Load) do(l *Lab) error {
	o, err := parseLink(c.Hash)
	if err != nil {
		return err
	}
	if l.join(o) {
		return nil
	}
	if err := l.stop(); err != nil {
		return err
	}
	before := l.history[l.at]
	if err := l.beginFrom(o); err != nil {
		return err
	}
	l.before = &before
	return l.continueTodo()
}

// join lets the run of another address that is being opened go on, where this
// one wants it too: links may come faster than it ends.
func (l *Lab) join(o opened) bool {
	done := len(l.steps)
	if l.before == nil || l.doing == nil || len(o.steps) <= done || !l.on(&o.recipe) || shared(l.steps, o.steps) < done {
		return false
	}
	wanted := o.steps[done]
	if sameStep(l.doing, wanted) {
		wanted = l.doing
	} else if left := l.beyond(wanted, l.ran); left > 0 && isTraining(l.doing) {
		l.left = left
	} else {
		return false
	}
	l.doing, l.todo = wanted, o.steps[done+1:]
	l.setViews(&o.recipe)
	return true
}

// beyond is how many optimiser steps a training goes beyond so many; 0 where
// the step is no training.
func (s *state) beyond(wanted step, done int) int {
	training, ok := wanted.(trainStep)
	if !ok {
		return 0
	}
	return max(0, training.steps(s.stepsPerEpoch())-done)
}

func isNetwork(s step) bool {
	_, ok := s.(networkStep)
	return ok
}

func isTraining(s step) bool {
	_, ok := s.(trainStep)
	return ok
}

// beginFrom goes as far on the way of an address as the history knows it, and
// leaves the rest to do. Undo goes back the way that a replay would have come.
func (l *Lab) beginFrom(o opened) error {
	way, partly := l.known(o)
	carried := len(o.steps) > 0 && isNetwork(o.steps[0]) // nobody wants to go back to the untrained one
	if len(way) == 0 {
		if err := l.begin(o.recipe); err != nil {
			return err
		}
		if carried {
			l.at--
			l.history = l.history[:l.at+1]
		}
	} else {
		l.show(way[len(way)-1])
		l.setViews(&o.recipe)
		if carried && len(way[0].steps) == 0 {
			way = way[1:]
		}
		l.remember(way...)
	}
	if l.samples.enough() != nil {
		return nil
	}
	l.todo = o.steps[len(l.steps):]
	if partly != nil {
		l.goOnWith(*partly)
	}
	return nil
}

// known are the states of the history on the way of an address, the last of
// them the furthest, and where there is one, the state that is part of the
// training that comes next.
func (l *Lab) known(o opened) (way []saved, partly *saved) {
	at := map[int]saved{} // by how many steps are done
	furthest := -1
	var parts []saved
	for _, s := range l.history {
		if !s.on(&o.recipe) {
			continue
		}
		switch n := shared(s.steps, o.steps); len(s.steps) {
		case n:
			at[n] = s
			furthest = max(furthest, n)
		case n + 1:
			if n < len(o.steps) && s.partOf(o.steps[n]) {
				parts = append(parts, s)
			}
		}
	}
	for n := range furthest + 1 {
		if s, ok := at[n]; ok {
			way = append(way, s)
		}
	}
	for _, s := range parts {
		if len(s.steps) == furthest+1 && (partly == nil || s.lastTraining() > partly.lastTraining()) {
			partly = &s
		}
	}
	return way, partly
}

// partOf tells whether the last step done is a training that the wanted one
// begins with.
func (s *state) partOf(wanted step) bool {
	return s.lastTraining() > 0 && s.beyond(wanted, s.lastTraining()) > 0
}

// lastTraining is how many optimiser steps the last step took; 0 where it is
// no training.
func (s *state) lastTraining() int {
	return s.beyond(s.steps[len(s.steps)-1], 0)
}

// goOnWith takes up the training that comes next where a state has left it.
func (l *Lab) goOnWith(s saved) {
	views := l.now
	l.show(s)
	l.setViews(&views)
	l.ran = l.lastTraining()
	l.doing, l.todo = l.todo[0], l.todo[1:]
	l.left = l.beyond(l.doing, l.ran)
	l.steps = l.steps[:len(l.steps)-1]
	l.curve, l.stride = slices.Clone(l.midway.curve), l.midway.stride
}

// on tells whether a state is exactly what steps have made of a recipe.
func (s *state) on(r *Recipe) bool {
	if !s.exact {
		return false
	}
	for _, f := range fields {
		if !f.view && f.text(&s.start) != f.text(r) {
			return false
		}
	}
	return true
}

// shared is how many steps two lists have in common before they part.
func shared(a, b []step) int {
	n := 0
	for n < len(a) && n < len(b) && sameStep(a[n], b[n]) {
		n++
	}
	return n
}

func sameStep(a, b step) bool { return a.text() == b.text() }

// stepsPerEpoch is the trainer's, for a state that has none at hand.
func (s *state) stepsPerEpoch() int {
	return (s.samples.train.N + s.now.BatchSize - 1) / s.now.BatchSize
}

// setViews takes over from a recipe what changes nothing but the picture.
func (l *Lab) setViews(r *Recipe) {
	for _, f := range fields {
		if f.view {
			l.setView(f, f.text(r))
		}
	}
}
