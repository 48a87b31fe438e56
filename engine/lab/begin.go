package lab

import (
	"bonsai/engine/cost"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// A beginning is an experiment that is about to take the place of the present one: its
// data are generated and its network is measured, in slices. Until both are done the
// lab stays as it is.
type beginning struct {
	recipe.Experiment
	before *saved             // the state to go back to if an address turns out to be impossible; nil: none is opened
	queue  []recipe.Operation // to carry out on it, by hand
	files  *samples.Files     // to go back to if it is given up
}

// Beginning reports whether another experiment is about to take the place of the
// present one.
func (l *Lab) Beginning() bool { return l.beginning != nil }

// Queued reports whether operations wait for another experiment to take the place of
// the present one.
func (l *Lab) Queued() bool { return l.beginning != nil && len(l.beginning.queue) > 0 }

// replace begins another experiment and carries out its operations, up to the first
// that trains. In slices, it only begins to. before is the state to go back to if an
// operation of an address turns out to be impossible, else nil.
func (l *Lab) replace(x recipe.Experiment, before *saved) error {
	b := &beginning{Experiment: x, before: before, files: l.files}
	if !l.sliced {
		return l.beginAll(b)
	}
	l.beginning = b
	return l.beginWork(false, func() error { return l.beginAll(b) })
}

// beginAll begins an experiment and carries out its operations, unless others wait for
// it.
func (l *Lab) beginAll(b *beginning) error {
	err := l.begin(b.Recipe)
	if l.sliced && l.beginning != b {
		return err // it was given up
	}
	if err != nil {
		l.leaveBeginning()
		return err
	}
	l.beginning = nil
	l.setViews(&b.Recipe) // another link of the same experiment may have come
	if b.CarriesNetwork() {
		l.history.Drop()
	}
	if l.queue = b.queue; len(l.queue) > 0 {
		return nil
	}
	l.fallback = b.before
	if l.canTrain() {
		l.pending = b.Operations
	}
	return l.carryOutPending()
}

// leaveBeginning gives up the experiment that was to take the place of the present one.
func (l *Lab) leaveBeginning() {
	if l.beginning != nil {
		l.files, l.beginning = l.beginning.files, nil
	}
}

// awaits reports whether an operation must wait for the experiment that is about to
// begin. Others are about the present one, change the new one, or give it up.
func (l *Lab) awaits(o recipe.Operation) bool {
	switch o.(type) {
	case recipe.Pause, recipe.Undo, recipe.Load, recipe.Focus, recipe.Set:
		return false
	}
	return l.beginning != nil
}

// await lets an operation wait. It is in place of those of the address, as one that a
// person gives while they are carried out.
func (b *beginning) await(o recipe.Operation) { b.queue, b.Operations = append(b.queue, o), nil }

// setBeginning changes fields of the experiment that is about to begin.
func (l *Lab) setBeginning(s recipe.Set) error {
	b := l.beginning
	next, changed, err := s.Apply(&b.Recipe)
	if err != nil || len(changed) == 0 {
		return err
	}
	if !recipe.BeginAgain(changed, len(b.Operations) == 0) {
		for _, f := range changed {
			if f.View {
				l.setView(f, f.Text(&next))
			}
		}
		b.Experiment = recipe.BeginningWith(b.Experiment, changed, &next)
		return nil
	}
	queue := b.queue
	if recipe.BeginAgain(changed, false) {
		queue = nil
	}
	if err := l.stop(); err != nil {
		return err
	}
	if err := l.replace(recipe.Experiment{Recipe: next}, nil); err != nil {
		return err
	}
	if l.beginning != nil {
		l.beginning.queue = queue
		return nil
	}
	l.queue = queue
	return l.carryOutQueue()
}

// carryOutQueue carries out what was asked for before the experiment had begun.
func (l *Lab) carryOutQueue() error {
	queue := l.queue
	l.queue = nil
	for _, o := range queue {
		if err := l.Do(o); err != nil {
			return err
		}
	}
	return nil
}

// begin replaces the experiment by the untrained one of a recipe.
func (l *Lab) begin(r recipe.Recipe) error {
	loaded, err := l.samplesFor(&r)
	if err != nil {
		return err
	}
	if !l.meter.Did(len(loaded.Train.X) + len(loaded.Test.X)) { // they were shuffled
		return errGivenUp
	}
	net := loaded.Network(&r)
	work := cost.SavedWork * net.Weights()
	if !l.meter.Did(work) {
		return errGivenUp
	}
	next := &Lab{meter: l.meter, state: state{
		start:   r.Clone(),
		now:     r.Clone(),
		samples: loaded,
		net:     net,
		base:    net.CopyMasks(),
		rule:    prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon},
		exact:   true,
	}}
	next.equip()
	if !l.meter.Did(work) || !next.Measure() {
		return errGivenUp
	}
	if !l.meter.Did(work) {
		return errGivenUp
	}
	if next.Kept() < net.Weights() {
		next.setWhole() // the file's network is pruned; its accuracy before that is not known here
	}
	revision := l.revision.Samples
	if loaded != l.samples {
		l.renew(&revision)
	}
	l.state, l.trainer, l.pass = next.state, next.trainer, next.pass
	l.revision.Samples = revision
	l.encoded, l.focus, l.scored = encoded{}, nil, scored{}
	if l.work != nil {
		l.work.encoded = encoded{}
	}
	l.renewAll()
	l.record()
	l.save()
	return nil
}
