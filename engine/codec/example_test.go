package codec_test

import (
	"fmt"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
)

func ExampleNamed() {
	n := nn.New(20, []int{10, 10}, []nn.Activation{nn.ReLU, nn.ReLU}, 1, nn.BinaryCrossEntropy)
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.W[i], layer.Mask[i] = 0.5, 0
			if i%5 == 0 {
				layer.Mask[i] = 1
			}
		}
	}
	for _, name := range []string{"dense", "bitmask"} {
		fmt.Println(name, len(codec.Named(name).Encode(n)))
	}
	// Output:
	// dense 1333
	// bitmask 381
}
