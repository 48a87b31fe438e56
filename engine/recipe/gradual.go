package recipe

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/prune"
)

// Gradual prunes during training. By sparsity, Schedule leads from the present
// sparsity to the rule's amount. By ε, the schedule "decay" multiplies the
// threshold by DecayRate every DecaySteps, beginning with the rule's amount.
//
// An address has the length in optimiser steps, and how many of them ran if
// training was stopped before: "gradual:magnitude:global:s0.9:cubic:880" or
// "g:magnitude:global:e0.02:decay:880:880:100:1.2". A schedule of sparsity that
// begins with "g:" has a legacy rule: it is from a link made when short runs did
// not reach their target, and "one-shot" pruned before the middle.
type Gradual struct {
	prune.Rule
	Schedule string
	Length
	Ran        int // optimiser steps that were done; 0: all
	DecaySteps int
	DecayRate  float64
}

// Decay is the schedule of a threshold; all others are schedules of sparsity.
const Decay = "decay"

// maxDecayRate is from one step of the staircase to the next.
const maxDecayRate = 10

// Schedules returns the names of the schedules. The last, "decay", is of the
// threshold; all others are of sparsity.
func Schedules() []string { return append(prune.Schedules(), Decay) }

// done returns the number of optimiser steps that ran.
func done(length Length, ran int) int {
	if ran == 0 {
		return length.Count
	}
	return ran
}

// The words that begin a gradual pruning in an address.
const (
	gradualHead = "gradual"
	legacyHead  = "g" // of legacy rules, and of the schedule "decay", which has not changed
)

// End returns after how many optimiser steps the final sparsity is reached; the
// rest of the run recovers accuracy. The length must be in steps. The schedule
// "decay" has no end, and prunes during the whole run.
func (g Gradual) End() int {
	switch g.Schedule {
	case Decay:
		return g.Count
	case prune.Constant:
		return 0
	case prune.OneShot:
		return g.Count / 2
	}
	return g.Count - max(g.Count/8, 1)
}

// Updates is how often masks are updated during a run that prunes.
const Updates = 64

// Due reports whether the masks change after a number of a run's steps. The length
// must be in steps.
func (g Gradual) Due(done int) bool {
	interval := max(g.Count/Updates, 1)
	switch {
	case g.Schedule == Decay:
		return done%g.DecaySteps == 0
	case g.Legacy:
		return done%interval == 0
	}
	return done == g.End() || done < g.End() && done%interval == 0
}

// AmountAt returns the rule's amount after a number of steps: a sparsity that leads
// from the initial one to the target, or the threshold of the schedule "decay". The
// target is reached before the end of the run, so that the rest can recover accuracy.
func (g Gradual) AmountAt(initial float64, done int) float64 {
	switch end := g.End(); {
	case g.Schedule == Decay:
		return prune.Decay{Initial: g.Amount, Steps: g.DecaySteps, Rate: g.DecayRate}.At(done)
	case g.Legacy:
		return prune.SparsityAt(g.Schedule, initial, g.Amount, float64(done)/float64(g.Count-g.Count/8))
	case done >= end:
		return g.Amount
	case g.Schedule == prune.OneShot:
		return initial
	default:
		return prune.SparsityAt(g.Schedule, initial, g.Amount, float64(done)/float64(end))
	}
}

// StepsRun returns the number of optimiser steps that ran; the length must be
// in steps.
func (g Gradual) StepsRun() int { return done(g.Length, g.Ran) }

// Text returns the address form; the length must be in steps.
func (g Gradual) Text() string {
	ran := g.StepsRun()
	head := gradualHead
	if g.Legacy || g.Schedule == Decay {
		head = legacyHead
	}
	parts := []string{head, ruleText(g.Rule), g.Schedule, strconv.Itoa(g.Count)}
	if ran != g.Count || g.Schedule == Decay {
		parts = append(parts, strconv.Itoa(ran))
	}
	if g.Schedule == Decay {
		parts = append(parts, strconv.Itoa(g.DecaySteps), formatFloat(g.DecayRate))
	}
	return strings.Join(parts, ":")
}

func (g *Gradual) values() []*Value {
	values := append(ruleValues(&g.Rule), optional(choice("schedule", Schedules(), &g.Schedule)))
	values = append(values, lengthValues(&g.Length)...)
	return append(values,
		optional(in(Steps, integer("decaySteps", 1, maxTrain, &g.DecaySteps))),
		optional(decimal("decayRate", 0, maxDecayRate, &g.DecayRate)))
}

func gradualEntry() Entry {
	return scripted("gradual", Gradual{Rule: defaultRule(), Schedule: Schedules()[0], DecayRate: 1}).
		recorded([]string{gradualHead, legacyHead}, parseGradual, "gradual:magnitude:global:s0.9:cubic:880", "g:magnitude:global:e0.02:decay:880:880:100:1.2")
}

// check reports parts that do not fit each other.
func (g *Gradual) check() error {
	if err := CheckRule(g.Rule); err != nil {
		return err
	}
	if !slices.Contains(Schedules(), g.Schedule) {
		return notAnOption("schedule", g.Schedule, Schedules())
	}
	if (g.Schedule == Decay) != (g.By == prune.ByEpsilon) {
		return NewProblem("schedule", "value", g.Schedule)
	}
	if g.Schedule == Decay && g.DecaySteps == 0 {
		return NewProblem("missing", "field", "decaySteps")
	}
	if g.Schedule != Decay && g.DecaySteps != 0 {
		return NewProblem("schedule", "value", g.Schedule)
	}
	if g.Ran > g.Count {
		return NewProblem("range", "field", "steps", "value", g.Ran, "min", 1, "max", g.Count)
	}
	return nil
}

func parseGradual(head string, parts []string) (Operation, error) {
	wrong := unreadable(head + ":" + strings.Join(parts, ":"))
	if len(parts) < 5 || len(parts) > 8 {
		return nil, wrong
	}
	var g Gradual
	var err error
	if g.Rule, err = parseRule(parts[0], parts[1], parts[2]); err != nil {
		return nil, err
	}
	g.Schedule = parts[3]
	g.Legacy = head == legacyHead && g.Schedule != Decay
	numbers, counts := parts[4:], []*int{&g.Count, &g.Ran}
	if g.Schedule == Decay {
		counts = append(counts, &g.DecaySteps)
		if len(numbers) != 4 {
			return nil, wrong
		}
		if g.DecayRate, err = parseNumber("rate", numbers[3], 0, maxDecayRate); err != nil {
			return nil, err
		}
		numbers = numbers[:3]
	}
	if len(numbers) > len(counts) {
		return nil, wrong
	}
	for i, text := range numbers {
		if *counts[i], err = parseInteger("steps", text, 1, MaxCount); err != nil {
			return nil, err
		}
	}
	return g, g.check()
}
