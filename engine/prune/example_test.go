package prune_test

import (
	"fmt"

	"bonsai/engine/prune"
)

func ExampleRule_Masks() {
	layer := prune.Layer{
		In: 4, Out: 1,
		W:    []float32{0.03, -0.4, 0.1, 0.25},
		Base: []uint8{1, 1, 1, 1},
	}
	rule := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon, Amount: 0.1}
	masks, _ := rule.Masks([]prune.Layer{layer}, nil)
	fmt.Println(masks)
	// Output: [[0 1 1 1]]
}
