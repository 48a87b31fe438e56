package lab

import (
	"slices"

	"bonsai/engine/curve"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
	"bonsai/engine/train"
)

// state is what an undo brings back.
type state struct {
	start      recipe.Recipe // with which the experiment began
	now        recipe.Recipe // the same with what was changed on the way
	operations []recipe.Operation

	description description // made of start and operations: clear it after a change of either

	samples  *samples.Samples // never changed: shared by all states
	net      *nn.Network
	base     [][]uint8 // replaced, never changed
	rule     prune.Rule
	byRule   bool          // the masks are those of rule
	held     int           // weights that are kept only because of bounds or the guard
	pins     [][]prune.Pin // replaced, never changed; nil: none
	codes    *quant.Codes  // nil: not quantised
	teacher  *distill.Teacher
	marked   *nn.Network // what to rewind to; never changed; nil: the initial weights
	revision snapshot.Revisions

	trainMetrics, testMetrics snapshot.Metrics
	dense, denseBefore        whole // denseBefore: before the last operation

	curve, curveBefore curve.Curve // curveBefore: before the last operation; never changed
	planned            []snapshot.PlanPoint

	// exact means that repeating the operations goes through this very state,
	// curve included: none of them replaced another.
	exact  bool
	midway curve.Curve // the curve of the last training, without the point at its end
}

// whole is the network before it was pruned or quantised.
type whole struct {
	snapshot.Metrics             // on the test samples
	net              *nn.Network // never changed
}

// saved is a state with a network and a trainer of its own.
type saved struct {
	state
	trainer train.State
}

// Holds returns the network, for timeline.State.
func (s saved) Holds() (network any, weights int) { return s.net, s.net.Weights() }

// save appends the present state to the history, in place of the states that
// were undone.
func (l *Lab) save() { l.history.Save(l.present()) }

// present returns the present state, with copies of everything that will
// change.
func (l *Lab) present() saved {
	s := saved{state: l.state, trainer: l.trainer.State()}
	s.net = l.net.Clone()
	s.codes = cloneCodes(l.codes)
	s.operations = slices.Clone(l.operations)
	s.curve = l.curve.Clone()
	return s
}

// restore goes back to the state of the history that is the present one there.
func (l *Lab) restore() { l.show(*l.history.Current()) }

// show makes a saved state the present one. Fields that change only what is
// shown stay as they are within an experiment, and are those of another one that
// is come back to.
func (l *Lab) show(s saved) {
	view := l.now
	if !recipe.SameExperiment(&l.start, &s.start) {
		view = s.now
	}
	l.state = s.state
	l.net = s.net.Clone()
	l.codes = cloneCodes(s.codes)
	l.operations = slices.Clone(s.operations)
	l.curve = s.curve.Clone()
	l.previewing = false
	l.equip()
	l.renew(&l.revision.Field) // the focus is on the output again
	l.trainer.Restore(s.trainer)
	l.setViews(&view)
}

func cloneCodes(c *quant.Codes) *quant.Codes {
	if c == nil {
		return nil
	}
	return c.Clone()
}

// setViews takes from a recipe the fields that change only what is shown.
func (l *Lab) setViews(r *recipe.Recipe) {
	for _, f := range recipe.Fields() {
		if f.View {
			l.setView(f, f.Text(r))
		}
	}
}

// setView sets a field that changes only what is shown, in the saved state too: it is
// how the experiment looks when it is come back to from another.
func (l *Lab) setView(f recipe.Field, text string) {
	l.state.setView(f, text)
	if last := l.history.Current(); last != nil && recipe.SameExperiment(&l.start, &last.start) {
		last.setView(f, text)
	}
}

func (s *state) setView(f recipe.Field, text string) {
	s.start, s.now, s.description = s.start.Clone(), s.now.Clone(), description{}
	for _, r := range []*recipe.Recipe{&s.start, &s.now} {
		if err := f.Parse(r, text); err != nil {
			panic("lab: a view field refuses its own text: " + err.Error())
		}
	}
}

// Try calls f and then goes back to the present state, whatever f did.
func (l *Lab) Try(f func() error) error {
	before := l.present()
	err := f()
	l.show(before)
	return err
}

// Repeat carries out operations to their end, as an address records them.
func (l *Lab) Repeat(operations []recipe.Operation) error {
	for _, o := range operations {
		if err := l.carryOut(o); err != nil {
			return err
		}
		if err := l.Finish(); err != nil {
			return err
		}
	}
	return nil
}

// Replay starts a lab with the recipe of an experiment and carries out all its
// operations.
func Replay(x recipe.Experiment, files *samples.Files) (*Lab, error) {
	l, err := New(x.Recipe, files)
	if err != nil {
		return nil, err
	}
	if err := l.samples.Enough(); err != nil {
		return nil, err
	}
	return l, l.Repeat(x.Operations)
}
