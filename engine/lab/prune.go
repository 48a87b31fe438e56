package lab

import (
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// pruneByHand puts a rule in force. A preview is neither recorded nor fully
// measured.
func (l *Lab) pruneByHand(p recipe.Prune) error {
	if err := recipe.CheckRule(p.Rule); err != nil {
		return err
	}
	if err := l.canScore(p.Rule.Criterion); err != nil {
		return err
	}
	if l.Training() || !p.Preview {
		l.previewing = false // replaced by this rule
		if err := l.stop(); err != nil {
			return err
		}
	}
	if !p.Preview {
		return l.prune(p)
	}
	preview := func() error {
		if err := l.apply(p.Rule); err != nil {
			return err
		}
		l.rule = p.Rule
		l.glance()
		l.previewing = true
		return nil
	}
	if l.postpones() && !l.knows(p.Rule.Criterion) {
		return l.beginWork(false, preview)
	}
	return preview()
}

// canScore returns an error if a criterion needs samples and there are none.
func (l *Lab) canScore(criterion string) error {
	if l.samples.Empty && prune.NeedsSamples(criterion) {
		return l.samples.Enough()
	}
	return nil
}

// prune puts a rule in force and records it.
func (l *Lab) prune(p recipe.Prune) error {
	if err := l.canScore(p.Rule.Criterion); err != nil {
		return err
	}
	if err := l.apply(p.Rule); err != nil {
		return err
	}
	l.rule = p.Rule
	if !l.meter.Did(rankedWork*l.net.Weights()) || !l.Measure() {
		return errGivenUp
	}
	l.previewing = false
	l.keepRule()
	return nil
}

// rankedWork is about how many multiplications take as long as finding out whether a
// weight is pruned, given all scores.
const rankedWork = 30

// apply sets the masks to those of a rule. If it is given up, nothing has changed.
func (l *Lab) apply(rule prune.Rule) error {
	scores := l.Scores(rule.Criterion)
	if scores == nil || !l.meter.Did(rankedWork*l.net.Weights()) {
		return errGivenUp
	}
	masks, held := rule.Masks(l.Prunable(), scores)
	l.net.SetMasks(masks)
	l.held = held
	l.masksChanged()
	l.byRule = true
	return nil
}

// Prunable returns the network as package prune sees it. The slices are the
// lab's own.
func (l *Lab) Prunable() []prune.Layer {
	layers := make([]prune.Layer, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		layers[i] = prune.Layer{In: layer.In, Out: layer.Out, W: layer.W, Base: l.base[i]}
		if l.pins != nil {
			layers[i].Pins = l.pins[i]
		}
	}
	return layers
}

// Kept returns how many connections the masks keep.
func (l *Lab) Kept() int { return prune.Kept(l.net.Masks()) }

// Sparsity returns the share of all weights that are pruned.
func (l *Lab) Sparsity() float64 {
	total := l.net.Weights()
	return float64(total-l.Kept()) / float64(total)
}

// settleWeights makes the pruning final, as training does: the pruned weights
// become zero, and a later rule cannot bring them back.
func (l *Lab) settleWeights() {
	l.net.ZeroPruned()
	l.settleMasks()
}

// settleMasks makes what is pruned now pruned for good.
func (l *Lab) settleMasks() {
	l.base = l.net.CopyMasks()
	l.renew(&l.revision.Base)
}
