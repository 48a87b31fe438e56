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
	if err := l.checkPlace(o.Place, o); err != nil {
		return nil, err
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

// checkPlace reports a place that the network does not have.
func (l *Lab) checkPlace(p recipe.Place, o recipe.Operation) error {
	if p.Layer >= 0 && p.Layer < len(l.net.Layers) {
		layer := l.net.Layers[p.Layer]
		if p.To >= 0 && p.To < layer.Out && p.From >= -1 && p.From < layer.In {
			return nil
		}
	}
	return recipe.NewProblem("noWeight", "value", o.Text())
}

// pin prunes or keeps connections whatever a rule says, or leaves them to the
// rules again.
func (l *Lab) pin(o recipe.Pin) error {
	connections, err := l.connectionsOf(o)
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
		pins[c.layer][c.index] = o.Pin
		mask := &l.net.Layers[c.layer].Mask[c.index]
		switch o.Pin {
		case prune.Cut:
			*mask = 0
		case prune.Protected:
			*mask = l.base[c.layer][c.index] // a connection pruned for good has no weight
		}
	}
	l.pins = pins
	l.renew(&l.revision.Base)
	return l.did(o)
}

// A connection is a weight by its layer and its place in W.
type connection struct{ layer, index int }

// connectionsOf lists the connections that a pin decides about: one, or all of
// a neuron, incoming and outgoing.
func (l *Lab) connectionsOf(o recipe.Pin) ([]connection, error) {
	if err := l.checkPlace(o.Place, o); err != nil {
		return nil, err
	}
	layer := l.net.Layers[o.Layer]
	if o.From >= 0 {
		return []connection{{o.Layer, o.To*layer.In + o.From}}, nil
	}
	var connections []connection
	for i := range layer.In {
		connections = append(connections, connection{o.Layer, o.To*layer.In + i})
	}
	if o.Layer+1 < len(l.net.Layers) {
		next := l.net.Layers[o.Layer+1]
		for k := range next.Out {
			connections = append(connections, connection{o.Layer + 1, k*next.In + o.To})
		}
	}
	return connections, nil
}

// replacesPin reports whether a person's second decision about a connection
// leaves nothing of the first. Operations of an address are never merged like
// this: what "ri" draws depends on how many operations there are, and links
// from before pins were merged still open as what they were.
func replacesPin(before, next recipe.Pin) bool {
	return next.Place == before.Place && (next.Pin != prune.Free || before.Pin == prune.Free)
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
