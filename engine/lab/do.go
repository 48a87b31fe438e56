package lab

import (
	"fmt"
	"slices"

	"bonsai/engine/recipe"
)

// Do carries out an operation. One that trains only sets the goal: see
// Advance. If it fails, nothing has changed.
func (l *Lab) Do(o recipe.Operation) error {
	l.problem = nil
	if l.Unfinished() && !l.Training() {
		l.dropWork() // the operation may change what it is about
	}
	if err := l.do(o); err != nil {
		return err
	}
	return l.showLater(!makes(o))
}

// makes reports whether an operation is done only when all that is shown of its
// state is computed.
func makes(o recipe.Operation) bool {
	switch o.(type) {
	case recipe.Pause, recipe.Focus:
		return false
	}
	return true
}

func (l *Lab) do(o recipe.Operation) error {
	if l.awaits(o) {
		l.beginning.await(o)
		return nil
	}
	if recipe.Lengthens(o) {
		if err := l.room(); err != nil {
			return err
		}
	}
	switch o := o.(type) {
	case recipe.Set:
		return l.set(o)
	case recipe.Load:
		return l.load(o.Experiment)
	case recipe.Play:
		return l.play()
	case recipe.Pause:
		return l.stop()
	case recipe.Reset:
		return l.reset()
	case recipe.Undo:
		return l.travel(-1)
	case recipe.Redo:
		return l.travel(+1)
	case recipe.Focus:
		return l.setFocus(o.Unit)
	case recipe.Prune:
		return l.pruneByHand(o)
	default:
		return l.doByHand(o)
	}
}

// carryOut carries out an operation as an address records it. One that trains
// only sets the goal.
func (l *Lab) carryOut(o recipe.Operation) error {
	switch o := o.(type) {
	case recipe.Train:
		return l.run(o.Steps(l.trainer.StepsPerEpoch()))
	case recipe.Prune:
		return l.prune(o)
	case recipe.Gradual:
		return l.pruneGradually(o)
	case recipe.RigL:
		return l.rigl(o)
	case recipe.Compensate:
		return l.compensate(o)
	case recipe.Quantize:
		return l.quantize(o)
	case recipe.Distil:
		return l.distil(o)
	case recipe.Mark:
		return l.markWeights(o)
	case recipe.Rewind:
		return l.rewind(o)
	case recipe.Network:
		return l.replaceNetwork(o)
	case recipe.Setting:
		return l.changeSetting(o)
	case recipe.Edit:
		return l.edit(o)
	case recipe.Pin:
		return l.pin(o)
	}
	return recipe.NewProblem("unknown", "field", fmt.Sprintf("%T", o))
}

// doByHand ends what is under way and carries out a recorded operation, or
// those that a lottery consists of.
func (l *Lab) doByHand(o recipe.Operation) error {
	o, err := recipe.InSteps(o, l.trainer.StepsPerEpoch())
	if err == nil {
		err = l.possible(o)
	}
	if err == nil {
		err = l.stop()
	}
	if err != nil {
		return err
	}
	l.pending = []recipe.Operation{o}
	if lottery, ok := o.(recipe.Lottery); ok {
		l.pending = lottery.Expand(l.Sparsity())
	}
	l.byHand = true
	defer func() { l.byHand = false }()
	return l.continuePending()
}

// possible returns an error if o cannot be carried out, as far as that can be
// known before anything has changed.
func (l *Lab) possible(o recipe.Operation) error {
	switch o := o.(type) {
	case recipe.Edit:
		_, err := l.numberAt(o)
		return err
	case recipe.Pin:
		_, err := o.Connections(l.net.Units())
		return err
	case recipe.Train, recipe.Gradual, recipe.RigL, recipe.Lottery, recipe.Compensate, recipe.Distil:
		return l.samples.Enough()
	}
	return nil
}

// room returns an error if the address, together with the operations still
// pending, is as long as it may get.
func (l *Lab) room() error {
	return recipe.Experiment{Recipe: l.start, Operations: slices.Concat(l.operations, l.pending)}.Room()
}

func (l *Lab) play() error {
	if err := l.samples.Enough(); err != nil {
		return err
	}
	if err := l.stop(); err != nil {
		return err
	}
	return l.run(endless)
}

func (l *Lab) reset() error {
	if err := l.stop(); err != nil {
		return err
	}
	if len(l.operations) == 0 {
		return nil
	}
	return l.replace(recipe.Experiment{Recipe: l.now}, nil)
}

// travel goes one state back or forth in the history. Back from an experiment that is
// about to begin is the present one.
func (l *Lab) travel(by int) error {
	begins := l.beginning != nil
	if err := l.stop(); err != nil || begins {
		return err
	}
	if l.history.Go(by) {
		l.restore()
	}
	return nil
}

func (l *Lab) setFocus(u recipe.Unit) error {
	if u == (recipe.Unit{}) {
		l.focus = nil
	} else {
		if u.Layer < 1 || u.Layer > len(l.net.Layers) || u.Index < 0 || u.Index >= l.net.Layers[u.Layer-1].Out {
			return recipe.NewProblem("noWeight", "value", fmt.Sprintf("%d:%d", u.Layer, u.Index))
		}
		l.focus = &u
	}
	l.renew(&l.revision.Field)
	return nil
}

// addOperation records an operation.
func (l *Lab) addOperation(o recipe.Operation) {
	operations, merged := l.with(o)
	l.operations, l.description = operations, description{}
	if !merged {
		before := l.history.Current()
		l.denseBefore, l.curveBefore = before.dense, before.curve
		return
	}
	l.exact = false
	if !l.isWhole() {
		l.dense = l.denseBefore // as if the operation before had never been
	}
	if _, trains := o.(recipe.Train); !trains {
		l.curve = l.curveBefore.Clone() // without the point of the operation before
		l.record()
		l.renew(&l.revision.Curve)
	}
}

// with returns the operations with one more. If it makes the one before it pointless,
// or continues it, the two become one: the address stays short, and the same
// state has the same address.
func (l *Lab) with(o recipe.Operation) (operations []recipe.Operation, merged bool) {
	operations = slices.Clone(l.operations)
	if last := len(operations) - 1; last >= 0 {
		if both, ok := recipe.Merged(operations[last], o, l.trainer.StepsPerEpoch(), l.byHand); ok {
			operations[last] = both
			return operations, true
		}
	}
	return append(operations, o), false
}

// did measures, records and saves what an operation did to the weights.
func (l *Lab) did(o recipe.Operation) error {
	l.weightsChanged()
	if !l.Measure() {
		return errGivenUp
	}
	l.record()
	l.addOperation(o)
	l.save()
	return nil
}
