package nn_test

import (
	"fmt"

	"bonsai/engine/nn"
)

// A pruned weight keeps its value, but its mask makes it count as 0.
func Example() {
	n := nn.New(2, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{3, 0.1})
	p := nn.NewPass(n, 1)
	x := []float32{1, 10}
	fmt.Println(p.Forward(x, 1)[0])
	n.Layers[0].Mask[1] = 0
	fmt.Println(p.Forward(x, 1)[0])
	// Output:
	// 4
	// 3
}
