package recipe

import (
	"math"
	"slices"

	"bonsai/engine/prune"
)

// Merged returns one operation that does what two in a row do, if there is one: it
// makes the first pointless, or continues it. byHand says that a person gave the
// second. Operations of an address then stay apart where the two are pins: what "ri"
// draws depends on how many operations there are, and links from before pins were
// merged still open as what they were.
func Merged(before, o Operation, stepsPerEpoch int, byHand bool) (both Operation, ok bool) {
	switch before := before.(type) {
	case Train:
		if next, ok := o.(Train); ok {
			sum := Train{Length: before.Plus(next.Length, stepsPerEpoch)}
			return sum, sum.Count <= MaxCount
		}
	case Prune:
		_, ok = o.(Prune)
	case Setting:
		next, isSetting := o.(Setting)
		ok = isSetting && next.Field == before.Field
	case Pin:
		next, isPin := o.(Pin)
		ok = isPin && byHand && replacesPin(before, next)
	case Edit:
		next, isEdit := o.(Edit)
		ok = isEdit && next.Place == before.Place
	}
	return o, ok
}

// replacesPin reports whether the second decision about a connection leaves nothing of
// the first.
func replacesPin(before, next Pin) bool {
	return next.Place == before.Place && (next.Pin != prune.Free || before.Pin == prune.Free)
}

// InSteps returns an operation that prunes during training with its length in
// optimiser steps, as addresses have it, and any other as it is.
func InSteps(o Operation, stepsPerEpoch int) (Operation, error) {
	steps := func(length *Length) error {
		*length = Length{Count: length.Steps(stepsPerEpoch)}
		if length.Count > MaxCount {
			return NewProblem("range", "field", "steps", "value", length.Count, "min", 1, "max", MaxCount)
		}
		return nil
	}
	switch o := o.(type) {
	case Gradual:
		err := steps(&o.Length)
		return o, err
	case RigL:
		err := steps(&o.Length)
		return o, err
	}
	return o, nil
}

// Shared returns how many operations two lists have in common at their beginning.
func Shared(a, b []Operation) int {
	n := 0
	for n < len(a) && n < len(b) && SameOperation(a[n], b[n]) {
		n++
	}
	return n
}

// NamesOf returns the names of the operations that scripts can give, each once.
func NamesOf(operations []Operation) []string {
	var names []string
	for _, o := range operations {
		if name := NameOf(o); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// StepsOf sums up operations. If they begin with a network from a link, its steps come
// first.
func StepsOf(operations []Operation) []Step {
	var steps []Step
	for _, o := range operations {
		if n, ok := o.(Network); ok {
			steps = nil // it took the place of what was there
			if n.History != nil {
				steps = append(steps, n.History.Steps...)
			}
			continue
		}
		if s, ok := stepOf(o); ok && (len(steps) == 0 || steps[len(steps)-1] != s || s.Count > 0) {
			steps = append(steps, s)
		}
	}
	return steps
}

// Rewound reports whether the last operation that changed a weight set them back.
func Rewound(operations []Operation) bool {
	for _, o := range slices.Backward(operations) { // every snapshot asks, so no list of the steps is made
		if n, ok := o.(Network); ok {
			return n.History != nil && len(n.History.Steps) > 0 && n.History.Steps[len(n.History.Steps)-1].Kind == StepRewind
		}
		if s, ok := stepOf(o); ok {
			return s.Kind == StepRewind
		}
	}
	return false
}

// stepOf returns the step of an operation; ok is false for one that changes no weight.
func stepOf(o Operation) (s Step, ok bool) {
	switch o := o.(type) {
	case Train:
		if o.Epochs {
			return Step{StepEpochs, o.Count}, true
		}
		return Step{StepUpdates, o.Count}, true
	case Prune:
		return Step{StepPruned, percent(o.Rule)}, true
	case Gradual:
		return Step{StepGradual, percent(o.Rule)}, true
	case RigL:
		return Step{StepRigL, int(math.Round(100 * o.Sparsity))}, true
	case Compensate:
		return Step{Kind: StepCompensate}, true
	case Quantize:
		return Step{StepQuantize, o.Entries}, o.Scheme != NoScheme
	case Distil:
		return Step{Kind: StepDistil}, true
	case Rewind:
		return Step{Kind: StepRewind}, true
	case Pin, Edit:
		return Step{Kind: StepByHand}, true
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

// CarriesNetwork reports whether the experiment begins with a network. Undo should not
// lead to the untrained network before that.
func (x Experiment) CarriesNetwork() bool {
	if len(x.Operations) == 0 {
		return false
	}
	_, ok := x.Operations[0].(Network)
	return ok
}

// Received returns the history of the network from a link with which operations begin,
// without steps if the link says nothing; nil if they begin otherwise.
func Received(operations []Operation) *History {
	if len(operations) == 0 {
		return nil
	}
	n, ok := operations[0].(Network)
	if ok && n.History == nil {
		return &History{}
	}
	return n.History
}

// SentEpsilon returns the threshold that the sender of the network names with which
// operations begin; ok is false if there is none, or another rule has been chosen since.
func SentEpsilon(operations []Operation) (epsilon float64, ok bool) {
	h := Received(operations)
	if h == nil || len(h.Steps) == 0 {
		return 0, false
	}
	for _, o := range operations[1:] {
		switch o.(type) {
		case Prune, Gradual, RigL, Network, Distil:
			return 0, false
		}
	}
	return h.Epsilon, true
}
