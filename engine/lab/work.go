package lab

import (
	"cmp"
	"errors"

	"bonsai/engine/codec"
	"bonsai/engine/cost"
	"bonsai/engine/pace"
	"bonsai/engine/recipe"
)

// Besides training, some operations take seconds on a large network: solving
// equations, scoring, quantising, measuring, encoding. In slices, Do only begins
// them and Advance goes on, so that a program with one thread hears what a person
// asks for in between.

// work is what is done in slices.
type work struct {
	*pace.Task
	byHand bool // see Lab

	// derived means that it only computes what is shown of the present state. It
	// can be given up without going back.
	derived bool

	encoded encoded // of the state to go back to
}

// errGivenUp is what an operation returns that was stopped in the middle.
var errGivenUp = errors.New("lab: the operation was given up")

// WorkInSlices makes the lab do what takes long in slices. Training then reports
// whether there is something to do, and Advance goes on with it.
func (l *Lab) WorkInSlices() { l.sliced = true }

// Unfinished reports whether something that is shown is not up to date, though no
// operation is under way: Advance computes it.
func (l *Lab) Unfinished() bool { return l.work != nil && l.work.derived }

// Working reports whether an operation is under way that is not a training.
func (l *Lab) Working() bool { return l.work != nil && !l.work.derived }

// progress returns the operation under way that is not a training, and how much of
// it is done: see snapshot.Snapshot.
func (l *Lab) progress() (name string, share float64) {
	if !l.Working() {
		return "", 0
	}
	if l.beginning != nil {
		return "begin", l.work.Progress()
	}
	if l.doing != nil {
		name = recipe.NameOf(l.doing)
	}
	return cmp.Or(name, "other"), l.work.Progress()
}

// beginWork starts work and does its first slice, which is all of it where little is
// to do.
func (l *Lab) beginWork(derived bool, do func() error) error {
	l.work = &work{derived: derived, byHand: l.byHand, encoded: l.encoded}
	l.work.Task = pace.NewTask(func(m *pace.Meter) error {
		l.meter = m
		return do()
	})
	return l.goOn()
}

// goOn does one slice of the work under way.
func (l *Lab) goOn() error {
	w, byHand := l.work, l.byHand
	l.meter, l.byHand = w.Meter(), w.byHand
	more, err := w.Next()
	l.meter, l.byHand = nil, byHand
	if !more {
		l.work, l.doing = nil, nil
	}
	return err
}

// goOnWorking does one slice of the work under way, and what follows when it is done.
func (l *Lab) goOnWorking() error {
	if err := l.goOn(); err != nil || l.work != nil {
		return err
	}
	if len(l.queue) > 0 {
		return l.carryOutQueue()
	}
	if l.measured {
		if err := l.recordRun(); err != nil {
			return err
		}
	}
	if l.stepsLeft == 0 && l.stepsDone > 0 {
		return l.endRun()
	}
	return l.showLater(false)
}

// dropWork gives up the work under way. The state is then the last that was
// recorded, unless it was not being changed.
func (l *Lab) dropWork() {
	w := l.work
	if w == nil {
		return
	}
	l.meter = w.Meter()
	l.leaveBeginning()
	w.Stop()
	l.work, l.doing, l.meter = nil, nil, nil
	if w.derived {
		return
	}
	focus := l.focus
	l.restore()
	l.focus, l.encoded = focus, w.encoded
}

// carryOutPending carries out pending operations up to the next that trains.
func (l *Lab) carryOutPending() error {
	for len(l.pending) > 0 && l.stepsLeft == 0 {
		next := l.pending[0]
		l.pending, l.doing = l.pending[1:], next
		err := l.carryOut(next)
		if err == errGivenUp {
			return nil
		}
		if err != nil {
			l.giveUp()
			return err
		}
		if l.stepsLeft > 0 {
			l.running = next
			continue
		}
		l.doing = nil
		if !l.meter.Did(cost.SavedWork * l.net.Weights()) {
			return nil
		}
	}
	l.doing = nil
	if l.stepsLeft == 0 {
		l.fallback = nil
	}
	return nil
}

// showLater begins to compute what is shown of the present state and takes long.
func (l *Lab) showLater(derived bool) error {
	if l.work != nil || l.Training() || l.previewing || !l.postpones() || l.isShown() {
		return nil
	}
	return l.beginWork(derived, func() error {
		if !l.knows(l.rule.Criterion) {
			l.Scores(l.rule.Criterion)
		}
		if sizes := codec.SizesBy(l.net, l.meter); sizes != nil {
			l.encoded = l.encodedAs(sizes)
		}
		return nil
	})
}

// isShown reports whether all that is shown of the present state is computed.
func (l *Lab) isShown() bool {
	return l.knows(l.rule.Criterion) && l.encoded.isOf(l)
}

// postpones reports whether what is shown is too much to be computed at once.
func (l *Lab) postpones() bool { return l.sliced && l.net.Weights() > fewWeights }
