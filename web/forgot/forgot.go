// Package forgot shows what the accuracy of a pruned network hides: which classes and
// test samples pay for it, what the network answers for one sample or for a digit that a
// person draws, and through which connections.
package forgot

import (
	"encoding/json"
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/digit"
	"bonsai/web/layout"
	"bonsai/web/panel"
	"bonsai/web/session"
)

// A Panel compares the network of a session with what it was before pruning. The engine
// is asked only while the panel can be seen.
type Panel struct {
	*session.Session
	Seen   func() bool // whether a person can see the panel
	Redraw func()      // draws the picture of the network again

	found      *snapshot.Forgotten // nil: not measured yet
	measured   network             // that found is about
	answer     *snapshot.Answer    // nil: there is none
	asked      asked               // what answer is about
	waiting    bool                // the engine has been asked
	answerNext bool                // what was forgotten was asked for last
	shown      bool                // the page shows all of this as it is

	sample  int // the number of the test sample that a person has stepped to; −1: none
	draws   bool
	drawing digit.Drawing
	strokes int  // how often the drawing has changed
	noise   int  // per cent
	hides   bool // the paths are not highlighted
}

// network is one by the revisions of its parts, and the step at which it stood.
type network struct{ samples, weights, masks, step int }

func networkOf(s *snapshot.Snapshot) network {
	return network{s.Revisions.Samples, s.Revisions.Weights, s.Revisions.Masks, s.Step}
}

// asked is what an answer depends on. The zero asked is nothing.
type asked struct {
	of             network
	sample         int
	drawn          bool
	strokes, noise int
}

// noiseSeed makes the noise the same for each sample and drawing, so that only its
// amount changes.
const noiseSeed = 1

// New returns the panel of a session.
func New(s *session.Session, seen func() bool, redraw func()) *Panel {
	return &Panel{Session: s, Seen: seen, Redraw: redraw, sample: -1}
}

// Update shows the panel as the session stands, and asks the engine for what is not
// known yet. While ε is dragged it follows the measurements.
func (p *Panel) Update() {
	s := p.Snapshot
	if s == nil || !p.Seen() {
		return
	}
	if p.measured.samples != s.Revisions.Samples {
		p.forget(s)
	}
	if !p.waiting && unavailable(s) == "" {
		// While a network trains, both are outdated again and again: they are asked for in turns.
		now, outdated := p.question(), p.measured != networkOf(s)
		nothing := p.draws && p.drawing.Empty() || !p.draws && p.found != nil && p.found.Of == 0
		switch {
		case outdated && (p.found == nil || !p.answerNext || nothing):
			p.answerNext = true
			p.measure()
		case nothing:
			p.shown = p.shown && p.answer == nil
			p.answer, p.asked = nil, asked{}
		case p.asked != now:
			p.answerNext = false
			p.ask(now)
		}
	}
	if !p.shown {
		p.shown = true
		p.show()
	}
}

// Changed shows the panel again: the person or the language has changed something.
func (p *Panel) Changed() {
	p.shown = false
	p.Update()
}

// forget forgets what belongs to other samples.
func (p *Panel) forget(s *snapshot.Snapshot) {
	p.shown = false
	p.found, p.answer, p.asked = nil, nil, asked{}
	p.measured = network{samples: s.Revisions.Samples, step: -1}
	p.sample = -1
	p.draws = p.draws && CanDraw(s)
}

// CanDraw reports whether the samples are images of digits of a size that a person can
// draw.
func CanDraw(s *snapshot.Snapshot) bool {
	return s.Classes == 10 && s.Width == s.Height && (s.Width == digit.Side || s.Width == digit.Side/2)
}

// measure asks the engine what was forgotten.
func (p *Panel) measure() {
	of := networkOf(p.Snapshot)
	p.send("forgotten", "", func(outputs string) {
		found := &snapshot.Forgotten{}
		decode(outputs, found)
		if of.samples == p.Snapshot.Revisions.Samples && (len(found.Before) == 0 || p.fits(len(found.Before))) {
			p.found, p.measured = found, of
		}
	})
}

