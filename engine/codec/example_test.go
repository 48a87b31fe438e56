package codec_test

import (
	"fmt"

	"bonsai/engine/codec"
	"bonsai/engine/nn"
)

// A network of which four out of five weights are pruned is a quarter of the size
// when only the kept weights are stored.
func Example() {
	n := nn.New(20, []int{10, 10}, []nn.Activation{nn.ReLU, nn.ReLU}, 1, nn.BinaryCrossEntropy)
	for _, layer := range n.Layers {
		for i := range layer.W {
			layer.W[i] = 0.5
			if i%5 != 0 {
				layer.Mask[i] = 0
			}
		}
	}
	for _, name := range []string{"dense", "bitmask"} {
		b := codec.Named(name).Encode(n)
		decoded, err := codec.Named(name).Decode(b)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(name, len(b), "bytes, weight 5 is", decoded.Layers[0].W[5])
	}
	// Output:
	// dense 1333 bytes, weight 5 is 0.5
	// bitmask 381 bytes, weight 5 is 0.5
}
