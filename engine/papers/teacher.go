package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
)

// teacher returns the network 784-500-200-10, trained on distorted images. It is
// stored in the cache, so later runs need not train it again.
func teacher(d digits, cache string) (*nn.Network, error) {
	file := filepath.Join(cache, "teacher")
	if b, err := os.ReadFile(file); err == nil {
		return codec.Dense{}.Decode(b)
	}
	n := network(1, 784, 500, 200)
	(&fit{net: n, from: newPool(d.train, 8, 1, nil, 1), rate: 0.001, epochs: 30, hard: 1}).run()
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, fmt.Errorf("papers: %w", err)
	}
	return n, os.WriteFile(file, codec.Dense{}.Encode(n), 0o644)
}

// network returns an untrained classifier with ReLU and ten outputs.
func network(seed uint64, inputs int, hidden ...int) *nn.Network {
	activations := make([]nn.Activation, len(hidden))
	for i := range activations {
		activations[i] = nn.ReLU
	}
	n := nn.New(inputs, hidden, activations, 10, nn.SoftmaxCrossEntropy)
	n.Init(nn.HeUniform, rand.New(rand.NewPCG(seed, 1)))
	return n
}
