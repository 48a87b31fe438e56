// Package pace lets a long computation be done in short pieces, so that a
// program with one thread can answer in between.
//
// The computation is written as one function. It tells a [Meter] how much it has
// done, and whenever that is enough for a piece the function pauses. Whoever
// runs it decides about time: the meter counts operations and has no clock, so
// nothing depends on the speed of the machine.
package pace

import "iter"

// piece is the number of operations, multiplications with an addition each, after
// which a computation pauses. In a browser without kernels it takes three or four
// milliseconds.
const piece = 2_000_000

// A Meter counts what a computation has done. A nil Meter counts nothing and
// never pauses.
type Meter struct {
	total, done, paused int // in operations
	yield               func(progress float64) bool
	stopped             bool
}

// Steps returns compute as a sequence of pieces; each value is the progress so
// far, from 0 to 1. To run it at once, range over it. To run it piece by piece use
// iter.Pull, and call its stop function to give the computation up.
func Steps(compute func(m *Meter)) iter.Seq[float64] {
	return func(yield func(float64) bool) { compute(&Meter{yield: yield}) }
}

// Within does the pieces of another computation as pieces of this one, with its
// progress. It reports, as Did does, whether to go on.
func (m *Meter) Within(steps iter.Seq[float64]) bool {
	for progress := range steps {
		if m == nil {
			continue
		}
		m.paused = m.done
		if m.stopped = m.stopped || !m.yield(progress); m.stopped {
			return false
		}
	}
	return m == nil || !m.stopped
}

// Expect sets how many operations the whole computation has. The progress is
// measured by it.
func (m *Meter) Expect(operations int) {
	if m != nil {
		m.total = operations
	}
}

// Did notes that a number of operations is done, and pauses if that completes a
// piece. It reports whether to go on: after false the computation must return,
// and its results are not used.
func (m *Meter) Did(operations int) bool {
	if m == nil {
		return true
	}
	m.done += operations
	if m.done-m.paused >= piece && !m.stopped {
		m.paused = m.done
		m.stopped = !m.yield(min(float64(m.done)/float64(max(m.total, 1)), 1))
	}
	return !m.stopped
}
