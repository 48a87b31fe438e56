package lab

import (
	"bonsai/engine/deploy"
	"bonsai/engine/measure"
	"bonsai/engine/nn"
	"bonsai/engine/prune/calibration"
	"bonsai/engine/prune/criteria"
)

// scored are the scores of one criterion for the present weights.
type scored struct {
	criterion string
	scores    [][]float32
	revision  int
}

// Scores returns the scores of a criterion. They are kept until weights change. It
// returns nil if it is given up.
func (l *Lab) Scores(criterion string) [][]float32 {
	if l.scored.criterion == criterion {
		return l.scored.scores
	}
	var scores [][]float32
	found := func(s [][]float32) { scores = s }
	if !l.meter.Within(criteria.Steps(criterion, l.Evidence(), found)) {
		return nil
	}
	l.scored = scored{criterion: criterion, scores: scores}
	l.renew(&l.scored.revision)
	return scores
}

// knows reports whether the scores of a criterion need not be computed.
func (l *Lab) knows(criterion string) bool {
	return criterion == "magnitude" || l.scored.criterion == criterion
}

// Evidence returns what criteria look at: the network, and a calibration set
// of training samples.
func (l *Lab) Evidence() *criteria.Evidence {
	net := l.net.Clone()
	for i, layer := range net.Layers {
		copy(layer.Mask, l.base[i])
	}
	set := measure.First(l.samples.Train, calibration.Size(net.Weights()))
	return &criteria.Evidence{
		Net:      net,
		Start:    l.initial,
		Movement: l.trainer.Movement(),
		X:        set.X,
		Y:        set.Y,
		Seed:     l.now.Seed,
	}
}

// Network returns the network as it is. It must not be changed.
func (l *Lab) Network() *nn.Network { return l.net }

// Deploy returns the network as it is, to predict with it or to save it.
func (l *Lab) Deploy() *deploy.Network { return deploy.Of(l.net, l.samples) }

// Base returns the masks of what is pruned for good. They must not be changed.
func (l *Lab) Base() [][]uint8 { return l.base }
