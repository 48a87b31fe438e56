package compensate_test

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/prune/compensate"
)

// The two inputs are always equal, so when one weight is pruned the other takes
// over its part: 0.5·x₁ + 0.25·x₂ becomes (nearly) 0.75·x₁.
func ExampleCompensate() {
	dense := nn.New(2, nil, nil, 1, nn.SquaredError)
	copy(dense.Layers[0].W, []float32{0.5, 0.25})
	pruned := dense.Clone()
	pruned.Layers[0].Mask[1] = 0
	compensate.Compensate(pruned, dense, []float32{1, 1, 2, 2, -3, -3})
	fmt.Printf("%.2f\n", pruned.Layers[0].W[0])
	// Output: 0.75
}
