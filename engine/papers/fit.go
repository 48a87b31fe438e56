package main

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/quant"
	"bonsai/engine/train"
)

// batch is how many samples a step takes.
const batch = 64

// A source gives batches: images [rows][784], their classes, and the
// probabilities that a teacher gives to the ten classes, or nil.
type source interface {
	next(x, y []float32) (soft []float32)
	size() int // samples in an epoch
}

// plain gives the samples of a set in a random order, without a teacher.
type plain struct {
	set   data.Set
	r     *rand.Rand
	order []int
	at    int
}

func newPlain(set data.Set, seed uint64) *plain {
	return &plain{set: set, r: rand.New(rand.NewPCG(seed, 1))}
}

func (p *plain) size() int { return p.set.N }

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

// A fit trains a network.
type fit struct {
	net    *nn.Network
	from   source
	rate   float64 // of learning, at the start; it falls along half a cosine
	steady bool    // or stays
	epochs float64

	codes  *quant.Codes    // the weights share values; nil: they do not
	before func(x float64) // is called before each step with the progress, 0 to 1
	decay  float64         // L2
	hard   float64         // the share of the true class beside a teacher
}

// run trains. With a teacher the loss is hard·CE(class) + (1−hard)·CE(teacher),
// at temperature 1: the gradient by the logits is their probabilities minus the
// mixture of the two targets.
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

// blend turns probabilities minus truth into probabilities minus mixture.
func (f *fit) blend(delta, y, soft []float32) {
	for row, class := range y {
		for k := range 10 {
			truth := float32(0)
			if k == int(class) {
				truth = 1
			}
			delta[row*10+k] += float32(1-f.hard) * (truth - soft[row*10+k]) / batch
		}
	}
}

// trained is what the optimiser changes: the network, or what its weights share.
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

func (f *fit) gradients(n *nn.Network) []nn.Gradient {
	var g []nn.Gradient
	for _, layer := range n.Layers {
		g = append(g, nn.Gradient{W: make([]float32, len(layer.W)), B: make([]float32, len(layer.B))})
	}
	return g
}

// errorOf is the share of a set that a network gets wrong, in per cent.
func errorOf(n *nn.Network, set data.Set) float64 {
	_, accuracy := nn.Evaluate(nn.NewPass(n, 100), set.X, set.Y)
	return 100 * (1 - accuracy)
}
