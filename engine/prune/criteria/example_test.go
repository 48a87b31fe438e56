package criteria_test

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/prune/criteria"
)

// LAMP: 1²/(1²+2²+2²), then 2²/(2²+2²), and the last weight scores 1.
func ExampleScores() {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{-2, 1, 2})
	fmt.Println(criteria.Scores("lamp", &criteria.Evidence{Net: n}))
	// Output: [[0.5 0.11111111 1]]
}
