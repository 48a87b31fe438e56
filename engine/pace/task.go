package pace

import "iter"

// A Task is a computation that is done piece by piece: each call of Next does one.
type Task struct {
	next     func() (progress float64, more bool)
	stop     func()
	meter    *Meter
	progress float64
	err      error
}

// NewTask returns a computation of which nothing is done yet. It must be continued to its
// end or stopped.
func NewTask(compute func(m *Meter) error) *Task {
	t := &Task{}
	t.next, t.stop = iter.Pull(Steps(func(m *Meter) {
		t.meter = m
		t.err = compute(m)
	}))
	return t
}

// Next does one piece. more says that others follow; if none do, err is what the
// computation has returned.
func (t *Task) Next() (more bool, err error) {
	progress, more := t.next()
	if !more {
		return false, t.err
	}
	t.progress = progress
	return true, nil
}

// Stop gives the computation up: its meter says so, and it returns.
func (t *Task) Stop() { t.stop() }

// Meter returns the meter that the computation was given; nil before its first piece.
func (t *Task) Meter() *Meter { return t.meter }

// Progress returns how much was done after the last piece, from 0 to 1.
func (t *Task) Progress() float64 { return t.progress }
