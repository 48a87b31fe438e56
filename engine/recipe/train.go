package recipe

import (
	"strconv"
	"strings"
)

// A Length says how long to train: a number of optimiser steps or of epochs.
type Length struct {
	Count  int
	Epochs bool
}

// Train continues training, with the mask held: after pruning this is
// fine-tuning. An address has "t37" for 37 optimiser steps, "t10e" for 10 epochs.
type Train struct{ Length }

// Limits of a length, in steps or epochs.
const (
	maxTrain = 1_000_000 // of one operation of a script

	// MaxEpochs is the limit of the controls of the page and of a round of a lottery. A
	// training of a few epochs can be repeated.
	MaxEpochs = 1000

	// MaxCount is the limit in an address, where trainings in a row are added up.
	MaxCount = 10_000_000_000
)

// Steps returns the length in optimiser steps.
func (l Length) Steps(stepsPerEpoch int) int {
	if l.Epochs {
		return l.Count * stepsPerEpoch
	}
	return l.Count
}

// InEpochs returns the length in epochs if it is a whole number of them, and
// else as it is.
func (l Length) InEpochs(stepsPerEpoch int) Length {
	if !l.Epochs && l.Count%stepsPerEpoch == 0 {
		return Length{l.Count / stepsPerEpoch, true}
	}
	return l
}

// Plus returns the length of two trainings in a row.
func (l Length) Plus(next Length, stepsPerEpoch int) Length {
	if l.Epochs && next.Epochs {
		return Length{l.Count + next.Count, true}
	}
	return Length{Count: l.Steps(stepsPerEpoch) + next.Steps(stepsPerEpoch)}.InEpochs(stepsPerEpoch)
}

// Text returns "t37" or "t10e".
func (t Train) Text() string {
	text := "t" + strconv.Itoa(t.Count)
	if t.Epochs {
		text += "e"
	}
	return text
}

// lengthValues are the arguments epochs and steps, one of which must be given.
func lengthValues(l *Length) []*Value {
	epochs := integer("epochs", 1, maxTrain, &l.Count)
	parse := epochs.Parse
	epochs.Parse = func(text string) error {
		l.Epochs = true
		return parse(text)
	}
	return []*Value{either("length", epochs), either("length", in(Steps, integer("steps", 1, maxTrain, &l.Count)))}
}

func (t *Train) values() []*Value { return lengthValues(&t.Length) }
func (t *Train) check() error     { return nil }

func trainEntry(name string) Entry {
	e := scripted(name, Train{})
	if name != "train" {
		return e // the same, under the name that it has after pruning
	}
	return e.recorded([]string{"t" + lengthMark}, parseTrain, "t10e", "t37")
}

func parseTrain(_ string, parts []string) (Operation, error) {
	digits, epochs := strings.CutSuffix(parts[0], "e")
	count, err := parseInteger("steps", digits, 1, MaxCount)
	return Train{Length{count, epochs}}, err
}
