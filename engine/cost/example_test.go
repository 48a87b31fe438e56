package cost_test

import (
	"fmt"

	"bonsai/engine/cost"
	"bonsai/engine/recipe"
)

// A thousand epochs of a large network are worth a question; without them the address
// opens at once.
func Example() {
	x, err := recipe.ParseAddress("#dataset=digits28&layers=300.300&steps=t1000e")
	if err != nil {
		fmt.Println(err)
		return
	}
	c := cost.Of(x, cost.Own{})
	fmt.Println(c.Ask, c.Left, c.Short == c.Start)
	// Output: true 1 true
}
