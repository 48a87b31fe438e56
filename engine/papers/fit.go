package main

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/quant"
	"bonsai/engine/train"
)

// batch is the number of samples in a training step.
const batch = 64

// A source supplies batches to train on.
type source interface {
	// next fills x with images [rows][features] and y with their classes [rows].
	// It returns the teacher's probabilities [rows][10], or nil without a teacher.
	next(x, y []float32) (soft []float32)

	// size returns the number of samples in an epoch.
	size() int
}

// plain is a source without a teacher: the samples of a set in random order, each
// once in an epoch.
type plain struct {
	set   data.Set
	r     *rand.Rand
	order []int
	at    int
}

// newPlain returns a source with the samples of a set.
func newPlain(set data.Set, seed uint64) *plain {
	return &plain{set: set, r: rand.New(rand.NewPCG(seed, 1))}
}

// size implements source.
func (p *plain) size() int { return p.set.N }

// next implements source.
func (p *plain) next(x, y []float32) []float32 {
	for row := range y {
		if p.at == len(p.order) {
			p.order, p.at = p.r.Perm(p.set.N), 0
		}
		sample := p.order[p.at]
		p.at++
		copy(x[row*p.set.F:(row+1)*p.set.F], p.set.X[sample*p.set.F:])
		y[row] = p.set.Y[sample]
	}
	return nil
}

// A fit is a training of a network with Adam.
type fit struct {
	net    *nn.Network
	from   source
	rate   float64 // learning rate; it falls to 0 along half a period of a cosine
	steady bool    // the learning rate stays the same
	epochs float64

	codes  *quant.Codes           // if not nil, the values of a quantised network are trained
	before func(progress float64) // if not nil, called before each step; progress is 0 to 1
	decay  float64                // L2 regularisation rate
	hard   float64                // weight of the true class in the loss, if there is a teacher
}

// run trains the network. With a teacher the loss is
// hard·CE(true class) + (1−hard)·CE(teacher) at temperature 1. Its gradient with
// respect to the logits is the network's probabilities minus the mixture
// hard·true + (1−hard)·teacher.
func (f *fit) run() {
	optimizer, _ := train.NewOptimizer("adam", f.trained())
	pass := nn.NewPass(f.net, batch)
	inputs := f.net.Layers[0].In
	x, y := make([]float32, batch*inputs), make([]float32, batch)
	steps := int(f.epochs * float64(f.from.size()) / batch)
	values := f.trained()
	shared := f.gradients(values)
	for step := range steps {
		progress := float64(step) / float64(steps)
		if f.before != nil {
			f.before(progress)
		}
		soft := f.from.next(x, y)
		_, delta := pass.LossAndDelta(x, y, batch)
		if soft != nil {
			f.blend(delta, y, soft)
		}
		pass.BackwardFrom(x, delta, batch)
		if f.decay > 0 {
			for l, layer := range f.net.Layers {
				for i, w := range layer.W {
					pass.Gradients[l].W[i] += float32(f.decay) * w
				}
			}
		}
		rate := float32(f.rate)
		if !f.steady {
			rate = float32(f.rate * (0.5 + 0.5*math.Cos(math.Pi*progress)))
		}
		if f.codes == nil {
			optimizer.Step(f.net, pass.Gradients, rate)
			continue
		}
		f.codes.Gather(shared, pass.Gradients, f.net)
		for l := range shared {
			shared[l].B = pass.Gradients[l].B
		}
		optimizer.Step(values, shared, rate)
		f.codes.Write(f.net)
	}
}

// blend changes delta from the network's probabilities minus the true ones to its
// probabilities minus the mixture; see run.
func (f *fit) blend(delta, y, soft []float32) {
	for row, class := range y {
		for k := range 10 {
			target := float32(0)
			if k == int(class) {
				target = 1
			}
			delta[row*10+k] += float32(1-f.hard) * (target - soft[row*10+k]) / batch
		}
	}
}

// trained returns the network that the optimiser changes: the one of the fit or, if
// that is quantised, one whose weights are the values of the codes.
func (f *fit) trained() *nn.Network {
	if f.codes == nil {
		return f.net
	}
	n := &nn.Network{}
	for l, layer := range f.net.Layers {
		values := f.codes.Layers[l].Values
		mask := make([]uint8, len(values))
		for i := range mask {
			mask[i] = 1
		}
		n.Layers = append(n.Layers, &nn.Dense{In: len(values), Out: layer.Out, W: values, B: layer.B, Mask: mask})
	}
	return n
}

// gradients returns buffers for the gradients of a network.
func (f *fit) gradients(n *nn.Network) []nn.Gradient {
	var g []nn.Gradient
	for _, layer := range n.Layers {
		g = append(g, nn.Gradient{W: make([]float32, len(layer.W)), B: make([]float32, len(layer.B))})
	}
	return g
}

// errorOf returns the share of a set that a network classifies wrongly, in per cent.
func errorOf(n *nn.Network, set data.Set) float64 {
	_, accuracy := nn.Evaluate(nn.NewPass(n, 100), set.X, set.Y)
	return 100 * (1 - accuracy)
}
