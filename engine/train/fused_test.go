package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/simd/simdtest"
)

// pupil is a small network of any kind, pruned here and there, and its trainer.
func pupil(seed uint64, optimizer, regularization string) (*nn.Network, *Trainer) {
	r := rand.New(rand.NewPCG(seed, 7))
	loss := []nn.Loss{nn.BinaryCrossEntropy, nn.SoftmaxCrossEntropy, nn.SquaredError}[r.IntN(3)]
	outputs := 1
	if loss == nn.SoftmaxCrossEntropy {
		outputs = 2 + r.IntN(9)
	}
	var hidden []int
	var activations []nn.Activation
	for range r.IntN(4) {
		hidden = append(hidden, 1+r.IntN(13))
		activations = append(activations, []nn.Activation{nn.ReLU, nn.Tanh, nn.Sigmoid, nn.Linear}[r.IntN(4)])
	}
	set := data.Set{N: 50 + r.IntN(20), F: 1 + r.IntN(21)}
	for range set.N {
		for range set.F {
			set.X = append(set.X, float32(r.NormFloat64()*3))
		}
		set.Y = append(set.Y, float32(r.IntN(max(outputs, 2))))
	}
	n := nn.New(set.F, hidden, activations, outputs, loss)
	n.Init(nn.GlorotUniform, r)
	for _, layer := range n.Layers {
		for i := range layer.Mask {
			layer.Mask[i] = uint8(min(r.IntN(4), 1))
		}
	}
	o, _ := NewOptimizer(optimizer, n)
	return n, New(n, o, set, Options{0.05, 1 + r.IntN(33), regularization, 0.01}, uint32(seed))
}

// The kernel of a step does what the step in Go does, to the last bit, whatever
// the network.
func TestFusedStepHasTheBitsOfThePlainOne(t *testing.T) {
	machine := simdtest.New(t)
	seed := uint64(0)
	for _, optimizer := range Optimizers() {
		for _, regularization := range []string{"none", "l1", "l2"} {
			for range 25 {
				seed++
				n, trainer := pupil(seed, optimizer, regularization)
				plainNet, plain := pupil(seed, optimizer, regularization)
				machine.Reset()
				f := trainer.fuse(machine)
				for step := range 12 {
					what := fmt.Sprintf("%s %s, network %d, step %d", optimizer, regularization, seed, step)
					rows := trainer.batchRows()
					f.aim(trainer, rows)
					machine.RefreshInts(trainer.order)
					finite := machine.CallPlan("step", &f.plan) != 0
					trainer.count(rows)
					if want := plain.Step(); finite != want {
						t.Fatalf("%s: finite is %v, must be %v", what, finite, want)
					}
					for l, layer := range plainNet.Layers {
						simdtest.Same(t, what+", weights", n.Layers[l].W, layer.W)
						simdtest.Same(t, what+", biases", n.Layers[l].B, layer.B)
						simdtest.Same(t, what+", movement", trainer.movement[l], plain.movement[l])
						simdtest.Same(t, what+", gradients", trainer.pass.Gradients[l].W, plain.pass.Gradients[l].W)
					}
				}
			}
		}
	}
}

// A weight as large as there are makes the sums infinite.
func TestFusedStepTellsOfNumbersThatAreNone(t *testing.T) {
	machine := simdtest.New(t)
	n, trainer := pupil(3, "sgd", "none")
	n.Layers[0].W[0], n.Layers[0].Mask[0] = math.MaxFloat32, 1
	n.Layers[0].B[0] = math.MaxFloat32
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.Mask[i], layer.W[i] = 1, math.MaxFloat32
		}
	}
	f := trainer.fuse(machine)
	f.aim(trainer, trainer.batchRows())
	if machine.CallPlan("step", &f.plan) != 0 {
		t.Error("infinite sums pass as numbers")
	}
}
