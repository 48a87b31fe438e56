//go:build js

package main

import (
	"math"
	"time"

	"bonsai/engine/recipe"
)

// Training at full speed works for a slice of time and then lets messages in.
const (
	slice      = 12 * time.Millisecond
	picture    = 33 * time.Millisecond  // at full speed, from one picture to the next
	frame      = 16 * time.Millisecond  // the same where a person follows
	background = 250 * time.Millisecond // for a page that does not draw
)

// cost answers with what opening an address takes.
func (s *service) cost(r request) {
	o, err := recipe.ParseOperation("load", r.args)
	if err != nil {
		refuse(r.id, err)
		return
	}
	answer(r.id, s.lab.Cost(o.(recipe.Load).Experiment), nil)
}

// takesLong refuses to open an address that takes more than a few seconds, and reports
// whether it did.
func (s *service) takesLong(r request) bool {
	o, err := recipe.ParseOperation("load", r.args)
	if err != nil {
		return false // opening it says what is wrong
	}
	cost := s.lab.Cost(o.(recipe.Load).Experiment)
	if cost.Ask {
		refuse(r.id, recipe.NewProblem("costly", "seconds", math.Ceil(cost.Seconds)))
	}
	return cost.Ask
}

// How long a training takes that a person watches, where the machine is fast
// enough; one without an end takes as long for an epoch.
const (
	watched      = 1500 * time.Millisecond
	watchedEpoch = 30 * time.Millisecond
)

func (s *service) setPace(seen, endless bool) {
	s.pace, s.length = 0, 0
	if !seen {
		return
	}
	s.length = watched
	if endless {
		s.length = watchedEpoch
	}
	s.keepPace()
}

// keepPace sets the pace once it is known how many steps there are.
func (s *service) keepPace() {
	if s.begins() {
		s.pace, s.last, s.length = float64(s.lab.StepsLeft())/s.length.Seconds(), time.Now(), 0
	}
}

// begins reports whether a training has begun whose pace is not set.
func (s *service) begins() bool { return s.length > 0 && s.lab.StepsLeft() > 0 }

// train goes on with the run under way and shows how it stands, but never
// faster than the page draws.
func (s *service) train() {
	started := time.Now()
	s.keepPace()
	beginning := s.lab.Beginning()
	err := s.sprint(started.Add(picture), s.allowance(started))
	if err != nil {
		s.fail(err)
		return
	}
	if beginning && !s.lab.Beginning() {
		s.begun()
	}
	if !s.lab.Training() {
		post(map[string]any{"snapshot": s.news()})
		s.release()
		return
	}
	if !s.unseen {
		s.show()
	}
	if s.pace > 0 {
		time.Sleep(max(frame-time.Since(started), time.Millisecond))
		s.awaitSeen()
	}
}

// begun is called when another experiment has taken the place of the one before. What
// was to be carried out on it is the last request, which goes on.
func (s *service) begun() {
	s.endStudy()
	if last := len(s.waiting) - 1; last > 0 {
		going := s.waiting[last]
		s.waiting = s.waiting[:last]
		s.release()
		s.waiting = []int{going}
	}
}

// allowance is how many steps the pace allows since it was last kept. What a
// slow machine has missed is not made up for: the training takes longer.
func (s *service) allowance(now time.Time) int {
	if s.pace == 0 {
		return math.MaxInt
	}
	since := min(now.Sub(s.last), background)
	s.last = now
	return max(1, int(s.pace*since.Seconds()))
}

// sprint trains for a number of steps, but no longer than until a time, or
// until a message is there.
func (s *service) sprint(until time.Time, steps int) error {
	for time.Now().Before(until) && s.lab.Training() && steps > 0 && len(s.requests) == 0 && !s.begins() {
		done, err := s.stretch(steps)
		if err != nil {
			return err
		}
		steps -= done
		s.breath.take()
	}
	return nil
}

// awaitSeen waits until the page has drawn the last picture, so that a person who
// watches sees each of them. A page in the background draws nothing, so it waits
// only a while.
func (s *service) awaitSeen() {
	patience := time.After(background)
	for s.unseen && s.lab.Training() {
		select {
		case r := <-s.requests:
			s.handle(r)
		case <-patience:
			s.unseen = false
		}
	}
}

// stretch trains for a slice of time, or fewer steps, and tells how many.
func (s *service) stretch(steps int) (done int, err error) {
	for started := time.Now(); time.Since(started) < slice && (s.lab.Training() || s.lab.Unfinished()) && done < steps && !s.begins(); {
		few := min(8, steps-done, max(1, stepWork/s.lab.StepWork())) // between two looks at the clock
		trains := !s.lab.Working() && !s.lab.Unfinished()
		if err := s.lab.Advance(few); err != nil {
			return done, err
		}
		if trains {
			done += few
		}
	}
	return done, nil
}

// stepWork is how many multiplications are done between two looks at the clock.
const stepWork = 20_000_000

// finishShown goes on with what is shown of the present state, and shows it once
// it is there.
func (s *service) finishShown() {
	if _, err := s.stretch(1); err != nil {
		s.fail(err)
		return
	}
	s.breath.take()
	if !s.lab.Unfinished() {
		post(map[string]any{"snapshot": s.news()})
	}
}

// fail tells that the training went wrong, and how the experiment stands now.
func (s *service) fail(err error) {
	post(map[string]any{"snapshot": s.news()})
	for _, id := range s.waiting {
		if id != nobody {
			refuse(id, err)
		}
	}
	s.waiting = nil
}
