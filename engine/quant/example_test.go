package quant_test

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/quant"
)

func ExampleQuantize() {
	n := nn.New(3, nil, nil, 1, nn.SquaredError)
	copy(n.Layers[0].W, []float32{0.75, -0.25, 0.5})
	codes, err := quant.Quantize(n, "binary", 0)
	fmt.Println(n.Layers[0].W, codes.Layers[0].Values, err)
	// Output: [0.5 -0.5 0.5] [0.5] <nil>
}
