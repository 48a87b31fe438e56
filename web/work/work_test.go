package work_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"bonsai/web/work"
)

// A bench has helpers that finish their tasks when the test says so.
type bench struct {
	work.Pool
	pending []func() // what helpers have to do, in the order in which they got it
	ended   int
	shown   []string
	fail    map[string]error // by task
	refuse  error            // when a helper starts
}

func newBench() *bench {
	b := &bench{fail: map[string]error{}}
	b.Start = func(ready func(error)) work.Helper {
		b.pending = append(b.pending, func() { ready(b.refuse) })
		return work.Helper{
			Do: func(kind, task string, done func(string, error)) {
				b.pending = append(b.pending, func() { done(kind+" "+task, b.fail[task]) })
			},
			End: func() { b.ended++ },
		}
	}
	b.Show = func(done, all int) { b.shown = append(b.shown, fmt.Sprint(done, "/", all)) }
	return b
}

// step lets the i-th of what is pending happen.
func (b *bench) step(i int) {
	f := b.pending[i]
	b.pending = slices.Delete(b.pending, i, i+1)
	f()
}

func TestResultsComeInTheOrderOfTheTasks(t *testing.T) {
	for helpers := 1; helpers <= 4; helpers++ {
		for _, last := range []bool{false, true} { // helpers finish in one order or the other
			b := newBench()
			var found []string
			b.Run("fold", []string{"a", "b", "c"}, helpers, func(results []string, err error) {
				if err != nil {
					t.Error(err)
				}
				found = results
			})
			for len(b.pending) > 0 {
				if last {
					b.step(len(b.pending) - 1)
				} else {
					b.step(0)
				}
			}
			if !slices.Equal(found, []string{"fold a", "fold b", "fold c"}) {
				t.Errorf("%d helpers found %q", helpers, found)
			}
			if want := min(helpers, 3); b.ended != want {
				t.Errorf("%d of %d helpers have ended", b.ended, want)
			}
			if !slices.Equal(b.shown, []string{"0/3", "1/3", "2/3", "0/0"}) {
				t.Errorf("%d helpers: progress %q", helpers, b.shown)
			}
		}
	}
}

func TestTheFirstErrorEndsTheJobOnce(t *testing.T) {
	wrong := errors.New("wrong")
	for _, starting := range []bool{true, false} {
		b := newBench()
		if starting {
			b.refuse = wrong
		}
		b.fail["a"] = wrong
		calls := 0
		b.Run("fold", []string{"a", "b"}, 2, func(_ []string, err error) {
			calls++
			if err != wrong {
				t.Errorf("the job ended with %v", err)
			}
		})
		for len(b.pending) > 0 {
			b.step(0)
		}
		if calls != 1 || b.ended != 2 {
			t.Errorf("finished %d times, %d helpers ended", calls, b.ended)
		}
	}
}

func TestTheNextJobStopsTheOneBefore(t *testing.T) {
	b := newBench()
	var first, second error
	b.Run("curve", []string{"a"}, 1, func(_ []string, err error) { first = err })
	b.step(0) // the helper is ready, and has got its task
	b.Run("fold", []string{"b"}, 1, func(_ []string, err error) { second = err })
	if first != work.ErrStopped {
		t.Errorf("the first job ended with %v", first)
	}
	for len(b.pending) > 0 {
		b.step(0) // the first helper's result arrives late
	}
	if second != nil || b.shown[len(b.shown)-1] != "0/0" {
		t.Errorf("the second ended with %v, progress %q", second, b.shown)
	}
	b.Stop() // nothing is under way
}

func Example() {
	var start func(error)
	pool := work.Pool{
		Start: func(ready func(error)) work.Helper {
			start = ready
			return work.Helper{
				Do:  func(kind, task string, done func(string, error)) { done(task+"²", nil) },
				End: func() {},
			}
		},
		Show: func(done, all int) { fmt.Println(done, "of", all) },
	}
	pool.Run("square", []string{"2", "3"}, 1, func(results []string, _ error) { fmt.Println(results) })
	start(nil) // the helper is ready
	// Output:
	// 0 of 2
	// 1 of 2
	// 0 of 0
	// [2² 3²]
}
