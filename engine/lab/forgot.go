package lab

import (
	"errors"
	"fmt"

	"bonsai/engine/answers"
	"bonsai/engine/data"
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
		set = l.affordable(set, glanceWork)
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
func (l *Lab) Answer(q snapshot.Question) (a snapshot.Answer, err error) {
	if err := l.classified(); err != nil {
		return a, err
	}
	test, n := l.samples.Test, l.samples.Test.N
	if q.Noise < 0 || q.Noise > 100 {
		return a, fmt.Errorf("lab: the noise is %d %%; it must be 0 to 100 %%", q.Noise)
	}
	switch {
	case q.Drawn != nil:
		row := make([]any, len(q.Drawn))
		for i, v := range q.Drawn {
			row[i] = v
		}
		a.Class = -1
		if a.Input, err = l.samples.Rows([]any{row}); err != nil {
			return a, err
		}
	case q.Sample < 0 || q.Sample >= n:
		return a, fmt.Errorf("lab: test sample %d was asked for; there are %d, the first of which is 0", q.Sample, n)
	default:
		a.Class = int(test.Y[q.Sample])
		a.Input = test.X[q.Sample*test.F : (q.Sample+1)*test.F]
		a.Cells = l.samples.TestRow(q.Sample)
	}
	if q.Noise > 0 && l.samples.Height > 0 {
		a.Input = answers.Noisy(a.Input, float64(q.Noise)/100, q.Seed)
	}
	a.Before, a.After = answers.Probabilities(l.dense.net, a.Input), answers.Probabilities(l.net, a.Input)
	a.Paths = answers.Paths(l.net, a.Input, answers.Largest(a.After))
	return a, nil
}