// ask asks the engine for an answer.
func (p *Panel) ask(now asked) {
	q := snapshot.Question{Sample: now.sample, Noise: now.noise, Seed: noiseSeed}
	if now.drawn {
		q.Drawn = p.drawing.Image(p.Snapshot.Width)
	}
	p.send("answer", command.JSON(q), func(outputs string) {
		answer := &snapshot.Answer{}
		decode(outputs, answer)
		if now.of.samples == p.Snapshot.Revisions.Samples && p.fits(len(answer.Before)) && p.fits(len(answer.After)) {
			p.answer, p.asked = answer, now
			p.Redraw()
		}
	})
}

// fits reports whether a reply is about as many classes as the experiment has that the
// page shows. The engine can already be at another one, which the page has not received
// yet; then it is asked again.
func (p *Panel) fits(classes int) bool {
	return classes == len(panel.ClassNames(p.Words, p.Snapshot))
}

// send asks the engine for one thing at a time; what has changed meanwhile is asked for
// next.
func (p *Panel) send(name, arguments string, take func(outputs string)) {
	p.waiting = true
	p.Send(name, arguments, false, func(outputs string, err error) {
		p.waiting = false
		if err != nil {
			p.Tell(p.Problem(err))
			return
		}
		take(outputs)
		p.Changed()
	})
}

func decode(outputs string, into any) {
	if err := json.Unmarshal([]byte(outputs), into); err != nil {
		panic(err) // the engine wrote it
	}
}

// question returns what the person looks at.
func (p *Panel) question() asked {
	now := asked{of: networkOf(p.Snapshot), noise: p.noise, drawn: p.draws}
	if p.draws {
		now.strokes = p.strokes
	} else {
		now.sample = p.at()
	}
	return now
}

// at returns the number of the test sample that is looked at: as long as nobody has
// stepped, the first that pruning got wrong.
func (p *Panel) at() int {
	switch {
	case p.sample >= 0:
		return p.sample
	case p.found != nil && len(p.found.Changed) > 0:
		return p.found.Changed[0]
	}
	return 0
}

// Step goes to the next test sample, or with −1 to the one before: first through those
// whose answer changed, and then through all others.
func (p *Panel) Step(by int) {
	if p.found == nil || p.draws {
		return
	}
	order := p.order()
	if i := slices.Index(order, p.at()) + by; i >= 0 && i < len(order) {
		p.sample = order[i]
	}
	p.Changed()
}

// order returns all test samples in the order in which they are stepped through.
func (p *Panel) order() []int {
	changed := make([]bool, p.found.Of)
	for _, i := range p.found.Changed {
		changed[i] = true
	}
	order := slices.Clone(p.found.Changed)
	for i := range changed {
		if !changed[i] {
			order = append(order, i)
		}
	}
	return order
}

// Draw looks at what the person draws, or again at test samples.
func (p *Panel) Draw(on bool) {
	p.draws = on
	p.Changed()
}

// Begin puts the pen on the paper, whose sides are PaperSide long.
func (p *Panel) Begin(x, y float64) {
	p.drawing.Begin(digit.Point{X: x, Y: y})
	p.drawn()
}

// To moves the pen.
func (p *Panel) To(x, y float64) {
	if !p.drawing.Empty() {
		p.drawing.To(digit.Point{X: x, Y: y})
		p.drawn()
	}
}

// Clear takes a new paper.
func (p *Panel) Clear() {
	p.drawing.Clear()
	p.drawn()
}

func (p *Panel) drawn() {
	p.strokes++
	p.Changed()
}

// SetNoise sets how much each pixel of the input changes at most, in per cent.
func (p *Panel) SetNoise(percent int) {
	p.noise = percent
	p.Changed()
}

// ShowPaths highlights the connections that carry the answer, or not.
func (p *Panel) ShowPaths(on bool) {
	p.hides = !on
	p.Redraw()
}

// Paths returns the connections to highlight.
func (p *Panel) Paths() []layout.Connection {
	if p.answer == nil || p.hides || !p.Seen() || p.measured.samples != p.Snapshot.Revisions.Samples {
		return nil
	}
	paths := make([]layout.Connection, len(p.answer.Paths))
	for i, c := range p.answer.Paths {
		paths[i] = layout.Connection(c)
	}
	return paths
}
