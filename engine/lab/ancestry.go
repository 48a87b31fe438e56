package lab

import (
	"math"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// ancestry returns what the receiver of the present network cannot measure any more:
// what it was like before pruning, and what was done.
func (l *Lab) ancestry() *recipe.History {
	return recipe.NewHistory(l.dense.Accuracy, l.dense.Loss, l.Epsilon(), l.steps())
}

// steps sums up what was done. If the experiment began with a network from a link,
// its steps come first.
func (l *Lab) steps() []recipe.Step {
	var steps []recipe.Step
	for _, o := range l.operations {
		if n, ok := o.(recipe.Network); ok {
			steps = nil // it took the place of what was there
			if n.History != nil {
				steps = append(steps, n.History.Steps...)
			}
			continue
		}
		if s, ok := l.stepOf(o); ok && (len(steps) == 0 || steps[len(steps)-1] != s || s.Count > 0) {
			steps = append(steps, s)
		}
	}
	return steps
}

// stepOf returns the step of an operation; ok is false for one that changes no weight.
func (l *Lab) stepOf(o recipe.Operation) (s recipe.Step, ok bool) {
	switch o := o.(type) {
	case recipe.Train:
		if o.Epochs {
			return recipe.Step{Kind: recipe.StepEpochs, Count: o.Count}, true
		}
		return recipe.Step{Kind: recipe.StepUpdates, Count: o.Count}, true
	case recipe.Prune:
		return recipe.Step{Kind: recipe.StepPruned, Count: percent(o.Rule)}, true
	case recipe.Gradual:
		return recipe.Step{Kind: recipe.StepGradual, Count: percent(o.Rule)}, true
	case recipe.RigL:
		return recipe.Step{Kind: recipe.StepRigL, Count: int(math.Round(100 * o.Sparsity))}, true
	case recipe.Compensate:
		return recipe.Step{Kind: recipe.StepCompensate}, true
	case recipe.Quantize:
		return recipe.Step{Kind: recipe.StepQuantize, Count: o.Entries}, o.Scheme != recipe.NoScheme
	case recipe.Distil:
		return recipe.Step{Kind: recipe.StepDistil}, true
	case recipe.Rewind:
		return recipe.Step{Kind: recipe.StepRewind}, true
	case recipe.Pin, recipe.Edit:
		return recipe.Step{Kind: recipe.StepByHand}, true
	}
	return s, false
}

// percent returns the sparsity that a rule names, in per cent; 0 if it names a
// threshold.
func percent(r prune.Rule) int {
	if r.By == prune.ByEpsilon {
		return 0
	}
	return int(math.Round(100 * r.Amount))
}

// received returns the history of the network from a link with which the experiment
// began, without steps if the link says nothing; nil if it began otherwise.
func (l *Lab) received() *recipe.History {
	if len(l.operations) == 0 {
		return nil
	}
	n, ok := l.operations[0].(recipe.Network)
	if ok && n.History == nil {
		return &recipe.History{}
	}
	return n.History
}

// sentEpsilon returns the threshold that the sender of the network names; ok is false
// if there is none, or another rule has been chosen here.
func (l *Lab) sentEpsilon() (epsilon float64, ok bool) {
	h := l.received()
	if h == nil || len(h.Steps) == 0 || l.previewing || l.Kept() == l.net.Weights() {
		return 0, false
	}
	for _, o := range l.operations[1:] {
		switch o.(type) {
		case recipe.Prune, recipe.Gradual, recipe.RigL, recipe.Network, recipe.Distil:
			return 0, false
		}
	}
	return h.Epsilon, true
}
