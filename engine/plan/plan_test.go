package plan_test

import (
	"fmt"
	"math"
	"testing"

	"bonsai/engine/plan"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// network notes what a plan asks for.
type network struct {
	amounts, fractions []float64
	at                 []int // the optimiser steps before which it was asked
	done               int
	givesUp            bool
}

func (n *network) Prune(rule prune.Rule) bool {
	if n.givesUp {
		return false
	}
	n.at, n.amounts = append(n.at, n.done), append(n.amounts, rule.Amount)
	return true
}

func (n *network) Regrow(fraction float64) {
	n.at, n.fractions = append(n.at, n.done), append(n.fractions, fraction)
}

// follow carries out a plan of a number of steps.
func (n *network) follow(p plan.Plan, steps int) {
	for n.done = range steps {
		p.Before(n, n.done)
	}
}

func gradually(schedule string, by string, amount float64, steps int) recipe.Gradual {
	return recipe.Gradual{
		Rule:     prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: by, Amount: amount},
		Schedule: schedule, Length: recipe.Length{Count: steps},
	}
}

// "linear" in 8 steps reaches its target after 7 of them: the last lets accuracy recover.
func Example() {
	n := &network{}
	n.follow(plan.Gradual(gradually("linear", prune.BySparsity, 0.7, 8), 0), 8)
	for i, amount := range n.amounts {
		fmt.Printf("%d: %.1f  ", n.at[i], amount)
	}
	// Output: 0: 0.0  1: 0.1  2: 0.2  3: 0.3  4: 0.4  5: 0.5  6: 0.6  7: 0.7
}

// A threshold of 0.01 that grows by half every 3 steps: 0.01, 0.015, 0.0225.
func TestAThresholdDecaysDuringTheWholeRun(t *testing.T) {
	o := gradually(recipe.Decay, prune.ByEpsilon, 0.01, 9)
	o.DecaySteps, o.DecayRate = 3, 1.5
	n := &network{}
	n.follow(plan.Gradual(o, 0), 9)
	if got := fmt.Sprintf("%d %.4f", n.at, n.amounts); got != "[0 3 6] [0.0100 0.0150 0.0225]" {
		t.Error(got)
	}
}

func TestAPlanSaysThatItWasGivenUp(t *testing.T) {
	p := plan.Gradual(gradually("constant", prune.BySparsity, 0.9, 10), 0)
	if p.Before(&network{givesUp: true}, 0) {
		t.Error("a plan that was given up says that it was followed")
	}
	if !p.Before(&network{givesUp: true}, 1) {
		t.Error("a step before which nothing is due says that it was given up")
	}
}

// 640 steps have 64 updates; 64,000 have one every 100 steps, as in the paper.
// Nothing moves before the first step, and nothing in the last quarter (T_end = 0.75):
// α/2·(1+cos(π/3)) = 0.15·1.5 = 0.225 with α = 0.3 after a quarter.
func TestRigLMovesFewerAndFewerConnections(t *testing.T) {
	for _, test := range []struct{ steps, interval int }{{640, 10}, {64_000, 100}, {7, 1}} {
		n := &network{}
		n.follow(plan.RigL(recipe.RigL{Sparsity: 0.9, Length: recipe.Length{Count: test.steps}}), test.steps)
		if n.at[0] != test.interval || n.at[1] != 2*test.interval {
			t.Errorf("%d steps: connections move before steps %d and %d, want every %d", test.steps, n.at[0], n.at[1], test.interval)
		}
		for i, fraction := range n.fractions {
			if i > 0 && fraction > n.fractions[i-1] {
				t.Errorf("%d steps: the fraction grows to %v before step %d", test.steps, fraction, n.at[i])
			}
			if 4*n.at[i] == test.steps && math.Abs(fraction-0.225) > 1e-6 {
				t.Errorf("%d steps: after a quarter the fraction is %v, want 0.225", test.steps, fraction)
			}
		}
	}
}

// What is left of a plan begins where it is: with its threshold in force; and both
// parts say how many steps they ran.
func TestAPlanIsContinuedWithWhatIsLeft(t *testing.T) {
	decay := gradually(recipe.Decay, prune.ByEpsilon, 0.02, 880)
	decay.DecaySteps, decay.DecayRate = 100, 1.5
	for _, test := range []struct {
		plan       plan.Plan
		done, rest string
	}{
		{plan.Gradual(decay, 0), "g:magnitude:global:e0.02:decay:880:300:100:1.5", "g:magnitude:global:e0.0675:decay:580:580:100:1.5"},
		{plan.Gradual(gradually("cubic", prune.BySparsity, 0.9, 880), 0.5), "gradual:magnitude:global:s0.9:cubic:880:300", "gradual:magnitude:global:s0.9:cubic:580"},
		{plan.RigL(recipe.RigL{Sparsity: 0.9, Length: recipe.Length{Count: 880}}), "", ""},
	} {
		done, rest := test.plan.Done(300).Text(), test.plan.Rest(580, 0.0675).Text()
		if test.done == "" {
			test.done = recipe.RigL{Sparsity: 0.9, Length: recipe.Length{Count: 880}, Ran: 300}.Text()
			test.rest = recipe.RigL{Sparsity: 0.9, Length: recipe.Length{Count: 580}}.Text()
		}
		if done != test.done || rest != test.rest {
			t.Errorf("done %s, rest %s; want %s, %s", done, rest, test.done, test.rest)
		}
	}
}
