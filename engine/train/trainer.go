package train

import (
	"slices"

	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
)

// Options say how a Trainer trains. They may change between two steps.
type Options struct {
	LearningRate float64
	BatchSize    int // 1 to MaxBatch

	// Regularization adds to the gradient of each weight (not of biases):
	// "l2" rate·w, "l1" rate·sign(w), "none" nothing.
	Regularization     string
	RegularizationRate float64
}

// MaxBatch is the largest batch.
const MaxBatch = 128

// A Trainer feeds the samples of a set to a network, batch by batch. Each
// epoch goes through all of them once, in an order that depends on the seed
// and the number of the epoch alone. The last batch of an epoch may be small.
type Trainer struct {
	Options

	net       *nn.Network
	optimizer Optimizer
	set       data.Set
	seed      uint32
	teacher   *distill.Teacher // nil: the true targets only
	shared    *shared          // nil: each weight for itself
	fused     *fused           // nil: to be planned

	pass  *nn.Pass
	x, y  []float32 // the batch
	order []int32   // of the samples in this epoch

	movement [][]float32 // −Σ w·∂L/∂w, in the weights' shapes

	epoch    int // completed
	position int // samples of this epoch that are done
	steps    int
}

// New makes a trainer of n on the samples of a set.
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

// Step trains on one batch and tells whether all that the network gave out for
// it were numbers: otherwise training has diverged. The set must not be empty.
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

// count notes that a batch is done.
func (t *Trainer) count(rows int) {
	t.steps++
	if t.position += rows; t.position == t.set.N {
		t.position = 0
		t.epoch++
		shuffle(t.order, uint64(t.seed), uint64(t.epoch))
	}
}

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

// LearnFrom lets a teacher take part in the targets from the next step on;
// nil ends that.
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

// accumulateMovement notes where the loss, without its regularisation, pushes
// each kept weight: to 0 or away from it.
func (t *Trainer) accumulateMovement() {
	for l, layer := range t.net.Layers {
		sums, gradient := t.movement[l], t.pass.Gradients[l].W
		for i, w := range layer.W {
			sums[i] -= float32(w * gradient[i])
		}
	}
}

// Movement returns −Σ w·∂L/∂w over all steps so far, in the weights' shapes:
// what movement pruning scores by. It changes with the next step.
func (t *Trainer) Movement() [][]float32 { return t.movement }

// Gradients returns those of the last step, which regularisation is part of.
// Those of pruned weights tell what growing them would change.
func (t *Trainer) Gradients() []nn.Gradient { return t.pass.Gradients }

// regularize adds the pull towards 0 to the gradients.
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

// Epoch is the number of completed epochs.
func (t *Trainer) Epoch() int { return t.epoch }

// Steps is the number of optimiser steps done.
func (t *Trainer) Steps() int { return t.steps }

// StepsPerEpoch is how many batches an epoch has, at the present batch size.
func (t *Trainer) StepsPerEpoch() int { return (t.set.N + t.BatchSize - 1) / t.BatchSize }

// A State is where a training stands: what the optimiser remembers and which
// samples come next. The weights are not part of it.
type State struct {
	optimizer              Optimizer
	movement               [][]float32
	epoch, position, steps int
}

// State returns a copy of where the training stands.
func (t *Trainer) State() State {
	return State{t.optimizer.clone(), cloneAll(t.movement), t.epoch, t.position, t.steps}
}

// Restore goes back to where a training stood.
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

// Forget begins with a new optimiser of a known name, as after weights were
// set from outside: what the old one remembers is of other weights.
func (t *Trainer) Forget(optimizer string) {
	t.optimizer, _ = NewOptimizer(optimizer, t.net)
	t.fused = nil
}
