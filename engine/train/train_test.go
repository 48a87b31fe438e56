package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// one is a network of one weight and one bias, both at 1.
func one() *nn.Network {
	n := nn.New(1, nil, nil, 1, nn.SquaredError)
	n.Layers[0].W[0], n.Layers[0].B[0] = 1, 1
	return n
}

func gradients(w, b float32) []nn.Gradient { return []nn.Gradient{{W: []float32{w}, B: []float32{b}}} }

// Two steps at a learning rate of 0.1 with the gradients 2 and then −1.
//
//	SGD       1 − 0.2 = 0.8;  0.8 + 0.1 = 0.9
//	momentum  v = 2, 1 − 0.2 = 0.8;  v = 1.8 − 1 = 0.8, 0.8 − 0.08 = 0.72
//	Adam      the first step is η·sign(g): 1 − 0.1 = 0.9;
//	          m = 0.9·0.2 − 0.1 = 0.08, m̂ = 0.08/0.19 = 0.4210526
//	          v = 0.999·0.004 + 0.001 = 0.004996, v̂ = 0.004996/0.001999 = 2.4992496
//	          0.9 − 0.1·0.4210526/1.5809015 = 0.8733663
func TestTwoStepsByHand(t *testing.T) {
	for name, want := range map[string][2]float64{
		"sgd":      {0.8, 0.9},
		"momentum": {0.8, 0.72},
		"adam":     {0.9, 0.8733663},
	} {
		n := one()
		o, ok := NewOptimizer(name, n)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		for step, g := range []float32{2, -1} {
			o.Step(n, gradients(g, g), 0.1)
			for what, got := range map[string]float32{"weight": n.Layers[0].W[0], "bias": n.Layers[0].B[0]} {
				if math.Abs(float64(got)-want[step]) > 1e-6 {
					t.Errorf("%s: %s after step %d is %v, want %v", name, what, step+1, got, want[step])
				}
			}
		}
	}
}

// reference is a 20-10-10-1 network on made-up samples.
func reference(optimizer string, options Options) (*nn.Network, *Trainer) {
	r := rand.New(rand.NewPCG(1, 1))
	set := data.Set{N: 300, F: 20, Classes: 2}
	for range set.N {
		sum := 0.0
		for range set.F {
			v := r.Float64()*2 - 1
			sum += v
			set.X = append(set.X, float32(v))
		}
		label := float32(0)
		if sum > 0 {
			label = 1
		}
		set.Y = append(set.Y, label)
	}
	n := nn.New(20, []int{10, 10}, []nn.Activation{nn.ReLU, nn.ReLU}, 1, nn.BinaryCrossEntropy)
	n.Init(nn.GlorotUniform, r)
	o, _ := NewOptimizer(optimizer, n)
	return n, New(n, o, set, options, 1)
}

var usual = Options{LearningRate: 0.01, BatchSize: 32, Regularization: "none"}

func TestMaskSurvivesFineTuning(t *testing.T) {
	for _, optimizer := range Optimizers() {
		for _, regularization := range []string{"none", "l1", "l2"} {
			t.Run(optimizer+" "+regularization, func(t *testing.T) {
				options := usual
				options.Regularization, options.RegularizationRate = regularization, 0.01
				n, trainer := reference(optimizer, options)
				for range 30 { // so that there is momentum to bring weights back
					trainer.Step()
				}
				for _, layer := range n.Layers {
					for i := range layer.Mask {
						layer.Mask[i] = uint8(i % 2)
					}
				}
				for range 50 {
					trainer.Step()
					for l, layer := range n.Layers {
						for i, w := range layer.W {
							if layer.Mask[i] == 0 && w != 0 {
								t.Fatalf("layer %d: pruned weight %d is %v", l, i, w)
							}
						}
					}
				}
				if m, ok := trainer.optimizer.(*Momentum); ok && m.velocity[0].W[0] != 0 {
					t.Error("momentum remembers a pruned weight")
				}
				if a, ok := trainer.optimizer.(*Adam); ok && (a.m[0].W[0] != 0 || a.v[0].W[0] != 0) {
					t.Error("Adam remembers a pruned weight")
				}
			})
		}
	}
}

func TestEveryEpochTakesEachSampleOnce(t *testing.T) {
	_, trainer := reference("sgd", usual)
	first := slices.Clone(trainer.order)
	for epoch := range 3 {
		sorted := slices.Sorted(slices.Values(trainer.order))
		for i, sample := range sorted {
			if i != int(sample) {
				t.Fatalf("epoch %d leaves out sample %d", epoch, i)
			}
		}
		for range trainer.StepsPerEpoch() {
			trainer.Step()
		}
		if trainer.Epoch() != epoch+1 || trainer.Steps() != 10*(epoch+1) {
			t.Fatalf("after %d steps of 10 an epoch, epoch is %d", trainer.Steps(), trainer.Epoch())
		}
	}
	if slices.Equal(first, trainer.order) {
		t.Error("two epochs have the same order")
	}
	_, again := reference("adam", usual)
	if !slices.Equal(first, again.order) {
		t.Error("the same seed and epoch gave two orders")
	}
}

func TestLastBatchOfAnEpochIsWhatIsLeft(t *testing.T) {
	options := usual
	options.BatchSize = 128 // 300 = 128 + 128 + 44
	_, trainer := reference("sgd", options)
	for range 3 {
		trainer.Step()
	}
	if trainer.Epoch() != 1 || trainer.position != 0 || trainer.StepsPerEpoch() != 3 {
		t.Errorf("after 3 steps: epoch %d, position %d", trainer.Epoch(), trainer.position)
	}
}

