package lab_test

import (
	"fmt"
	"log"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// An experiment trains, is pruned to a fifth of its 310 weights, and is
// fine-tuned. Its address opens to the same bits.
func Example() {
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, operation := range []recipe.Operation{
		recipe.Train{Length: recipe.Length{Count: 10, Epochs: true}},
		recipe.Prune{Rule: recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.BySparsity, Amount: 0.8}},
		recipe.Train{Length: recipe.Length{Count: 5, Epochs: true}},
	} {
		if err := l.Do(operation); err != nil {
			log.Fatal(err)
		}
		if err := l.Finish(); err != nil {
			log.Fatal(err)
		}
	}
	s := l.Snapshot()
	fmt.Println(s.Kept, "of", s.Total, "weights")
	fmt.Println(s.Link)
	// Output:
	// 62 of 310 weights
	// #steps=t10e,p:magnitude:global:s0.8,t5e
}
