package class

import (
	"strconv"
	"strings"

	"bonsai/engine/recipe"
)

// An Action is what a student's page does next. At most one of its parts is set.
type Action struct {
	Open      string       // an address to open
	Link      bool         // Open is the teacher's link: Opened must be called
	Operation *Operation   // to carry out
	Drag      *recipe.Rule // to show as if it were dragged
	Drop      bool         // nothing is dragged any more
}

// A Follower brings a student's page to where the teacher's page is. A training
// is continued up to the teacher's step, by opening the address of the state
// there; the engine continues what it has. Other operations are carried out
// whole, at the phone's own pace. In the end the teacher's next link is opened,
// and both pages have the same bits.
type Follower struct {
	link    Link
	begun   bool   // link is that of the class
	opening bool   // the link is being opened
	base    string // its address, as the engine writes it
	steps   int    // that have been trained beyond it
	carried bool   // an operation has been begun beyond it
	dragged bool
}

// Next returns what to do. stepsPerEpoch is that of the page's experiment.
func (f *Follower) Next(s *State, stepsPerEpoch int) Action {
	if !s.Follows() || s.Link.Link == "" {
		f.begun = false // the student's experiment takes the place of the teacher's
		return f.drop()
	}
	live := s.Live
	if live == nil || live.Revision != s.Link.Revision {
		live = &Live{Revision: s.Link.Revision}
	}
	atRest := live.Rule == nil && live.Operation == nil
	if atRest && f.dragged {
		return f.drop()
	}
	if !f.begun || f.link != s.Link || atRest && !f.opening && (f.steps > 0 || f.carried) {
		*f = Follower{link: s.Link, begun: true, opening: true, dragged: f.dragged}
		return Action{Open: s.Link.Link, Link: true}
	}
	switch {
	case f.opening || atRest:
		return Action{}
	case live.Rule != nil:
		f.dragged = true
		return Action{Drag: live.Rule}
	case live.Operation.isPlan():
		if f.carried {
			return Action{}
		}
		f.carried = true
		return Action{Operation: live.Operation}
	case live.Steps > f.steps && stepsPerEpoch > 0:
		f.steps = live.Steps
		return Action{Open: Continued(f.base, stepsPerEpoch, live.Steps)}
	}
	return Action{}
}

func (f *Follower) drop() Action {
	dropped := f.dragged
	f.dragged = false
	return Action{Drop: dropped}
}

// Opened notes that the teacher's link has been opened, and its address as the
// engine writes it.
func (f *Follower) Opened(base string) { f.opening, f.base = false, base }

// isPlan reports whether an operation is a training with a plan, whose beginning
// depends on its length: it cannot be carried out in parts.
func (o *Operation) isPlan() bool {
	return o.Name == "gradual" || o.Name == "rigl" || o.Name == "lottery"
}

// Continued returns the address of an experiment that is trained for some more
// optimiser steps. Two trainings in a row are one.
func Continued(address string, stepsPerEpoch, steps int) string {
	last := strings.LastIndexAny(address, "=,") + 1
	training, ok := strings.CutPrefix(address[last:], "t")
	inSteps, inEpochs := strings.CutSuffix(training, "e")
	count, err := strconv.Atoi(inSteps)
	switch {
	case last == len(address):
		return address + "t" + strconv.Itoa(steps)
	case !ok || err != nil:
		return address + ",t" + strconv.Itoa(steps)
	case inEpochs:
		count *= stepsPerEpoch
	}
	return address[:last] + "t" + strconv.Itoa(count+steps)
}
