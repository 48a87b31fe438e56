// Package cost estimates how long an address takes to open, before anything is computed.
package cost

import (
	"bonsai/engine/carried"
	"bonsai/engine/curve"
	"bonsai/engine/data"
	"bonsai/engine/linalg"
	"bonsai/engine/measure"
	"bonsai/engine/prune"
	"bonsai/engine/prune/calibration"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Multiplications with an addition that a browser does in a second: those of the
// network's matrix products and of equations (float64), by the kernels, and others.
// Machines differ by a factor of three or so.
const (
	kernelSpeed   = 12e9
	equationSpeed = 4e9
	plainSpeed    = 0.6e9
)

// worthAsking is how many seconds an address may take without a question.
const worthAsking = 8

// Own are the sizes of a person's own data.
type Own struct{ Inputs, Classes, Train, Test int }

// Of estimates how long an experiment takes to open, and how much of it can be opened in
// a few seconds. own are the data that a recipe with a person's own data would get.
func Of(x recipe.Experiment, own Own) snapshot.Cost {
	c := newCosts(&x.Recipe, own)
	short := 0 // operations that take a few seconds together
	for i, o := range x.Operations {
		c.add(o)
		if c.seconds() < worthAsking {
			short = i + 1
		}
	}
	cost := snapshot.Cost{Seconds: c.seconds(), Ask: c.seconds() >= worthAsking, Left: len(x.Operations) - short}
	cost.Short = recipe.Experiment{Recipe: x.Recipe, Operations: x.Operations[:short]}.Address()
	cost.Start = recipe.Experiment{Recipe: x.Recipe}.Address()
	return cost
}

// costs adds up the multiplications of operations.
type costs struct {
	units       []int // neurons of each layer, inputs first
	train, test int   // samples
	batch       int
	density     float64 // of the weights that are not pruned
	teacher     int     // weights

	kernel, equations, plain float64 // multiplications
}

// generatedWork is about how many multiplications take as long as generating a
// number of a data set.
const generatedWork = 80

func newCosts(r *recipe.Recipe, own Own) *costs {
	c := &costs{batch: r.BatchSize, density: 1}
	inputs, outputs := 0, 1
	if kind, ok := data.Lookup(r.Dataset); ok {
		inputs, outputs = kind.Features, max(kind.Classes, 1)
		if kind.Plane {
			inputs = len(r.Inputs)
		}
		samples := max(kind.Samples, len(r.Points)/3)
		c.train = samples * r.TrainShare / 100
		c.test = samples - c.train
		c.plain = float64(generatedWork * samples * kind.Features)
	} else {
		inputs, outputs = own.Inputs, max(own.Classes, 1)
		c.train, c.test = own.Train, own.Test
	}
	c.units = unitsOf(inputs, r.Layers, outputs)
	c.plain += float64(encodedAsWork * c.weights())
	return c
}

func unitsOf(inputs int, layers []int, outputs int) []int {
	if outputs == 2 {
		outputs = 1
	}
	return append(append([]int{inputs}, layers...), outputs)
}

// SavedWork is about how many multiplications take as long as saving a weight in the
// history.
const SavedWork = 20

// encodedAsWork is about how many multiplications take as long as encoding a weight
// in all formats.
const encodedAsWork = 2000

func (c *costs) weights() (n int) {
	for i, in := range c.units[:len(c.units)-1] {
		n += in * c.units[i+1]
	}
	return n
}

func (c *costs) seconds() float64 {
	return c.kernel/kernelSpeed + c.equations/equationSpeed + c.plain/plainSpeed
}

// measured adds a number of measurements, after each of which the state is saved.
func (c *costs) measured(times float64) {
	w := max(c.weights(), 1)
	rows := min(c.train, measure.Affordable(measure.Whole, w)) + c.test
	c.kernel += times * float64(rows) * float64(w)
	c.plain += times * float64(SavedWork*w+20*rows)
}

// add adds an operation.
func (c *costs) add(o recipe.Operation) {
	w := c.weights()
	switch o := o.(type) {
	case recipe.Train:
		c.training(float64(o.Steps(c.stepsPerEpoch())))
	case recipe.Gradual:
		c.training(float64(o.StepsRun()))
		c.scores(o.Rule.Criterion, recipe.Updates)
		c.density = min(c.density, 1-o.Amount)
	case recipe.RigL:
		c.training(float64(o.StepsRun()))
		c.density = min(c.density, 1-o.Sparsity)
	case recipe.Prune:
		c.scores(o.Rule.Criterion, 1)
		c.density = 1
		if o.Rule.By == prune.BySparsity {
			c.density = 1 - o.Rule.Amount
		}
	case recipe.Compensate:
		c.compensation()
	case recipe.Quantize:
		if o.Scheme == recipe.Codebook {
			c.plain += float64(w) * (2*quant.MaxRounds/4 + 64)
		}
	case recipe.Distil:
		c.teacher = w
		c.units = unitsOf(c.units[0], o.Layers, c.units[len(c.units)-1])
		c.density = 1
	case recipe.Network:
		if n, err := carried.Decode(o); err == nil {
			c.units = n.Units()
		}
	}
	c.measured(1)
}

func (c *costs) stepsPerEpoch() int { return max(1, (c.train+c.batch-1)/c.batch) }

// Numbers of plain multiplications that take as long as what a step of training, and
// a sample in it, cost besides the matrix products.
const (
	stepWork   = 1000
	sampleWork = 60
)

func (c *costs) training(steps float64) {
	samples := steps * float64(min(c.batch, max(c.train, 1)))
	c.kernel += samples * float64(3*c.weights()+c.teacher)
	c.plain += steps*(stepWork+float64(2*c.weights())) + samples*sampleWork
	c.measured(min(steps/float64(c.stepsPerEpoch()), 2*curve.MaxPoints))
}

// scores adds what a criterion computes, a number of times.
func (c *costs) scores(criterion string, times float64) {
	w := c.weights()
	rows := min(c.train, calibration.Size(w))
	work := float64(50 * w)
	switch criterion {
	case "obs":
		for _, in := range c.units[:len(c.units)-1] {
			c.equations += times * float64(calibration.MomentProducts(rows, in)/2+2*linalg.FactorizeProducts(in+1, 0))
		}
	case "obd":
		c.kernel += times * float64(rows*w*2*c.units[len(c.units)-1])
	case "synflow":
		work += 1500 * float64(w)
	default:
		if prune.NeedsSamples(criterion) {
			c.kernel += times * float64(3*rows*w)
		}
	}
	c.plain += times * work
}

// compensation adds the solution of the equations of all neurons. Where something is
// pruned, each neuron keeps other inputs and has equations of its own.
func (c *costs) compensation() {
	rows := min(c.train, calibration.CompensationSize)
	for l, in := range c.units[:len(c.units)-1] {
		out := c.units[l+1]
		c.equations += 1.5 * float64(calibration.MomentProducts(rows, in))
		c.plain += float64(in * in * out)
		c.kernel += float64(2 * rows * in * out)
		kept := int(c.density * float64(in+1))
		if c.density == 1 {
			c.equations += float64(linalg.FactorizeProducts(kept, out))
		} else {
			c.equations += float64(out) * float64(linalg.FactorizeProducts(kept, 1))
		}
	}
}
