package lab

import (
	"bonsai/engine/carried"
	"bonsai/engine/cost"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Opening an address carries out only those operations that are not done yet.
// A student who follows a teacher opens one address after the other, each much
// like the one before, and would otherwise train from the beginning at every
// click. Either way the state is the same to the last bit.

// load opens an experiment.
func (l *Lab) load(x recipe.Experiment) error {
	operations, err := carried.Resolved(x.Operations)
	if err != nil {
		return err
	}
	x.Operations = operations
	if l.join(x) {
		return nil
	}
	if err := l.stop(); err != nil {
		return err
	}
	before := l.history[l.current]
	if states, partly := l.known(x); len(states) > 0 {
		l.goOnFrom(x, states, partly)
		l.fallback = &before
		return l.continuePending()
	}
	return l.replace(x, &before)
}

// canTrain reports whether the operations of an address can be carried out at all.
// Without data, each says what it needs.
func (l *Lab) canTrain() bool { return l.samples.Enough() == nil || l.samples.Empty }

// join is for links that arrive faster than the one before is opened: if the new
// experiment begins with the training that is under way, that training goes on
// and join reports true. So it does if the same experiment is about to begin.
func (l *Lab) join(x recipe.Experiment) bool {
	if b := l.beginning; b != nil && b.before != nil && recipe.SameExperiment(&b.Recipe, &x.Recipe) {
		b.Experiment, b.queue = x, nil
		return true
	}
	done := len(l.operations)
	if l.fallback == nil || l.running == nil || len(x.Operations) <= done ||
		!l.isOf(&x.Recipe) || recipe.Shared(l.operations, x.Operations) < done {
		return false
	}
	wanted := x.Operations[done]
	if recipe.SameOperation(l.running, wanted) {
		wanted = l.running
	} else if left := l.extraSteps(wanted, l.stepsDone); left > 0 && isTraining(l.running) {
		l.stepsLeft = left
	} else {
		return false
	}
	l.running, l.pending = wanted, x.Operations[done+1:]
	l.setViews(&x.Recipe)
	return true
}

// extraSteps returns by how many optimiser steps a training exceeds those
// done; 0 if the operation is not a training.
func (s *state) extraSteps(wanted recipe.Operation, done int) int {
	training, ok := wanted.(recipe.Train)
	if !ok {
		return 0
	}
	return max(0, training.Steps(s.stepsPerEpoch())-done)
}

func isTraining(o recipe.Operation) bool {
	_, ok := o.(recipe.Train)
	return ok
}

// Cost estimates how long an experiment takes to open.
func (l *Lab) Cost(x recipe.Experiment) snapshot.Cost {
	s := l.samples
	return cost.Of(x, cost.Own{Inputs: len(s.Inputs), Classes: s.Classes, Train: s.Train.N, Test: s.Test.N})
}

// goOnFrom shows the last of the states that an experiment goes through, and leaves
// the rest pending. Undo then goes back through the states in between.
func (l *Lab) goOnFrom(x recipe.Experiment, states []saved, partly *saved) {
	l.show(states[len(states)-1])
	l.setViews(&x.Recipe)
	if carries(x) && len(states[0].operations) == 0 {
		states = states[1:]
	}
	l.remember(states...)
	if !l.canTrain() {
		return
	}
	l.pending = x.Operations[len(l.operations):]
	if partly != nil {
		l.continueTraining(*partly)
	}
}

// carries reports whether an address begins with a network. Undo should not lead to
// the untrained network before that.
func carries(x recipe.Experiment) bool {
	if len(x.Operations) == 0 {
		return false
	}
	_, ok := x.Operations[0].(recipe.Network)
	return ok
}

// known returns the states of the history that an experiment goes through, the
// furthest last, and if there is one the state in the middle of the training
// that comes next.
func (l *Lab) known(x recipe.Experiment) (states []saved, partly *saved) {
	byLength := map[int]saved{} // by the number of operations done
	furthest := -1
	var parts []saved
	for _, s := range l.history {
		if !s.isOf(&x.Recipe) {
			continue
		}
		switch n := recipe.Shared(s.operations, x.Operations); len(s.operations) {
		case n:
			byLength[n] = s
			furthest = max(furthest, n)
		case n + 1:
			if n < len(x.Operations) && s.isPartOf(x.Operations[n]) {
				parts = append(parts, s)
			}
		}
	}
	for n := range furthest + 1 {
		if s, ok := byLength[n]; ok {
			states = append(states, s)
		}
	}
	for _, s := range parts {
		if len(s.operations) == furthest+1 && (partly == nil || s.lastTraining() > partly.lastTraining()) {
			partly = &s
		}
	}
	return states, partly
}

// isPartOf reports whether the last operation done is a training that the
// wanted one begins with.
func (s *state) isPartOf(wanted recipe.Operation) bool {
	return s.lastTraining() > 0 && s.extraSteps(wanted, s.lastTraining()) > 0
}

// lastTraining returns how many optimiser steps the last operation took; 0 if
// it is not a training.
func (s *state) lastTraining() int {
	return s.extraSteps(s.operations[len(s.operations)-1], 0)
}

// continueTraining continues the training that comes next from a state in the
// middle of it.
func (l *Lab) continueTraining(s saved) {
	views := l.now
	l.show(s)
	l.setViews(&views)
	l.stepsDone = l.lastTraining()
	l.running, l.pending = l.pending[0], l.pending[1:]
	l.stepsLeft = l.extraSteps(l.running, l.stepsDone)
	l.operations, l.description = l.operations[:len(l.operations)-1], description{}
	l.curve = l.midway.Clone()
	l.renew(&l.revision.Curve)
}

// isOf reports whether the state is exactly what its operations made of a
// recipe.
func (s *state) isOf(r *recipe.Recipe) bool {
	return s.exact && recipe.SameExperiment(&s.start, r)
}

// stepsPerEpoch returns how many optimiser steps an epoch has. It is for a
// saved state, which has no trainer to ask.
func (s *state) stepsPerEpoch() int {
	return (s.samples.Train.N + s.now.BatchSize - 1) / s.now.BatchSize
}
