package lab

import (
	"slices"
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

// pruneStep puts a rule in force: "p:magnitude:global:e0.1", "p:random:layer:s0.8".
type pruneStep struct{ rule prune.Rule }

// setStep changes a live field in the middle: "s:learningRate:0.01".
type setStep struct{ field, value string }

// editStep sets one weight, "w:0:3:5:-0.25" (layer, to, from), or one bias,
// "b:0:3:0.5".
type editStep struct {
	layer, to, from int // from is −1 for the bias
	value           float32
}

// Bounds of what an address may ask for.
const (
	maxTrainCount = 1_000_000
	maxEdit       = 100 // of the size of an edited weight
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

func (s pruneStep) text() string {
	amount := "e"
	if s.rule.By == prune.BySparsity {
		amount = "s"
	}
	return strings.Join([]string{"p", s.rule.Criterion, s.rule.Scope, amount + formatFloat(s.rule.Amount)}, ":")
}

func (s pruneStep) do(l *Lab) error {
	l.prune(s.rule)
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
	*at = s.value
	l.measure()
	l.record()
	l.addStep(s)
	l.save()
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
	last := len(l.steps) - 1
	if last < 0 {
		l.steps = append(l.steps, s)
		return
	}
	switch before := l.steps[last].(type) {
	case trainStep:
		if next, ok := s.(trainStep); ok {
			l.steps[last] = before.plus(next, l.trainer.StepsPerEpoch())
			return
		}
	case pruneStep:
		if _, ok := s.(pruneStep); ok {
			l.steps[last] = s
			return
		}
	case setStep:
		if next, ok := s.(setStep); ok && next.field == before.field {
			l.steps[last] = s
			return
		}
	case editStep:
		if next, ok := s.(editStep); ok && next.layer == before.layer && next.to == before.to && next.from == before.from {
			l.steps[last] = s
			return
		}
	}
	l.steps = append(l.steps, s)
}

// parseStep reads what text wrote.
func parseStep(text string) (step, error) {
	broken := problem("link", "part", text)
	parts := strings.Split(text, ":")
	if len(parts) == 1 {
		return parseTrainStep(text)
	}
	switch kind := parts[0]; {
	case kind == "p" && len(parts) == 4:
		return parsePruneStep(parts[1], parts[2], parts[3])
	case kind == "s" && len(parts) == 3:
		return parseSetStep(parts[1], parts[2])
	case kind == "w" && len(parts) == 5:
		return parseEditStep(parts[1], parts[2], parts[3], parts[4])
	case kind == "b" && len(parts) == 4:
		return parseEditStep(parts[1], parts[2], "-1", parts[3])
	}
	return nil, broken
}

func parseTrainStep(text string) (step, error) {
	digits, ok := strings.CutPrefix(text, "t")
	digits, epochs := strings.CutSuffix(digits, "e")
	if !ok {
		return nil, problem("link", "part", text)
	}
	count, err := parseInteger("steps", digits, 1, maxTrainCount)
	return trainStep{count, epochs}, err
}

func parsePruneStep(criterion, scope, amount string) (step, error) {
	rule := prune.Rule{Criterion: criterion, Scope: scope, By: prune.ByEpsilon}
	number, ok := strings.CutPrefix(amount, "e")
	if !ok {
		rule.By = prune.BySparsity
		if number, ok = strings.CutPrefix(amount, "s"); !ok {
			return nil, problem("link", "part", amount)
		}
	}
	var err error
	if rule.Amount, err = parseNumber(rule.By, number, 0, maxAmount(rule.By)); err != nil {
		return nil, err
	}
	return pruneStep{rule}, checkRule(rule)
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

func parseEditStep(layer, to, from, value string) (step, error) {
	var s editStep
	for _, part := range []struct {
		name, text string
		least      int
		at         *int
	}{{"layer", layer, 0, &s.layer}, {"to", to, 0, &s.to}, {"from", from, -1, &s.from}} {
		v, err := parseInteger(part.name, part.text, part.least, maxIndex)
		if err != nil {
			return nil, err
		}
		*part.at = v
	}
	v, err := parseNumber("value", value, -maxEdit, maxEdit)
	s.value = float32(v)
	return s, err
}

// maxIndex bounds indices in an address; whether the network has such a weight
// is seen when the step is done.
const maxIndex = 1<<16 - 1

func maxAmount(by string) float64 {
	if by == prune.BySparsity {
		return 1
	}
	return maxEpsilon
}

// maxEpsilon is above every weight that training leaves a finite loss with in
// practice, and still a number that a slider can show.
const maxEpsilon = 1_000_000

func checkRule(r prune.Rule) error {
	if !slices.Contains(prune.Criteria(), r.Criterion) {
		return notAnOption("criterion", r.Criterion, prune.Criteria())
	}
	if scopes := Scopes(); !slices.Contains(scopes, r.Scope) {
		return notAnOption("scope", r.Scope, scopes)
	}
	return nil
}
