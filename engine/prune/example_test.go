package prune_test

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/prune"
)

func ExampleRule_Masks() {
	n := nn.New(4, nil, nil, 1, nn.SquaredError)
	layer := n.Layers[0]
	copy(layer.W, []float32{0.03, -0.4, 0.1, 0.25})

	rule := prune.Rule{Criterion: "magnitude", Scope: prune.Global, By: prune.ByEpsilon, Amount: 0.1}
	scores := prune.Scores(rule.Criterion, &prune.Evidence{Net: n})
	masks, _ := rule.Masks([]prune.Layer{{In: 4, Out: 1, W: layer.W, Base: layer.Mask}}, scores)
	fmt.Println(masks)
	// Output: [[0 1 1 1]]
}
