package lab

import (
	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/prune/criteria"
)

// scored are the scores of one criterion, for the weights as they are.
type scored struct {
	criterion string
	scores    [][]float32
}

// scoresOf returns the scores of a criterion. They are kept until a weight
// changes.
func (l *Lab) scoresOf(criterion string) [][]float32 {
	if l.scored.criterion != criterion {
		l.scored = scored{criterion, criteria.Scores(criterion, l.evidence())}
	}
	return l.scored.scores
}

// changed forgets what was found out about weights that are no more.
func (l *Lab) changed() { l.scored = scored{} }

// How many training samples the criteria look at; fewer where a network is so
// large that second derivatives of more would keep a person waiting.
const (
	calibrationRows      = 1024
	calibrationRowsLarge = 256
	largeNetwork         = 100_000 // weights

	// compensationRows is more, because as many unknowns are solved for as a
	// layer has inputs.
	compensationRows = 4096
)

// evidence is what criteria look at: training data only.
func (l *Lab) evidence() *criteria.Evidence {
	net := l.net.Clone()
	for i, layer := range net.Layers {
		copy(layer.Mask, l.base[i])
	}
	rows := calibrationRows
	if weights(l.net) > largeNetwork {
		rows = calibrationRowsLarge
	}
	set := firstRows(l.samples.train, rows)
	return &criteria.Evidence{
		Net:      net,
		Start:    l.initial,
		Movement: l.trainer.Movement(),
		X:        set.X,
		Y:        set.Y,
		Seed:     l.now.Seed,
	}
}

// initial is the network before its first training step.
func (l *Lab) initial() *nn.Network {
	return newNetwork(&l.now, l.samples)
}

func firstRows(set data.Set, n int) data.Set {
	n = min(n, set.N)
	set.X, set.Y, set.N = set.X[:n*set.F], set.Y[:n], n
	return set
}
