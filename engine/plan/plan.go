// Package plan changes which connections a network keeps while it trains: gradually, by
// a schedule, or as RigL does.
package plan

import (
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// A Network is what a plan prunes.
type Network interface {
	// Prune puts a rule in force, for good. It returns false, and has changed
	// nothing, if it was given up.
	Prune(rule prune.Rule) bool

	// Regrow replaces a fraction of each layer's connections, as RigL does.
	Regrow(fraction float64)
}

// A Plan changes the masks during a run.
type Plan interface {
	// Before is called before each optimiser step, when done of the run's steps are
	// done. It returns false, and has changed nothing, if it was given up.
	Before(n Network, done int) bool

	// Rest returns the operation that continues the plan for the steps left. amount
	// is that of the rule in force.
	Rest(left int, amount float64) recipe.Operation

	// Done returns the operation as an address records it, when ran of its steps
	// were done.
	Done(ran int) recipe.Operation
}

// gradual is a gradual pruning under way.
type gradual struct {
	recipe.Gradual
	initial float64 // sparsity at its beginning
}

// Gradual returns the plan that prunes gradually a network that has an initial
// sparsity. The length of o must be in steps.
func Gradual(o recipe.Gradual, initial float64) Plan { return gradual{o, initial} }

func (g gradual) Done(ran int) recipe.Operation {
	o := g.Gradual
	o.Ran = ran
	return o
}

func (g gradual) Rest(left int, amount float64) recipe.Operation {
	o := g.Gradual
	o.Length, o.Ran = recipe.Length{Count: left}, left
	if o.Schedule == recipe.Decay {
		o.Amount = min(amount, recipe.MaxEpsilon)
	}
	return o
}

func (g gradual) Before(n Network, done int) bool {
	rule := g.Rule
	if !g.Due(done) {
		return true
	}
	rule.Amount = g.AmountAt(g.initial, done)
	return n.Prune(rule)
}

// rigl is RigL under way.
type rigl struct{ recipe.RigL }

// RigL returns the plan that keeps the sparsity and moves connections. The length of o
// must be in steps.
func RigL(o recipe.RigL) Plan { return rigl{o} }

func (r rigl) Done(ran int) recipe.Operation {
	o := r.RigL
	o.Ran = ran
	return o
}

func (r rigl) Rest(left int, _ float64) recipe.Operation {
	return recipe.RigL{Sparsity: r.Sparsity, Length: recipe.Length{Count: left}, Ran: left}
}

func (r rigl) Before(n Network, done int) bool {
	// A run too short for the paper's interval updates as often as other plans.
	interval := min(prune.RigLInterval, max(r.Count/recipe.Updates, 1))
	if done > 0 && done%interval == 0 {
		n.Regrow(prune.RigLFraction(float64(done) / float64(r.Count)))
	}
	return true
}
