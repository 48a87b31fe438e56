package lab

import (
	"slices"

	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
	"bonsai/engine/train"
)

// state is what an undo brings back.
type state struct {
	start Recipe // with which the experiment began
	now   Recipe // the same with what was changed on the way
	steps []step

	samples *samples // never changed: shared by all states
	net     *nn.Network
	base    [][]uint8 // replaced, never changed
	rule    prune.Rule
	held    int           // weights that only bounds or the guard keep
	pins    [][]prune.Pin // replaced, never changed; nil: none
	codes   *quant.Codes  // nil: not quantised
	teacher *distill.Teacher
	mark    *nn.Network // what to rewind to; never changed; nil: the first weights

	trainMetrics, testMetrics Metrics
	dense, earlier            Metrics // earlier is dense before the last step

	curve   []CurvePoint
	stride  int // epochs from one point of the curve to the next
	planned []PlanPoint

	// exact tells that whoever replays the steps comes through this very state,
	// curve and all: none of them took the place of others.
	exact  bool
	midway chart // what the last training saw, without the point at its end
}

// A chart is a curve, never changed, and its stride.
type chart struct {
	curve  []CurvePoint
	stride int
}

// saved is a state with a network and a trainer of its own.
type saved struct {
	state
	trainer train.State
}

// maxHistory bounds the memory of the history, in weights: of large networks
// fewer states are kept.
const (
	maxHistory      = 100
	maxHistoryUnits = 4_000_000
)

// save appends the present state to the history, in the place of what was
// undone.
func (l *Lab) save() {
	l.remember(l.present())
}

func (l *Lab) remember(states ...saved) {
	if len(l.history) > 0 {
		l.history = l.history[:l.at+1]
	}
	l.history = append(l.history, states...)
	l.history = slices.Delete(l.history, 0, l.surplus())
	l.at = len(l.history) - 1
}

// present is the present state, with copies of all that will change.
func (l *Lab) present() saved {
	s := saved{state: l.state, trainer: l.trainer.State()}
	s.net = l.net.Clone()
	s.codes = cloneCodes(l.codes)
	s.steps = slices.Clone(l.steps)
	s.curve = slices.Clone(l.curve)
	return s
}

// surplus is how many of the oldest states are to be forgotten. A network that
// is there twice takes room once.
func (l *Lab) surplus() int {
	units := 0
	counted := map[*nn.Network]bool{}
	for i := len(l.history) - 1; i >= 0; i-- {
		if net := l.history[i].net; !counted[net] {
			counted[net] = true
			units += weights(net)
		}
		if kept := len(l.history) - i; kept > maxHistory || kept > 2 && units > maxHistoryUnits {
			return i + 1
		}
	}
	return 0
}

// restore makes a state of the history the present one.
func (l *Lab) restore(at int) {
	l.at = at
	l.show(l.history[at])
}

// show makes a saved state the present one. What only says how the page looks
// is no step and stays.
func (l *Lab) show(s saved) {
	view := l.now
	l.state = s.state
	l.net = s.net.Clone()
	l.codes = cloneCodes(s.codes)
	l.steps = slices.Clone(s.steps)
	l.curve = slices.Clone(s.curve)
	l.draft = false
	l.equip()
	l.trainer.Restore(s.trainer)
	l.setViews(&view)
}

func cloneCodes(c *quant.Codes) *quant.Codes {
	if c == nil {
		return nil
	}
	return c.Clone()
}

// setView sets a field that changes nothing but the picture.
func (l *Lab) setView(f Field, text string) {
	l.start, l.now = l.start.clone(), l.now.clone()
	for _, r := range []*Recipe{&l.start, &l.now} {
		if err := f.parse(r, text); err != nil {
			panic("lab: a view field refuses its own text: " + err.Error())
		}
	}
}
