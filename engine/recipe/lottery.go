package recipe

import (
	"math"

	"bonsai/engine/prune"
)

// Lottery searches for a winning ticket (Frankle and Carbin, "The Lottery
// Ticket Hypothesis", ICLR 2019). Each of its Rounds trains for Epochs, prunes
// Fraction of the kept weights, and rewinds the others to their initial values,
// or to those after RewindStep optimiser steps. Then it trains once more. With
// Random, the last round draws new initial weights instead; this is the control.
//
// An address records the operations that a lottery consists of (Expand).
type Lottery struct {
	Criterion, Scope string
	Rounds, Epochs   int
	Fraction         float64
	RewindStep       int
	Random           bool
}

// Text returns "": an address records the operations of Expand.
func (Lottery) Text() string { return "" }

// Limits of a lottery.
const (
	MaxRounds = 40
)

func (l *Lottery) values() []*Value {
	return []*Value{
		optional(choice("criterion", prune.Criteria(), &l.Criterion)),
		optional(choice("scope", prune.Scopes(), &l.Scope)),
		integer("rounds", 1, MaxRounds, &l.Rounds),
		integer("epochs", 1, MaxEpochs, &l.Epochs),
		in(Share, decimal("fraction", 0.01, 0.99, &l.Fraction)),
		optional(in(Steps, integer("rewindStep", 0, maxTrain, &l.RewindStep))),
		optional(boolean("random", &l.Random)),
	}
}

func (l *Lottery) check() error { return nil }

func lotteryEntry() Entry {
	return scripted("lottery", Lottery{Criterion: "magnitude", Scope: prune.Global})
}

// Expand returns the operations of a lottery for a network with a sparsity.
func (l Lottery) Expand(sparsity float64) []Operation {
	operations := l.Beginning()
	for round, cut := range l.Cuts(sparsity) {
		last := round == l.Rounds-1
		operations = append(operations, l.Training(), cut, Rewind{l.Random && last})
	}
	return append(operations, l.Training())
}

// Beginning returns the operations before the first round.
func (l Lottery) Beginning() []Operation {
	if l.RewindStep == 0 {
		return nil
	}
	return []Operation{Train{Length{Count: l.RewindStep}}, Mark{}}
}

// Training returns the training of a round.
func (l Lottery) Training() Operation { return Train{Length{l.Epochs, true}} }

// Cuts returns the pruning of each round, for a network with a sparsity.
func (l Lottery) Cuts(sparsity float64) []Operation {
	cuts := make([]Operation, l.Rounds)
	for round, amount := range l.Sparsities(sparsity) {
		cuts[round] = Prune{Rule: prune.Rule{Criterion: l.Criterion, Scope: l.Scope, By: prune.BySparsity, Amount: amount}}
	}
	return cuts
}

// Sparsities returns the sparsity after each round, for a network with a sparsity.
func (l Lottery) Sparsities(sparsity float64) []float64 {
	after := make([]float64, l.Rounds)
	kept := 1 - sparsity
	for round := range after {
		kept = float64(kept * (1 - l.Fraction))
		after[round] = rounded(1 - kept)
	}
	return after
}

// rounded rounds a share to four decimal places, so that addresses stay short.
func rounded(share float64) float64 { return math.Round(share*1e4) / 1e4 }
