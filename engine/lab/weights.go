package lab

import (
	"math/rand/v2"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
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
	connections, err := o.Connections(l.net.Units())
	if err != nil {
		return err
	}
	pins := make([][]prune.Pin, len(l.net.Layers))
	for i, layer := range l.net.Layers {
		pins[i] = make([]prune.Pin, len(layer.W))
		if l.pins != nil {
			copy(pins[i], l.pins[i])
		}
	}
	for _, c := range connections {
		pins[c.Layer][c.Index] = o.Pin
		mask := &l.net.Layers[c.Layer].Mask[c.Index]
		switch o.Pin {
		case prune.Cut:
			*mask = 0
		case prune.Protected:
			*mask = l.base[c.Layer][c.Index] // a connection pruned for good has no weight
		}
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
		from = l.reinitialised()
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

// reinitialised returns the network with initial weights that it has not had
// yet: the random numbers depend on the number of operations.
func (l *Lab) reinitialised() *nn.Network {
	n := l.net.Clone()
	scheme, _ := nn.ParseInit(l.now.Init)
	n.Init(scheme, rand.New(rand.NewPCG(uint64(l.now.Seed), samples.InitStream+1+uint64(len(l.operations)))))
	return n
}
