package deploy_test

import (
	"fmt"
	"log"

	"bonsai/engine/deploy"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// A network without hidden layers is one neuron: with the weights 2 and −1 it says of
// the point (1, 2), for which the sum is 0, that both classes are equally likely.
func Example() {
	r := recipe.Default()
	r.Dataset, r.Layers = "gauss", nil
	s, err := samples.New(&r, nil)
	if err != nil {
		log.Fatal(err)
	}
	net := s.Network(&r)
	copy(net.Layers[0].W, []float32{2, -1})
	n := deploy.Of(net, s)
	outputs, err := n.Predict([]any{[]any{1.0, 2.0}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(outputs)
	formats, err := n.Exports()
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range formats {
		fmt.Print(f.Format, " ")
	}
	// Output:
	// [[0.5]]
	// onnx onnx-sparse tfjs safetensors npz c python wasm
}
