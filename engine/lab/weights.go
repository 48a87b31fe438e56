package lab

import (
	"bonsai/engine/nn"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// edit sets one weight or bias.
func (l *Lab) edit(o recipe.Edit) error {
	number, err := l.numberAt(o)
	if err != nil {
		return err
	}
	*number = o.Value + 0 // −0 becomes 0: kernels and gonum differ in what they add to it
	return l.did(o)
}

// numberAt finds the weight or bias that an edit sets. A pruned connection has
// none.
func (l *Lab) numberAt(o recipe.Edit) (*float32, error) {
	if !o.Place.In(l.net.Units()) {
		return nil, recipe.NewProblem("noWeight", "value", o.Text())
	}
	layer := l.net.Layers[o.Layer]
	if o.From < 0 {
		return &layer.B[o.To], nil
	}
	i := o.To*layer.In + o.From
	if layer.Mask[i] == 0 {
		return nil, recipe.NewProblem("pruned", "value", o.Text())
	}
	return &layer.W[i], nil
}

// pin prunes or keeps connections whatever a rule says, or leaves them to the
// rules again.
func (l *Lab) pin(o recipe.Pin) error {
	pins, err := recipe.Pinned(o, l.Prunable(), l.net.Masks())
	if err != nil {
		return err
	}
	l.pins = pins
	l.renew(&l.revision.Base)
	return l.did(o)
}

// markWeights remembers the weights for a later rewind.
func (l *Lab) markWeights(o recipe.Mark) error {
	l.marked = l.net.Clone()
	l.addOperation(o)
	l.save()
	return nil
}

// rewind sets the surviving weights back.
func (l *Lab) rewind(o recipe.Rewind) error {
	from := l.marked
	if o.Random {
		from = samples.Redrawn(l.net, &l.now, len(l.operations))
	} else if from == nil {
		from = l.initial()
	}
	for i, layer := range l.net.Layers {
		copy(layer.W, from.Layers[i].W)
		copy(layer.B, from.Layers[i].B)
	}
	l.unshare()
	l.settleWeights()
	return l.did(o)
}

// initial returns the network before its first training step.
func (l *Lab) initial() *nn.Network { return l.samples.Network(&l.now) }