func TestRestoredTrainingGoesOnToTheSameBits(t *testing.T) {
	for _, optimizer := range Optimizers() {
		n, trainer := reference(optimizer, usual)
		for range 13 { // in the middle of an epoch
			trainer.Step()
		}
		state, weights := trainer.State(), n.Clone()
		for range 20 {
			trainer.Step()
		}
		want := n.Clone()
		for i, layer := range weights.Layers {
			copy(n.Layers[i].W, layer.W)
			copy(n.Layers[i].B, layer.B)
		}
		trainer.Restore(state)
		for range 20 {
			trainer.Step()
		}
		for i, layer := range want.Layers {
			if !slices.Equal(layer.W, n.Layers[i].W) || !slices.Equal(layer.B, n.Layers[i].B) {
				t.Errorf("%s: layer %d came out differently", optimizer, i)
			}
		}
	}
}

// On a network of one weight w = 2 that is right for every sample, the only
// pull is the regularisation's: L2 at 0.5 moves it by −0.1·0.5·2, L1 by −0.1·0.5.
func TestRegularizationPullsWeightsAndLeavesBiases(t *testing.T) {
	for regularization, want := range map[string]float32{"none": 2, "l2": 1.9, "l1": 1.95} {
		n := one()
		n.Layers[0].W[0] = 2
		set := data.Set{X: []float32{3}, Y: []float32{7}, N: 1, F: 1} // 2·3 + 1
		trainer := New(n, SGD{}, set, Options{0.1, 1, regularization, 0.5}, 1)
		trainer.Step()
		if got := n.Layers[0].W[0]; math.Abs(float64(got-want)) > 1e-6 {
			t.Errorf("%s: weight %v, want %v", regularization, got, want)
		}
		if n.Layers[0].B[0] != 1 {
			t.Errorf("%s: the bias moved to %v", regularization, n.Layers[0].B[0])
		}
	}
}

func TestTrainingLearns(t *testing.T) {
	for _, optimizer := range Optimizers() {
		n, trainer := reference(optimizer, Options{LearningRate: 0.05, BatchSize: 16, Regularization: "none"})
		for trainer.Epoch() < 30 {
			trainer.Step()
		}
		if _, accuracy := nn.Evaluate(nn.NewPass(n, 50), trainer.set.X, trainer.set.Y); accuracy < 0.97 {
			t.Errorf("%s gets %v of a separable set right", optimizer, accuracy)
		}
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for _, optimizer := range Optimizers() {
		_, trainer := reference(optimizer, usual)
		if n := testing.AllocsPerRun(200, func() { trainer.Step() }); n != 0 {
			t.Errorf("%s: %v allocations a step", optimizer, n)
		}
	}
}

func BenchmarkTrain(b *testing.B) {
	for _, shape := range []struct {
		layers     []int
		activation nn.Activation
		optimizer  string
		batch      int
	}{
		{[]int{2, 4, 2, 1}, nn.Tanh, "sgd", 10},
		{[]int{20, 10, 10, 1}, nn.ReLU, "adam", 32},
		{[]int{784, 300, 100, 10}, nn.ReLU, "adam", 64},
	} {
		b.Run(fmt.Sprint(shape.layers, shape.optimizer), func(b *testing.B) {
			last := len(shape.layers) - 1
			hidden := shape.layers[1:last]
			loss := nn.BinaryCrossEntropy
			if shape.layers[last] > 1 {
				loss = nn.SoftmaxCrossEntropy
			}
			n := nn.New(shape.layers[0], hidden, slices.Repeat([]nn.Activation{shape.activation}, len(hidden)), shape.layers[last], loss)
			r := rand.New(rand.NewPCG(1, 1))
			n.Init(nn.GlorotUniform, r)
			set := data.Set{N: 1000, F: shape.layers[0]}
			for range set.N {
				for range set.F {
					set.X = append(set.X, float32(r.Float64()))
				}
				set.Y = append(set.Y, float32(r.IntN(2)))
			}
			o, _ := NewOptimizer(shape.optimizer, n)
			trainer := New(n, o, set, Options{0.001, shape.batch, "none", 0}, 1)
			samples := 0
			for b.Loop() {
				before := trainer.position
				trainer.Step()
				samples += (trainer.position - before + set.N) % set.N
			}
			b.ReportMetric(float64(samples)/b.Elapsed().Seconds(), "samples/s")
		})
	}
}

// x = 2, y = 0, w = 3, b = 0, loss ½(wx+b)²: ∂L/∂w = 12, so −w·∂L/∂w = −36; SGD
// at 0.05 leaves w = 2.4, b = −0.3, then ∂L/∂w = 2·4.5 = 9: −36 − 21.6.
func TestMovementSumsWhereTheLossPushes(t *testing.T) {
	n := one()
	n.Layers[0].W[0], n.Layers[0].B[0] = 3, 0
	trainer := New(n, SGD{}, data.Set{X: []float32{2}, Y: []float32{0}, N: 1, F: 1}, Options{0.05, 1, "none", 0}, 1)
	for _, want := range []float64{-36, -57.6} {
		trainer.Step()
		if got := float64(trainer.Movement()[0][0]); math.Abs(got-want) > 1e-4 {
			t.Errorf("movement %v, want %v", got, want)
		}
	}
}
