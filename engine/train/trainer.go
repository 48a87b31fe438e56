package train

import (
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
)

// Options are the settings of a Trainer. They may be changed between two steps.
type Options struct {
	LearningRate float64
	BatchSize    int // 1 to MaxBatch

	// Regularization is what is added to the gradient of each weight, but not
	// of the biases: rate·w for "l2", rate·sign(w) for "l1", nothing for "none".
	Regularization     string
	RegularizationRate float64
}

// MaxBatch is the largest batch size.
const MaxBatch = 128

// A Trainer trains a network on the samples of a set, batch by batch. Each epoch
// uses every sample once, in an order that depends only on the seed and the
// number of the epoch. The last batch of an epoch may be smaller than the others.
type Trainer struct {
	Options

	net       *nn.Network
	optimizer Optimizer
	set       data.Set
	seed      uint32
	teacher   *distill.Teacher // nil: no distillation
	shared    *shared          // nil: weights share no values
	fused     *fused           // nil: not planned yet

	pass  *nn.Pass
	x, y  []float32 // the batch
	order []int32   // of the samples in this epoch

	movement [][]float32 // −Σ w·∂L/∂w, in the weights' shapes

	epoch    int // completed epochs
	position int // samples of this epoch that have been used
	steps    int
}

// New returns a trainer of n on the samples of a set.
func New(n *nn.Network, o Optimizer, set data.Set, options Options, seed uint32) *Trainer {
	t := &Trainer{
		Options:   options,
		net:       n,
		optimizer: o,
		set:       set,
		seed:      seed,
		pass:      nn.NewPass(n, MaxBatch),
		x:         make([]float32, MaxBatch*set.F),
		y:         make([]float32, MaxBatch),
		order:     make([]int32, set.N),
	}
	for _, layer := range n.Layers {
		t.movement = append(t.movement, make([]float32, len(layer.W)))
	}
	shuffle(t.order, uint64(t.seed), uint64(t.epoch))
	return t
}

// Step trains on one batch. It reports whether the logits of the batch were all
// finite; if not, training has diverged. The set must not be empty.
func (t *Trainer) Step() (finite bool) {
	rows := t.batchRows()
	if t.canFuse() {
		finite = t.fusedStep(rows)
	} else {
		finite = t.plainStep(rows)
	}
	t.count(rows)
	return finite
}

// batchRows returns the number of samples of the next batch.
func (t *Trainer) batchRows() int { return min(t.BatchSize, t.set.N-t.position) }

// gather copies the samples of the next batch to x and y.
func (t *Trainer) gather(rows int) {
	for row, sample := range t.order[t.position : t.position+rows] {
		copy(t.x[row*t.set.F:(row+1)*t.set.F], t.set.X[int(sample)*t.set.F:])
		t.y[row] = t.set.Y[sample]
	}
}

// count notes that a batch of the given size is done, and begins the next epoch
// after the last batch.
func (t *Trainer) count(rows int) {
	t.steps++
	if t.position += rows; t.position == t.set.N {
		t.position = 0
		t.epoch++
		shuffle(t.order, uint64(t.seed), uint64(t.epoch))
	}
}

// plainStep does in Go what fusedStep does by a kernel.
func (t *Trainer) plainStep(rows int) (finite bool) {
	t.gather(rows)
	t.backward(t.x[:rows*t.set.F], t.y[:rows], rows)
	finite = true
	for _, z := range t.pass.Logits(rows) {
		finite = finite && z-z == 0
	}
	t.accumulateMovement()
	t.regularize()
	t.update()
	return finite
}

// LearnFrom makes the outputs of a teacher part of the targets, from the next step
// on. nil ends that.
func (t *Trainer) LearnFrom(teacher *distill.Teacher) { t.teacher = teacher }

func (t *Trainer) backward(x, y []float32, rows int) {
	if t.teacher != nil {
		t.teacher.Backward(t.pass, x, y, rows)
		return
	}
	t.pass.Backward(x, y, rows)
}

func (t *Trainer) update() {
	if t.shared != nil {
		t.shared.step(t.optimizer, t.net, t.pass.Gradients, float32(t.LearningRate))
		return
	}
	t.optimizer.Step(t.net, t.pass.Gradients, float32(t.LearningRate))
}

// accumulateMovement adds −w·∂L/∂w to the movement of each weight. The loss is
// without its regularisation.
func (t *Trainer) accumulateMovement() {
	for l, layer := range t.net.Layers {
		sums, gradient := t.movement[l], t.pass.Gradients[l].W
		for i, w := range layer.W {
			sums[i] -= float32(w * gradient[i])
		}
	}
}

// Movement returns −Σ w·∂L/∂w over all steps so far, in the weights' shapes: the
// scores of movement pruning. The slices change with the next step.
func (t *Trainer) Movement() [][]float32 { return t.movement }

// Gradients returns the gradients of the last step, including regularisation. The
// gradient of a pruned weight is what it would be for a weight of 0.
func (t *Trainer) Gradients() []nn.Gradient { return t.pass.Gradients }

// regularize adds the gradients of the regularisation.
func (t *Trainer) regularize() {
	rate := float32(t.RegularizationRate)
	for i, layer := range t.net.Layers {
		gradient := t.pass.Gradients[i].W
		switch t.Regularization {
		case "l2":
			for j, w := range layer.W {
				gradient[j] += float32(rate * w)
			}
		case "l1":
			for j, w := range layer.W {
				gradient[j] += float32(rate * sign(w))
			}
		}
	}
}

func sign(w float32) float32 {
	switch {
	case w > 0:
		return 1
	case w < 0:
		return -1
	}
	return 0
}

// Epoch returns the number of completed epochs.
func (t *Trainer) Epoch() int { return t.epoch }

// Steps returns the number of optimiser steps done.
func (t *Trainer) Steps() int { return t.steps }

// StepsPerEpoch returns the number of batches in an epoch at the present batch
// size.
func (t *Trainer) StepsPerEpoch() int { return (t.set.N + t.BatchSize - 1) / t.BatchSize }

// A State is what is needed to go on with a training later: the optimiser's memory
// and the position in the epoch. The weights are not part of it.
type State struct {
	optimizer              Optimizer
	movement               [][]float32
	epoch, position, steps int
}

// State returns a copy of the present state.
func (t *Trainer) State() State {
	return State{t.optimizer.clone(), cloneAll(t.movement), t.epoch, t.position, t.steps}
}

// Restore goes back to an earlier state.
func (t *Trainer) Restore(s State) {
	t.optimizer = s.optimizer.clone()
	t.movement = cloneAll(s.movement)
	t.fused = nil
	t.epoch, t.position, t.steps = s.epoch, s.position, s.steps
	shuffle(t.order, uint64(t.seed), uint64(t.epoch))
}

func cloneAll(lists [][]float32) [][]float32 {
	copies := make([][]float32, len(lists))
	for i, list := range lists {
		copies[i] = slices.Clone(list)
	}
	return copies
}

// Forget replaces the optimiser by a new one of the given name, one of Optimizers.
// It is to be called after weights were set from outside, because the old
// optimiser's memory belongs to the old weights.
func (t *Trainer) Forget(optimizer string) {
	t.optimizer, _ = NewOptimizer(optimizer, t.net)
	t.fused = nil
}
