package lab

import (
	"slices"

	"bonsai/engine/recipe"
)

// set changes fields of the recipe. Live fields change in the middle; any other
// field starts a new experiment.
func (l *Lab) set(s recipe.Set) error {
	if s.Chooses("dataset", recipe.OwnDataset) {
		if l.files == nil {
			return recipe.NewProblem("ownNone")
		}
		s = s.Over(l.files.Began())
	}
	if l.beginning != nil {
		return l.setBeginning(s)
	}
	next, changed, err := s.Apply(&l.now)
	if err != nil || len(changed) == 0 {
		return err
	}
	untouched := len(l.operations) == 0 && l.stepsDone == 0
	for _, f := range changed {
		if !f.Live || untouched && !f.View {
			if err := l.stop(); err != nil {
				return err
			}
			return l.replace(recipe.Experiment{Recipe: next}, nil)
		}
	}
	return l.setLive(changed, &next)
}

// setLive changes fields while the experiment goes on. A training that is under
// way goes on too.
func (l *Lab) setLive(changed []recipe.Field, next *recipe.Recipe) error {
	if slices.ContainsFunc(changed, func(f recipe.Field) bool { return !f.View }) {
		if err := l.room(); err != nil {
			return err
		}
	}
	left, pending, plan := l.stepsLeft, l.pending, l.plan
	working, ending := l.Working(), l.stepsLeft == 0 && l.stepsDone > 0
	if working && l.doing != nil {
		pending = append([]recipe.Operation{l.doing}, pending...)
	}
	for _, f := range changed {
		if f.View {
			l.setView(f, f.Text(next))
			continue
		}
		if err := l.stop(); err != nil {
			return err
		}
		if err := l.changeSetting(recipe.Setting{Field: f.Name, Value: f.Text(next)}); err != nil {
			return err
		}
	}
	if left > 0 && l.stepsLeft == 0 {
		l.pending = pending
		if plan != nil {
			return l.carryOut(plan.rest(l, left))
		}
		return l.run(left)
	}
	if working && l.work == nil || ending && l.stepsDone == 0 { // begins again, or goes on, with the new setting
		l.pending = pending
		return l.continuePending()
	}
	return nil
}

// changeSetting changes one live field.
func (l *Lab) changeSetting(s recipe.Setting) error {
	f, err := recipe.FieldNamed(s.Field)
	if err != nil {
		return err
	}
	l.now = l.now.Clone()
	if err := f.Parse(&l.now, s.Value); err != nil {
		return err
	}
	l.trainer.Options = trainOptions(&l.now)
	l.addOperation(s)
	l.save()
	return nil
}
