package timeline_test

import (
	"fmt"
	"testing"

	"bonsai/engine/timeline"
)

// state is a state whose network has a name and a number of weights.
type state struct {
	name    string
	network string
	weights int
}

func (s state) Holds() (any, int) { return s.network, s.weights }

func small(name string) state { return state{name, name, 1} }

func names(t *timeline.Timeline[state]) string {
	text := ""
	for _, s := range t.States() {
		text += s.name
	}
	return text
}

// After an undo, the next step takes the place of what was undone.
func Example() {
	var t timeline.Timeline[state]
	t.Save(small("a"))
	t.Save(small("b"))
	t.Save(small("c"))
	t.Go(-1)
	fmt.Println(t.Current().name, t.Has(-1), t.Has(+1))
	t.Save(small("d"))
	fmt.Println(names(&t), t.Current().name, t.Has(+1))
	// Output:
	// b true true
	// abd d false
}

func TestNothingIsBeforeTheFirstOrAfterTheLast(t *testing.T) {
	var line timeline.Timeline[state]
	if line.Current() != nil || line.Go(-1) || line.Go(+1) || line.Has(0) {
		t.Error("an empty timeline has a state")
	}
	line.Save(small("a"), small("b"))
	if line.Go(+1) || line.Current().name != "b" || !line.Go(-1) || line.Go(-1) || line.Current().name != "a" {
		t.Errorf("the present state is %s", line.Current().name)
	}
}

func TestAHundredStatesAreKept(t *testing.T) {
	var line timeline.Timeline[state]
	for i := range 130 {
		line.Save(state{name: fmt.Sprint(i), network: fmt.Sprint(i)})
	}
	if states := line.States(); len(states) != 100 || states[0].name != "30" || line.Current().name != "129" {
		t.Errorf("%d states from %s, the present one is %s", len(states), states[0].name, line.Current().name)
	}
}

// Networks of 1.5 million weights: two fit into four million, and a third state with one
// of them. Of larger ones two are kept, so that the last step can be undone.
func TestFewerStatesOfLargeNetworksAreKept(t *testing.T) {
	var line timeline.Timeline[state]
	for _, name := range []string{"a", "b", "c"} {
		line.Save(state{name, name, 1_500_000})
	}
	line.Save(state{"d", "c", 1_500_000})
	if got := names(&line); got != "bcd" {
		t.Errorf("kept %s, want bcd", got)
	}
	for _, name := range []string{"x", "y", "z"} {
		line.Save(state{name, name, 5_000_000})
	}
	if got := names(&line); got != "yz" {
		t.Errorf("kept %s, want yz", got)
	}
}

func TestDropLeadsToTheStateBefore(t *testing.T) {
	var line timeline.Timeline[state]
	line.Save(small("a"), small("b"), small("c"))
	line.Go(-1)
	line.Drop()
	line.Drop() // the first stays
	if got := names(&line); got != "a" || line.Current().name != "a" {
		t.Errorf("left %s, at %s", got, line.Current().name)
	}
}

// The past goes on without changing what it was taken from.
func TestThePastIsATimelineOfItsOwn(t *testing.T) {
	var line timeline.Timeline[state]
	line.Save(small("a"), small("b"), small("c"))
	line.Go(-1)
	past := line.Past()
	past.Save(small("d"))
	past.Current().name = "e"
	if got, rest := names(&past), names(&line); got != "abe" || rest != "abc" || line.Current().name != "b" {
		t.Errorf("the past is %s, the timeline %s", got, rest)
	}
}
