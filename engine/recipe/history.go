package recipe

import (
	"math"
	"slices"
	"strings"
)

// A History says of a network in an address how it came about. It changes no weight:
// it is there for the person who opens the address, and was measured by its sender.
type History struct {
	Accuracy float64 // on the test samples, before anything was pruned or quantised; R² in regression
	Loss     float64 // on the same samples
	Epsilon  float64 // the threshold on |w| of what is pruned
	Steps    []Step  // what was done, at most MaxSteps
}

// A Step is one thing that was done to a network, as a History sums it up.
type Step struct {
	Kind  string // one of StepKinds
	Count int    // what the kind says; 0 for none
}

// MaxSteps is how many steps a History has at most. Of a longer list the first ones are
// left out, and in their place the kind StepEarlier stands.
const MaxSteps = 8

// The kinds of steps. Each is one letter in an address.
const (
	StepEpochs     = "e" // training; Count is the number of epochs
	StepUpdates    = "t" // training; Count is the number of optimiser steps
	StepPruned     = "p" // Count is the sparsity in per cent, if the rule named one
	StepGradual    = "g" // pruned during training; Count as for StepPruned
	StepRigL       = "i" // RigL; Count is the sparsity in per cent
	StepCompensate = "c"
	StepQuantize   = "q" // Count is the number of values of a codebook
	StepDistil     = "d"
	StepRewind     = "r"
	StepByHand     = "w" // weights set, or connections pruned or kept by hand
	StepEarlier    = "z" // steps that are left out
)

// StepKinds lists the kinds of steps.
func StepKinds() []string {
	return []string{
		StepEpochs, StepUpdates, StepPruned, StepGradual, StepRigL, StepCompensate, StepQuantize, StepDistil, StepRewind, StepByHand, StepEarlier,
	}
}

// Ranges of a history's numbers, and the decimal places that addresses have of them.
const (
	leastBefore, mostBefore = -1000, 1
	mostLossBefore          = 1_000_000
	mostEpsilonBefore       = 1_000_000
	accuracyScale           = 1e4
	lossScale               = 1e3
	epsilonScale            = 1e4
)

// NewHistory returns a history with its numbers as an address can hold them.
func NewHistory(accuracy, loss, epsilon float64, steps []Step) *History {
	within := func(v, least, most, scale float64) float64 {
		if math.IsNaN(v) {
			v = most
		}
		return math.Round(min(max(v, least), most)*scale) / scale
	}
	if len(steps) > MaxSteps {
		steps = append([]Step{{StepEarlier, 0}}, steps[len(steps)-MaxSteps+1:]...)
	}
	return &History{
		Accuracy: within(accuracy, leastBefore, mostBefore, accuracyScale),
		Loss:     within(loss, 0, mostLossBefore, lossScale),
		Epsilon:  within(epsilon, 0, mostEpsilonBefore, epsilonScale),
		Steps:    steps,
	}
}

// Quantized reports whether quantising is one of the steps.
func (h *History) Quantized() bool {
	return slices.ContainsFunc(h.Steps, func(s Step) bool { return s.Kind == StepQuantize })
}

// text returns the history as it stands in an address behind the network:
// "0.982:0.071:0.4334:e10p80e5".
func (h *History) text() string {
	steps := ""
	for _, s := range h.Steps {
		steps += s.text()
	}
	return strings.Join([]string{formatFloat(h.Accuracy), formatFloat(h.Loss), formatFloat(h.Epsilon), steps}, ":")
}

func (s Step) text() string {
	if s.Count == 0 {
		return s.Kind
	}
	return s.Kind + formatFloat(float64(s.Count))
}

// parseHistory reads the four parts of a history.
func parseHistory(parts []string) (*History, error) {
	if len(parts) != 4 {
		return nil, unreadable(strings.Join(parts, ":"))
	}
	var numbers [3]float64
	for i, n := range [...]struct {
		name        string
		least, most float64
	}{{"accuracy", leastBefore, mostBefore}, {"loss", 0, mostLossBefore}, {"epsilon", 0, mostEpsilonBefore}} {
		v, err := parseNumber(n.name, parts[i], n.least, n.most)
		if err != nil {
			return nil, err
		}
		numbers[i] = v
	}
	steps, err := parseSteps(parts[3])
	if err != nil {
		return nil, err
	}
	if len(steps) > MaxSteps {
		return nil, NewProblem("count", "field", operationsField, "value", len(steps), "min", 0, "max", MaxSteps)
	}
	return NewHistory(numbers[0], numbers[1], numbers[2], steps), nil
}

// parseSteps reads "e10p80e5": letters, each with or without a count.
func parseSteps(text string) (steps []Step, err error) {
	for rest := text; rest != ""; {
		kind, count := rest[:1], rest[1:]
		if end := strings.IndexFunc(count, func(c rune) bool { return c < '0' || c > '9' }); end >= 0 {
			count = count[:end]
		}
		if !slices.Contains(StepKinds(), kind) {
			return nil, unreadable(text)
		}
		s := Step{Kind: kind}
		if count != "" {
			if s.Count, err = parseInteger(operationsField, count, 1, MaxCount); err != nil {
				return nil, err
			}
		}
		steps = append(steps, s)
		rest = rest[1+len(count):]
	}
	return steps, nil
}
