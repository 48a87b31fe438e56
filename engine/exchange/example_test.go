package exchange_test

import (
	"fmt"
	"os"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
)

// A network comes from NumPy, loses its small weights, and leaves for PyTorch.
func Example() {
	b, err := os.ReadFile("testdata/iris_torch.npz")
	if err != nil {
		panic(err)
	}
	n, err := exchange.Read([]exchange.File{{Name: "iris_torch.npz", Bytes: b}}, exchange.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println("activations to ask for:", len(n.Open()))
	net, err := n.Build(exchange.Choices{
		Activations: []nn.Activation{nn.ReLU, nn.ReLU}, Loss: nn.SoftmaxCrossEntropy,
	})
	if err != nil {
		panic(err)
	}
	for _, layer := range net.Layers {
		for i, w := range layer.W {
			if w > -0.3 && w < 0.3 {
				layer.Mask[i] = 0
			}
		}
	}
	zeros, weights := exchange.Of(net).Zeros()
	fmt.Printf("%d of %d weights are 0\n", zeros, weights)
	fmt.Println(len(exchange.Safetensors(exchange.Of(net))), "bytes")
	// Output:
	// activations to ask for: 2
	// 109 of 216 weights are 0
	// 2588 bytes
}
