package recipe

// A Stage is where an experiment has got to.
type Stage struct {
	Operations    []Operation // that were done
	StepsPerEpoch int
}

// Through returns which of some stages an experiment with the wanted operations goes
// through, the furthest last, as places in the list; and the one in the middle of the
// training that comes next, the furthest if there are several, or -1.
func Through(stages []Stage, wanted []Operation) (through []int, partly int) {
	byLength := map[int]int{} // by the number of operations done
	furthest := -1
	var parts []int
	for i, s := range stages {
		switch n := Shared(s.Operations, wanted); len(s.Operations) {
		case n:
			byLength[n] = i
			furthest = max(furthest, n)
		case n + 1:
			if n < len(wanted) && s.isPartOf(wanted[n]) {
				parts = append(parts, i)
			}
		}
	}
	for n := range furthest + 1 {
		if i, ok := byLength[n]; ok {
			through = append(through, i)
		}
	}
	partly = -1
	for _, i := range parts {
		if s := stages[i]; len(s.Operations) == furthest+1 && (partly < 0 || s.LastTraining() > stages[partly].LastTraining()) {
			partly = i
		}
	}
	return through, partly
}

// isPartOf reports whether the last operation done is a training that the wanted one
// begins with.
func (s Stage) isPartOf(wanted Operation) bool {
	return s.LastTraining() > 0 && s.ExtraSteps(wanted, s.LastTraining()) > 0
}

// LastTraining returns how many optimiser steps the last operation took; 0 if it is not
// a training.
func (s Stage) LastTraining() int {
	return s.ExtraSteps(s.Operations[len(s.Operations)-1], 0)
}

// ExtraSteps returns by how many optimiser steps a training exceeds those done; 0 if the
// operation is not a training.
func (s Stage) ExtraSteps(wanted Operation, done int) int {
	training, ok := wanted.(Train)
	if !ok {
		return 0
	}
	return max(0, training.Steps(s.StepsPerEpoch)-done)
}
