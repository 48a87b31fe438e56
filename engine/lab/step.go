package lab

import (
	"strconv"
	"strings"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

// A step is something that was done to an experiment and changed it. An
// address lists the steps, so that opening it does them again.
type step interface {
	// text writes the step as it stands in an address.
	text() string
	// do does the step; one that trains only sets the goal.
	do(l *Lab) error
}

// trainStep trains for a number of optimiser steps or epochs: "t37", "t10e".
type trainStep struct {
	count  int
	epochs bool
}

// pruneStep puts a rule in force: "p:magnitude:global:e0.1", see ruleText.
type pruneStep struct{ rule prune.Rule }

// setStep changes a live field in the middle: "s:learningRate:0.01".
type setStep struct{ field, value string }

// editStep sets one weight, "w:0:3:5:-0.25" (layer, to, from), or one bias,
// "b:0:3:0.5".
type editStep struct {
	layer, to, from int // from is −1 for the bias
	value           float32
}

// Bounds of what a command may ask for.
const (
	maxTrainCount = 1_000_000 // steps or epochs; of an address see maxCount
	maxEdit       = 100       // of the size of an edited weight
)

func (s trainStep) text() string {
	text := "t" + strconv.Itoa(s.count)
	if s.epochs {
		text += "e"
	}
	return text
}

func (s trainStep) do(l *Lab) error {
	count := s.count
	if s.epochs {
		count *= l.trainer.StepsPerEpoch()
	}
	return l.run(count)
}

// inEpochs counts in epochs where that comes out even.
func (s trainStep) inEpochs(stepsPerEpoch int) trainStep {
	if !s.epochs && s.count%stepsPerEpoch == 0 {
		return trainStep{s.count / stepsPerEpoch, true}
	}
	return s
}

// plus is two trainings in a row as one.
func (s trainStep) plus(next trainStep, stepsPerEpoch int) trainStep {
	if s.epochs && next.epochs {
		return trainStep{s.count + next.count, true}
	}
	return trainStep{count: s.steps(stepsPerEpoch) + next.steps(stepsPerEpoch)}.inEpochs(stepsPerEpoch)
}

func (s trainStep) steps(stepsPerEpoch int) int {
	if s.epochs {
		return s.count * stepsPerEpoch
	}
	return s.count
}

func (s pruneStep) text() string { return "p:" + ruleText(s.rule) }

func (s pruneStep) do(l *Lab) error {
	l.prune(s.rule, false)
	l.settle()
	return nil
}

func (s setStep) text() string { return "s:" + s.field + ":" + s.value }

func (s setStep) do(l *Lab) error {
	f, err := fieldNamed(s.field)
	if err != nil {
		return err
	}
	l.now = l.now.clone()
	if err := f.parse(&l.now, s.value); err != nil {
		return err
	}
	l.trainer.Options = trainOptions(&l.now)
	l.addStep(s)
	l.save()
	return nil
}

func (s editStep) text() string {
	value := strconv.FormatFloat(float64(s.value), 'g', -1, 32)
	if s.from < 0 {
		return strings.Join([]string{"b", strconv.Itoa(s.layer), strconv.Itoa(s.to), value}, ":")
	}
	return strings.Join([]string{"w", strconv.Itoa(s.layer), strconv.Itoa(s.to), strconv.Itoa(s.from), value}, ":")
}

func (s editStep) do(l *Lab) error {
	at, err := s.place(l.net)
	if err != nil {
		return err
	}
	*at = s.value + 0 // −0 becomes 0: kernels and gonum differ in what they add to it
	l.did(s)
	return nil
}

// place finds the number that the step sets. A pruned connection has none.
func (s editStep) place(n *nn.Network) (*float32, error) {
	missing := problem("noWeight", "value", s.text())
	if s.layer < 0 || s.layer >= len(n.Layers) {
		return nil, missing
	}
	layer := n.Layers[s.layer]
	if s.to < 0 || s.to >= layer.Out || s.from < -1 || s.from >= layer.In {
		return nil, missing
	}
	if s.from < 0 {
		return &layer.B[s.to], nil
	}
	at := s.to*layer.In + s.from
	if layer.Mask[at] == 0 {
		return nil, problem("pruned", "value", s.text())
	}
	return &layer.W[at], nil
}

// addStep notes a step. Where it makes the one before it pointless, or goes
// on with it, the two become one: the address stays short, and the same state
// has the same address.
func (l *Lab) addStep(s step) {
	if last := len(l.steps) - 1; last >= 0 {
		if both, ok := l.merged(l.steps[last], s); ok {
			l.steps[last] = both
			l.exact = false
			if l.Kept() < weights(l.net) {
				l.dense = l.earlier // as if the step before had never been
			}
			return
		}
	}
	l.earlier = l.history[l.at].dense
	l.steps = append(l.steps, s)
}

// merged is one step for two in a row, where there is one.
func (l *Lab) merged(before, s step) (both step, ok bool) {
	switch before := before.(type) {
	case trainStep:
		if next, ok := s.(trainStep); ok {
			sum := before.plus(next, l.trainer.StepsPerEpoch())
			return sum, sum.count <= maxCount
		}
	case pruneStep:
		_, ok = s.(pruneStep)
	case setStep:
		next, isSet := s.(setStep)
		ok = isSet && next.field == before.field
	case pinStep:
		next, isPin := s.(pinStep)
		ok = isPin && next.replaces(before)
	case editStep:
		next, isEdit := s.(editStep)
		ok = isEdit && next.layer == before.layer && next.to == before.to && next.from == before.from
	}
	return s, ok
}

// parseStep reads what text wrote.
func parseStep(text string) (step, error) {
	parts := strings.Split(text, ":")
	kind, parts := parts[0], parts[1:]
	switch n := len(parts); {
	case n == 0:
		return parseBareStep(text)
	case kind == "p" && n == 3:
		rule, err := parseRule(parts[0], parts[1], parts[2])
		return pruneStep{rule}, err
	case kind == "g" && n >= 5 && n <= 8:
		return parseGradualStep(parts)
	case kind == "rigl" && (n == 2 || n == 3):
		return parseRigLStep(parts)
	case kind == "s" && n == 2:
		return parseSetStep(parts[0], parts[1])
	case isEdit(kind, n):
		return parseEditStep(kind, parts)
	case kind == "n" && n == 1:
		return parseNetworkStep(parts[0])
	case kind == "q" && n <= 2:
		return parseQuantizeStep(parts)
	case kind == "d" && n == 3:
		return parseDistilStep(parts[0], parts[1], parts[2])
	case len(kind) == 1 && strings.Contains(pinLetters, kind) && n == 3:
		return parsePinStep(kind, parts)
	}
	return nil, problem("link", "part", text)
}

// bareSteps are those that are one word.
var bareSteps = []step{compensateStep{}, markStep{}, rewindStep{}, rewindStep{random: true}}

func parseBareStep(text string) (step, error) {
	for _, s := range bareSteps {
		if s.text() == text {
			return s, nil
		}
	}
	return parseTrainStep(text)
}

func parseTrainStep(text string) (step, error) {
	digits, ok := strings.CutPrefix(text, "t")
	digits, epochs := strings.CutSuffix(digits, "e")
	if !ok {
		return nil, problem("link", "part", text)
	}
	count, err := parseInteger("steps", digits, 1, maxCount)
	return trainStep{count, epochs}, err
}

func parseSetStep(name, value string) (step, error) {
	f, err := fieldNamed(name)
	if err != nil {
		return nil, err
	}
	if !f.Live || f.view {
		return nil, problem("link", "part", name)
	}
	scratch := Default()
	if err := f.parse(&scratch, value); err != nil {
		return nil, err
	}
	return setStep{name, f.text(&scratch)}, nil
}

// isEdit tells whether so many parts behind a kind are an edit's.
func isEdit(kind string, parts int) bool {
	return kind == "w" && parts == 4 || kind == "b" && parts == 3
}

func parseEditStep(kind string, parts []string) (editStep, error) {
	last := len(parts) - 1
	indices := parts[:last:last]
	if kind == "b" {
		indices = append(indices, "-1")
	}
	layer, to, from, err := parseIndices(indices)
	if err != nil {
		return editStep{}, err
	}
	v, err := parseNumber("value", parts[last], -maxEdit, maxEdit)
	return editStep{layer, to, from, float32(v)}, err
}

// parseIndices reads a layer, a neuron that a connection leads to and the one
// that it comes from, −1 for none.
func parseIndices(texts []string) (layer, to, from int, err error) {
	for i, index := range []struct {
		name  string
		least int
		at    *int
	}{{"layer", 0, &layer}, {"to", 0, &to}, {"from", -1, &from}} {
		if *index.at, err = parseInteger(index.name, texts[i], index.least, maxIndex); err != nil {
			return layer, to, from, err
		}
	}
	return layer, to, from, nil
}

// maxIndex bounds indices in an address; whether the network has such a weight
// is seen when the step is done.
const maxIndex = 1<<16 - 1
