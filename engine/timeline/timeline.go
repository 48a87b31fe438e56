// Package timeline keeps the states of something that is changed step by step, so that
// steps can be undone and done again.
package timeline

import "slices"

// Limits of a timeline: a number of states, and a number of weights in all states
// together, so that fewer states of a large network are kept.
const (
	maxStates  = 100
	maxWeights = 4_000_000
)

// A State is a state of something with a network.
type State interface {
	// Holds returns what tells the state's network from others, and how many weights
	// the network has.
	Holds() (network any, weights int)
}

// A Timeline is a row of states, one of which is the present one. Those after it were
// undone. The zero Timeline has none.
type Timeline[S State] struct {
	states  []S
	current int
}

// Save appends states, the last of which becomes the present one, in place of those that
// were undone. The oldest states are forgotten if there are too many.
func (t *Timeline[S]) Save(states ...S) {
	if len(t.states) > 0 {
		t.states = t.states[:t.current+1]
	}
	t.states = append(t.states, states...)
	t.states = slices.Delete(t.states, 0, t.surplus())
	t.current = len(t.states) - 1
}

// surplus returns how many of the oldest states must be forgotten. A network that is
// there twice counts once. Undo of the last step is always possible.
func (t *Timeline[S]) surplus() int {
	weights := 0
	counted := map[any]bool{}
	for i := len(t.states) - 1; i >= 0; i-- {
		if network, more := t.states[i].Holds(); !counted[network] {
			counted[network] = true
			weights += more
		}
		if kept := len(t.states) - i; kept > maxStates || kept > 2 && weights > maxWeights {
			return i + 1
		}
	}
	return 0
}

// Current returns the present state, to be read or changed in its place; nil if there is
// none yet.
func (t *Timeline[S]) Current() *S {
	if len(t.states) == 0 {
		return nil
	}
	return &t.states[t.current]
}

// Go makes another state the present one: -1 is the one before, +1 the one after. It
// returns false, and has changed nothing, if there is none.
func (t *Timeline[S]) Go(by int) bool {
	if !t.Has(by) {
		return false
	}
	t.current += by
	return true
}

// Has reports whether Go(by) would find a state: by places after the present one, or
// before it if by is negative.
func (t *Timeline[S]) Has(by int) bool {
	to := t.current + by
	return to >= 0 && to < len(t.states)
}

// Drop forgets the present state and those that were undone: the one before it is the
// present one. The first state stays.
func (t *Timeline[S]) Drop() {
	if t.current > 0 {
		t.states = t.states[:t.current]
		t.current--
	}
}

// Past returns a timeline of its own, with the present state and those before it.
func (t *Timeline[S]) Past() Timeline[S] {
	return Timeline[S]{slices.Clone(t.states[:min(t.current+1, len(t.states))]), t.current}
}

// States returns all states, the oldest first. They must not be changed.
func (t *Timeline[S]) States() []S { return t.states }
