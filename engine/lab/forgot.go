package lab

import (
	"errors"

	"bonsai/engine/answers"
	"bonsai/engine/data"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// answered are the classes that the network before pruning answers for the first test
// samples. They are the same wherever ε is dragged.
type answered struct {
	by      *nn.Network
	samples int // revision
	classes []int
}

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
	f := answers.Compare(l.answersBefore(set), answers.Classes(l.net, set), set)
	f.Of = l.samples.Test.N
	return f, nil
}

// answersBefore returns what the network before pruning answers for the first test
// samples.
func (l *Lab) answersBefore(set data.Set) []int {
	a := &l.before
	if a.by != l.dense.net || a.samples != l.revision.Samples || len(a.classes) < set.N {
		*a = answered{l.dense.net, l.revision.Samples, answers.Classes(l.dense.net, set)}
	}
	return a.classes[:set.N]
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
	return answers.To(q, l.samples, l.dense.net, l.net)
}
