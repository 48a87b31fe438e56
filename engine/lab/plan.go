package lab

import (
	"bonsai/engine/plan"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// pruneGradually starts to prune during training.
func (l *Lab) pruneGradually(o recipe.Gradual) error {
	if err := l.run(o.StepsRun()); err != nil {
		return err
	}
	initial := l.Sparsity()
	l.plan = plan.Gradual(o, initial)
	l.planned = snapshot.Planned(o, initial, l.trainer.Steps())
	l.renew(&l.revision.Curve)
	return nil
}

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
	l.plan = plan.RigL(o)
	return nil
}

// inRun is the network as the plan of a run changes it: plan.Network.
type inRun struct{ *Lab }

func (l inRun) Prune(rule prune.Rule) bool {
	l.weightsChanged()
	if l.apply(rule) != nil {
		return false
	}
	l.rule = rule
	l.holdMasks()
	return true
}

func (l inRun) Regrow(fraction float64) {
	gradients := l.trainer.Gradients()
	for i, layer := range l.Prunable() {
		layer.Base = l.net.Layers[i].Mask
		prune.Regrow(layer, gradients[i].W, fraction)
	}
	l.weightsChanged()
	l.holdMasks()
}

// holdMasks makes the present masks final during a run.
func (l *Lab) holdMasks() {
	l.settleMasks()
	l.masksChanged()
}
