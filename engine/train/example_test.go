package train_test

import (
	"fmt"

	"bonsai/engine/data"
	"bonsai/engine/nn"
	"bonsai/engine/train"
)

// Two features are equal, so that either weight could learn y = 2x. One is pruned:
// it stays 0, and the other learns.
func Example() {
	n := nn.New(2, nil, nil, 1, nn.SquaredError)
	n.Layers[0].Mask[1] = 0
	set := data.Set{X: []float32{1, 1, 2, 2, -1, -1}, Y: []float32{2, 4, -2}, N: 3, F: 2}
	t := train.New(n, train.SGD{}, set, train.Options{LearningRate: 0.1, BatchSize: 3}, 1)
	for range 200 {
		t.Step()
	}
	fmt.Printf("%.3f\n", n.Layers[0].W)
	// Output:
	// [2.000 0.000]
}
