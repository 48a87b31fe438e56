package lab

import (
	"bonsai/engine/carried"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// replaceNetwork puts the network of an address in place of the present one.
func (l *Lab) replaceNetwork(o recipe.Network) error {
	n, err := carried.Decode(o)
	if err != nil {
		return err
	}
	now, err := l.samples.RecipeOf(n, &l.now)
	if err != nil {
		return err
	}
	l.now = now
	for _, layer := range n.Layers {
		for i := range layer.B {
			layer.B[i] += 0 // −0 becomes 0, as in an edit
		}
	}
	l.takeOver(n)
	l.equip()
	if !l.Measure() {
		return errGivenUp
	}
	l.setWhole() // of the network before that there is only what the sender has measured
	if h := o.History; h != nil && (l.Kept() < n.Weights() || h.Quantized()) {
		l.dense.Metrics = snapshot.Metrics{Loss: h.Loss, Accuracy: h.Accuracy}
	}
	l.record()
	l.addOperation(o)
	l.save()
	return nil
}

// Model returns an address that contains the network. If entries is 0 it has
// the exact weights; otherwise each layer's weights are rounded to that many
// values, which makes the address short. The lab does not change.
func (l *Lab) Model(entries int) (snapshot.Model, error) {
	net, err := carried.Rounded(l.net, entries)
	if err != nil {
		return snapshot.Model{}, err
	}
	accuracy, steps := l.testMetrics.Accuracy, recipe.StepsOf(l.operations)
	if net != l.net {
		if rounded := (recipe.Step{Kind: recipe.StepQuantize, Count: entries}); len(steps) == 0 || steps[len(steps)-1] != rounded {
			steps = append(steps, rounded)
		}
		_, accuracy = nn.Evaluate(nn.NewPass(net, measure.Rows), l.samples.Test.X, l.samples.Test.Y)
	}
	history := recipe.NewHistory(l.dense.Accuracy, l.dense.Loss, l.Epsilon(), steps)
	address, received, err := carried.Address(l.samples.WithoutFile(&l.start), net, history)
	if err != nil {
		return snapshot.Model{}, err
	}
	return snapshot.Model{Link: address, Accuracy: snapshot.Bounded(accuracy), Kept: prune.Kept(received.Masks())}, nil
}
