package data_test

import (
	"math/rand/v2"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/train"
)

// The digits are there to be learnt: a small network gets them right but for
// a few of a hundred, and one layer fewer costs some more.
func TestASmallNetworkLearnsDigits(t *testing.T) {
	set := data.GenerateDigits(14, 4000, 0, 1)
	linear, deep := digitAccuracy(set, nil), digitAccuracy(set, []int{32})
	if deep < 0.94 || deep > 0.99 {
		t.Errorf("196-32-10 gets %.3f of the digits right, want 0.94 to 0.99", deep)
	}
	if linear > deep-0.01 {
		t.Errorf("196-10 gets %.3f right and 196-32-10 %.3f; want a difference", linear, deep)
	}
}

func digitAccuracy(set data.Set, hidden []int) float64 {
	relu, _ := nn.ParseActivation("relu")
	activations := make([]nn.Activation, len(hidden))
	for i := range activations {
		activations[i] = relu
	}
	network := nn.New(set.F, hidden, activations, set.Classes, nn.SoftmaxCrossEntropy)
	network.Init(nn.HeUniform, rand.New(rand.NewPCG(1, 9)))
	adam, _ := train.NewOptimizer("adam", network)
	known, unknown := set.Split(0.7)
	trainer := train.New(network, adam, known, train.Options{LearningRate: 0.003, BatchSize: 32, Regularization: "none"}, 1)
	for trainer.Epoch() < 10 {
		trainer.Step()
	}
	_, accuracy := nn.Evaluate(nn.NewPass(network, 100), unknown.X, unknown.Y)
	return accuracy
}
