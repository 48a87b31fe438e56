package lab

import (
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// A plan changes the masks during a run.
type plan interface {
	// before is called before each optimiser step, when done of total steps
	// are done. It returns false, and has changed nothing, if it was given up.
	before(l *Lab, done, total int) bool

	// rest returns the operation that continues the plan for the steps left.
	rest(l *Lab, left int) recipe.Operation

	// done returns the operation as an address records it, when ran of its
	// steps were done.
	done(ran int) recipe.Operation
}

// gradual is a gradual pruning under way.
type gradual struct {
	recipe.Gradual
	initial float64 // sparsity at its beginning
}

// pruneGradually starts to prune during training.
func (l *Lab) pruneGradually(o recipe.Gradual) error {
	if err := l.run(o.StepsRun()); err != nil {
		return err
	}
	g := &gradual{o, l.Sparsity()}
	l.plan, l.planSteps = g, o.Count
	l.planned = snapshot.Planned(o, g.initial, l.trainer.Steps())
	l.renew(&l.revision.Curve)
	return nil
}

func (g *gradual) done(ran int) recipe.Operation {
	o := g.Gradual
	o.Ran = ran
	return o
}

func (g *gradual) rest(l *Lab, left int) recipe.Operation {
	o := g.Gradual
	o.Length, o.Ran = recipe.Length{Count: left}, left
	if o.Schedule == recipe.Decay {
		o.Amount = min(l.rule.Amount, recipe.MaxEpsilon)
	}
	return o
}

func (g *gradual) before(l *Lab, done, total int) bool {
	rule := g.Rule
	if !g.Due(done, total) {
		return true
	}
	rule.Amount = g.AmountAt(g.initial, done)
	l.weightsChanged()
	if l.apply(rule) != nil {
		return false
	}
	l.rule = rule
	l.holdMasks()
	return true
}

// holdMasks makes the present masks final during a run.
func (l *Lab) holdMasks() {
	l.settleMasks()
	l.masksChanged()
}

// rigl is RigL under way.
type rigl struct{ recipe.RigL }

// rigl starts to train at a sparsity while connections move. A network that is
// denser is pruned at random first, with the Erdős–Rényi-kernel densities of
// the paper.
func (l *Lab) rigl(o recipe.RigL) error {
	if err := l.samples.Enough(); err != nil {
		return err
	}
	if l.Sparsity() < o.Sparsity {
		rule := prune.Rule{Criterion: "random", Scope: prune.ByERK, By: prune.BySparsity, Amount: o.Sparsity}
		if err := l.apply(rule); err != nil {
			return err
		}
	}
	if err := l.run(o.StepsRun()); err != nil {
		return err
	}
	l.plan, l.planSteps = &rigl{o}, o.Count
	return nil
}

func (r *rigl) done(ran int) recipe.Operation {
	o := r.RigL
	o.Ran = ran
	return o
}

func (r *rigl) rest(_ *Lab, left int) recipe.Operation {
	return recipe.RigL{Sparsity: r.Sparsity, Length: recipe.Length{Count: left}, Ran: left}
}

func (r *rigl) before(l *Lab, done, total int) bool {
	// A run too short for the paper's interval updates as often as other plans.
	interval := min(prune.RigLInterval, max(total/recipe.Updates, 1))
	if done == 0 || done%interval != 0 {
		return true
	}
	gradients, fraction := l.trainer.Gradients(), prune.RigLFraction(float64(done)/float64(total))
	for i, layer := range l.Prunable() {
		layer.Base = l.net.Layers[i].Mask
		prune.Regrow(layer, gradients[i].W, fraction)
	}
	l.weightsChanged()
	l.holdMasks()
	return true
}
