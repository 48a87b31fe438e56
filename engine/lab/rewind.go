package lab

import (
	"math/rand/v2"

	"bonsai/engine/nn"
)

// markStep remembers the weights as they are, to be rewound to: "m".
type markStep struct{}

// rewindStep sets the survivors back to the weights that were marked, or to the
// first ones: a lottery ticket (Frankle and Carbin, ICLR 2019): "r". Its
// control draws them anew, which tells whether the mask alone does it: "ri".
type rewindStep struct{ random bool }

func (markStep) text() string { return "m" }

func (markStep) do(l *Lab) error {
	l.mark = l.net.Clone()
	l.addStep(markStep{})
	l.save()
	return nil
}

func (s rewindStep) text() string {
	if s.random {
		return "ri"
	}
	return "r"
}

func (s rewindStep) do(l *Lab) error {
	from := l.mark
	if s.random {
		from = l.redrawn()
	} else if from == nil {
		from = l.initial()
	}
	for i, layer := range l.net.Layers {
		copy(layer.W, from.Layers[i].W)
		copy(layer.B, from.Layers[i].B)
	}
	l.unshare()
	l.settleWeights()
	l.did(s)
	return nil
}

// redrawn is the network with first weights that it has not had yet: the lots
// go on with the number of steps.
func (l *Lab) redrawn() *nn.Network {
	n := l.net.Clone()
	scheme, _ := nn.ParseInit(l.now.Init)
	n.Init(scheme, rand.New(rand.NewPCG(uint64(l.now.Seed), initStream+1+uint64(len(l.steps)))))
	return n
}
