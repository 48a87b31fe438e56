package data_test

import (
	"math/rand/v2"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/train"
)

// A small network must be able to learn the digits, but not all of them, and a
// network without a hidden layer must be worse: else there is nothing to learn
// from pruning them.
func TestASmallNetworkLearnsDigits(t *testing.T) {
	set := data.GenerateDigits(14, 4000, 0, 1)
	linear, hidden := digitAccuracy(set, nil), digitAccuracy(set, []int{32})
	if hidden < 0.94 || hidden > 0.99 {
		t.Errorf("the accuracy of 196-32-10 is %.3f, want 0.94 to 0.99", hidden)
	}
	if linear > hidden-0.01 {
		t.Errorf("the accuracy of 196-10 is %.3f and that of 196-32-10 %.3f; want a difference of 0.01", linear, hidden)
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
