package kept

import (
	"slices"
	"strings"
)

// Whose tells whose work a command leads to.
type Whose int

const (
	Same  Whose = iota // it stays whose it was: undo, pause, a measurement
	Mine               // the person's own: a change by hand, or an experiment of their own
	Other              // somebody else's: a link, a lesson, the teacher's experiment
)

// changes are the commands by which an experiment becomes the person's own. All others
// ask something, or only go back and forth in what was done.
var changes = []string{
	"load", "open", "set", "play", "train", "finetune", "prune", "gradual", "rigl", "lottery", "compensate", "mark",
	"rewind", "quantize", "distil", "pin", "edit",
}

// WhoseIs returns whose work a command of the page with its arguments leads to, and
// whether it begins another experiment.
func WhoseIs(name, arguments string) (whose Whose, begins bool) {
	switch {
	case !slices.Contains(changes, name), name == "prune" && strings.Contains(arguments, `"preview":true`):
		return Same, false
	case name == "load", name == "open", name == "set" && strings.Contains(arguments, `"dataset":`):
		return Mine, true
	}
	return Mine, false
}

// An Ownership knows whether the experiment on the page is the person's own. It
// hears of each command when it is sent and when it is answered. The engine takes
// commands in their order, so the latest one that was accepted decides. A command
// that trains is answered when its training ends, and until then it is not known
// whether it was accepted.
type Ownership struct {
	sent    int             // the number of the last command
	decided int             // the number of the command that decided mine
	mine    bool            // the experiment on the page is the person's own
	begun   bool            // what is the person's own now is another experiment than the one before
	pending map[int]command // those that are not answered, by number
}

// A command is on its way to the engine and back.
type command struct {
	whose  Whose
	begins bool // another experiment
}

// Send counts a command. answered is to be called when it was accepted or refused.
func (o *Ownership) Send(whose Whose, begins bool) (answered func(accepted bool)) {
	if whose == Same {
		return func(bool) {}
	}
	if o.pending == nil {
		o.pending = map[int]command{}
	}
	o.sent++
	number := o.sent
	o.pending[number] = command{whose, begins}
	return func(accepted bool) {
		delete(o.pending, number)
		if accepted {
			o.decide(number, command{whose, begins})
		}
	}
}

// decide notes that a command was accepted.
func (o *Ownership) decide(number int, c command) {
	if number < o.decided {
		return // a later one has been accepted
	}
	mine := c.whose == Mine
	o.begun = o.begun || mine && (c.begins || !o.mine)
	o.decided, o.mine = number, mine
}

// Trains notes that the engine trains. If the only commands without an answer are
// the person's own, the training is theirs.
func (o *Ownership) Trains() {
	newest := 0
	for number, c := range o.pending {
		if c.whose == Other {
			return
		}
		newest = max(newest, number)
	}
	if newest > 0 {
		o.decide(newest, o.pending[newest])
	}
}

// Own returns whether the experiment on the page is the person's own for certain:
// while another one is on its way, it is not known when it will be there.
func (o *Ownership) Own() bool {
	for number, c := range o.pending {
		if c.begins && number > o.decided {
			return false
		}
	}
	return o.mine
}
