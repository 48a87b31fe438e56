package pace

import (
	"fmt"
	"iter"
	"testing"
)

// A computation of four million operations pauses twice.
func Example() {
	sum := 0
	steps := Steps(func(m *Meter) {
		m.Expect(4_000_000)
		for i := range 4 {
			sum += i
			if !m.Did(1_000_000) {
				return
			}
		}
	})
	for progress := range steps {
		fmt.Println(progress, sum)
	}
	// Output:
	// 0.5 1
	// 1 6
}

func TestAStoppedComputationIsToldOnce(t *testing.T) {
	told := 0
	next, stop := iter.Pull(Steps(func(m *Meter) {
		for range 10 {
			if !m.Did(piece) {
				told++
				return
			}
		}
	}))
	if _, ok := next(); !ok {
		t.Fatal("there is no first piece")
	}
	stop()
	if told != 1 {
		t.Errorf("the computation was told to stop %d times, want once", told)
	}
	if _, ok := next(); ok {
		t.Error("a stopped computation goes on")
	}
}

func TestAfterStoppingDidStaysFalse(t *testing.T) {
	for range Steps(func(m *Meter) {
		for range 3 {
			m.Did(piece) // a computation that looks too late must not yield again
		}
		if m.Did(1) {
			t.Error("the meter of a stopped computation says to go on")
		}
	}) {
		break
	}
}

func TestWithoutAMeterNothingPauses(t *testing.T) {
	var m *Meter
	m.Expect(1)
	if !m.Did(10 * piece) {
		t.Error("a nil meter stops")
	}
}

func TestProgressIsNeverAboveOne(t *testing.T) {
	for progress := range Steps(func(m *Meter) {
		m.Expect(piece)
		m.Did(3 * piece)
	}) {
		if progress != 1 {
			t.Errorf("progress is %v", progress)
		}
	}
}

func TestWithinGivesUpBothComputations(t *testing.T) {
	inner := Steps(func(m *Meter) {
		m.Expect(4 * piece)
		for range 4 {
			if !m.Did(piece) {
				return
			}
		}
	})
	var seen []float64
	done := false
	for progress := range Steps(func(m *Meter) { done = m.Within(inner) }) {
		seen = append(seen, progress)
		if progress == 0.5 {
			break
		}
	}
	if len(seen) != 2 || done {
		t.Errorf("saw %v, and within says %v", seen, done)
	}
	var none *Meter
	if !none.Within(inner) {
		t.Error("without a meter it gives up")
	}
}
