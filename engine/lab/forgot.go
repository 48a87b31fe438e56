package lab

import (
	"errors"

	"bonsai/engine/answers"
	"bonsai/engine/measure"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Forgotten compares the network's answers with those that it gave before it
// was pruned, for the test samples on which the shown accuracy was measured.
func (l *Lab) Forgotten() (snapshot.Forgotten, error) {
	if err := l.classified(); err != nil {
		return snapshot.Forgotten{}, err
	}
	set := l.samples.Test
	if l.previewing || l.stepsDone > 0 {
		set = l.affordable(set, measure.Glance)
	}
	set.Classes = l.samples.Classes
	f := answers.Compare(l.before.Classes(l.dense.net, l.revision.Samples, set), answers.Classes(l.net, set), set)
	f.Of = l.samples.Test.N
	return f, nil
}

// classified returns an error unless there are test samples with classes.
func (l *Lab) classified() error {
	switch {
	case l.samples.Empty:
		return recipe.NewProblem("noData")
	case l.samples.Classes == 0:
		return errors.New("lab: in regression there are no classes to compare; choose data with classes")
	}
	return nil
}

// Answer returns what the network answers for one input, now and before pruning.
func (l *Lab) Answer(q snapshot.Question) (snapshot.Answer, error) {
	if err := l.classified(); err != nil {
		return snapshot.Answer{}, err
	}
	return answers.To(q, l.samples, l.revision.Samples, &l.likeness, l.dense.net, l.net)
}
