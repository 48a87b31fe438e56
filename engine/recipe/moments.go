package recipe

import "slices"

// A Moment is an experiment as it was when it was made.
type Moment struct {
	Address string `json:"address"`
	Within  bool   `json:"within"` // in the middle of a training, not after an operation
}

// Moments returns how an experiment was made: before its first operation, at moments of
// each training, and after each operation but the last one. About as many are returned as
// wanted. Of many operations the last ones are shown, before the first of which the
// moments begin.
func (x Experiment) Moments(stepsPerEpoch, wanted int) []Moment {
	first := max(len(x.Operations)-wanted/2, 0)
	all := 0
	for _, o := range x.Operations[first:] {
		all += stepsOf(o, stepsPerEpoch)
	}
	room := wanted - 1 - (len(x.Operations) - first) // for moments within trainings
	at := func(within bool, operations ...Operation) Moment {
		return Moment{Experiment{x.Recipe, operations}.Address(), within}
	}
	moments := []Moment{at(false, x.Operations[:first]...)}
	for i := first; i < len(x.Operations); i++ {
		if i > first {
			moments = append(moments, at(false, x.Operations[:i]...))
		}
		steps := stepsOf(x.Operations[i], stepsPerEpoch)
		if steps == 0 {
			continue
		}
		parts := min(1+room*steps/all, steps)
		for part := 1; part < parts; part++ {
			moments = append(moments, at(true, append(slices.Clone(x.Operations[:i]), partOf(x.Operations[i], steps*part/parts))...))
		}
	}
	return moments
}

// stepsOf returns how many optimiser steps an operation trained; 0 for any other
// kind of operation.
func stepsOf(o Operation, stepsPerEpoch int) int {
	switch o := o.(type) {
	case Train:
		return o.Steps(stepsPerEpoch)
	case Gradual:
		return o.StepsRun()
	case RigL:
		return o.StepsRun()
	}
	return 0
}

// partOf returns the first optimiser steps of a training.
func partOf(o Operation, steps int) Operation {
	switch o := o.(type) {
	case Gradual:
		o.Ran = steps
		return o
	case RigL:
		o.Ran = steps
		return o
	}
	return Train{Length{Count: steps}}
}
