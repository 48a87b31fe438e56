package lab

import (
	"math"

	"bonsai/engine/distill"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
)

// Commands beyond train and prune. Each stops what is under way and then does
// its steps.

type (
	// Gradual prunes while it trains, for so many epochs or optimiser steps. By
	// sparsity Schedule leads from the present sparsity to the rule's amount;
	// by ε "decay" changes the threshold by the factor DecayRate every
	// DecaySteps, beginning with the rule's amount.
	Gradual struct {
		prune.Rule
		Schedule      string
		Epochs, Steps int
		DecaySteps    int
		DecayRate     float64
	}

	// RigL trains for so many epochs or steps at a sparsity while connections
	// are dropped and grown.
	RigL struct {
		Sparsity      float64
		Epochs, Steps int
	}

	// Lottery looks for a winning ticket: Rounds times it trains for Epochs,
	// prunes Fraction of what is left by the rule's criterion and scope, and
	// rewinds the survivors, to the first weights or to those of the step
	// RewindStep; then it trains once more. Random draws the survivors anew in
	// the last round: the control.
	Lottery struct {
		Criterion, Scope string
		Rounds, Epochs   int
		Fraction         float64
		RewindStep       int
		Random           bool
	}

	// Compensate solves the survivors anew for what was cut.
	Compensate struct{}

	// Quantize rounds the kept weights. Entries is for "codebook".
	Quantize struct {
		Scheme  string
		Entries int
	}

	// Mark remembers the weights to be rewound to, Rewind goes back to them.
	Mark   struct{}
	Rewind struct{ Random bool }

	// Distil makes the network the teacher of a new one.
	Distil struct {
		Layers            []int
		Temperature, Hard float64
	}

	// PinConnection cuts or protects a connection, or a neuron with From −1.
	PinConnection struct {
		Layer, To, From int
		Pin             prune.Pin
	}
)

// after stops what is under way and does steps, one after the other.
func (l *Lab) after(steps ...step) error {
	if err := l.stop(); err != nil {
		return err
	}
	l.todo = steps
	return l.continueTodo()
}

// stepsOf is how long to train, in optimiser steps.
func (l *Lab) stepsOf(epochs, steps int) (int, error) {
	total := steps + epochs*l.trainer.StepsPerEpoch()
	if total > maxCount {
		return 0, problem("range", "field", "steps", "value", total, "min", 1, "max", maxCount)
	}
	return total, nil
}

func (c Gradual) do(l *Lab) error {
	total, err := l.stepsOf(c.Epochs, c.Steps)
	if err != nil {
		return err
	}
	s := gradualStep{c.Rule, c.Schedule, total, total, c.DecaySteps, c.DecayRate}
	if err := checkRule(c.Rule); err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}
	return l.after(s)
}

func (c RigL) do(l *Lab) error {
	total, err := l.stepsOf(c.Epochs, c.Steps)
	if err != nil {
		return err
	}
	return l.after(riglStep{c.Sparsity, total, total})
}

func (c Lottery) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	steps := c.beginning()
	for round, cut := range c.cuts(l.sparsity()) {
		last := round == c.Rounds-1
		steps = append(steps, c.training(), cut, rewindStep{c.Random && last})
	}
	return l.after(append(steps, c.training())...)
}

// beginning is what comes before the first round.
func (c Lottery) beginning() []step {
	if c.RewindStep == 0 {
		return nil
	}
	return []step{trainStep{count: c.RewindStep}, markStep{}}
}

func (c Lottery) training() step { return trainStep{c.Epochs, true} }

// cuts are the prunings of the rounds, of a network with a sparsity.
func (c Lottery) cuts(sparsity float64) []step {
	cuts := make([]step, c.Rounds)
	kept := 1 - sparsity
	for round := range cuts {
		kept = float64(kept * (1 - c.Fraction))
		cuts[round] = pruneStep{prune.Rule{Criterion: c.Criterion, Scope: c.Scope, By: prune.BySparsity, Amount: rounded(1 - kept)}}
	}
	return cuts
}

// rounded keeps shares short in an address.
func rounded(share float64) float64 { return math.Round(share*1e4) / 1e4 }

func (Compensate) do(l *Lab) error { return l.after(compensateStep{}) }

func (c Quantize) do(l *Lab) error {
	if c.Scheme != "codebook" {
		c.Entries = 0
	}
	return l.after(quantizeStep{c.Scheme, c.Entries})
}

func (Mark) do(l *Lab) error     { return l.after(markStep{}) }
func (c Rewind) do(l *Lab) error { return l.after(rewindStep{c.Random}) }

func (c Distil) do(l *Lab) error {
	return l.after(distilStep{c.Layers, c.Temperature, c.Hard})
}

func (c PinConnection) do(l *Lab) error {
	s := pinStep{c.Pin, c.Layer, c.To, c.From, true}
	if _, err := s.places(l.net); err != nil {
		return err
	}
	return l.after(s)
}

func readGradual(a *args) Command {
	c := Gradual{Rule: readRule(a), Schedule: a.option("schedule", Schedules())}
	c.Epochs, c.Steps = readLength(a)
	if c.Schedule == decay {
		c.DecaySteps = a.integer("decaySteps", 1, maxTrainCount)
		c.DecayRate = a.number("decayRate", 0, maxDecayRate)
	}
	return c
}

func readRigL(a *args) Command {
	c := RigL{Sparsity: a.number("sparsity", 0, 1)}
	c.Epochs, c.Steps = readLength(a)
	return c
}

// Bounds of the search for a ticket.
const (
	MaxRounds       = 40
	maxTicketEpochs = 1000
)

func readLottery(a *args) Command {
	c := Lottery{
		Criterion: a.option("criterion", prune.Criteria()),
		Scope:     a.option("scope", Scopes()),
		Rounds:    a.integer("rounds", 1, MaxRounds),
		Epochs:    a.integer("epochs", 1, maxTicketEpochs),
		Fraction:  a.number("fraction", 0.01, 0.99),
	}
	if a.has("rewindStep") {
		c.RewindStep = a.integer("rewindStep", 0, maxTrainCount)
	}
	if a.has("random") {
		c.Random = a.boolean("random")
	}
	return c
}

func readQuantize(a *args) Command {
	c := Quantize{Scheme: a.option("scheme", append(quant.Schemes(), unquantized))}
	if c.Scheme == "codebook" {
		c.Entries = a.integer("entries", quant.MinEntries, quant.MaxEntries)
	}
	return c
}

func readRewind(a *args) Command {
	c := Rewind{}
	if a.has("random") {
		c.Random = a.boolean("random")
	}
	return c
}

func readDistil(a *args) Command {
	c := Distil{Layers: a.layers("layers"), Temperature: 4, Hard: 0.5}
	if a.has("temperature") {
		c.Temperature = a.number("temperature", distill.MinTemperature, distill.MaxTemperature)
	}
	if a.has("hard") {
		c.Hard = a.number("hard", 0, 1)
	}
	return c
}

func readPin(a *args) Command {
	pins := map[string]prune.Pin{"cut": prune.Cut, "protect": prune.Protected, "free": prune.Free}
	c := PinConnection{
		Layer: a.integer("layer", 0, maxIndex),
		To:    a.integer("to", 0, maxIndex),
		From:  -1,
	}
	if a.has("from") {
		c.From = a.integer("from", -1, maxIndex)
	}
	c.Pin = pins[a.option("pin", []string{"cut", "protect", "free"})]
	return c
}
