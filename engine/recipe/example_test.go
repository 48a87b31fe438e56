package recipe_test

import (
	"fmt"

	"bonsai/engine/recipe"
)

// A script's operations, and the address that records them.
func ExampleParseOperation() {
	x := recipe.Experiment{Recipe: recipe.Default()}
	for _, call := range []struct{ name, arguments string }{
		{"train", `{"epochs": 10}`},
		{"prune", `{"sparsity": 0.8}`},
		{"finetune", `{"epochs": 5}`},
	} {
		o, err := recipe.ParseOperation(call.name, []byte(call.arguments))
		if err != nil {
			fmt.Println(err)
			return
		}
		x.Operations = append(x.Operations, o)
	}
	fmt.Println(x.Address())
	fmt.Println(recipe.ShortLink(x.Address(), false))
	// Output:
	// #steps=t10e,p:magnitude:global:s0.8,t5e
	// #1.CpXRjU1LB6j7gkFhT6
}

// An address that cannot be opened is refused with the reason.
func ExampleParseAddress() {
	x, err := recipe.ParseAddress("#dataset=xor&noise=10&steps=t20e")
	fmt.Println(x.Recipe.Dataset, x.Recipe.Noise, len(x.Operations), err)
	_, err = recipe.ParseAddress("#dataset=xor&noise=80")
	fmt.Println(err)
	// Output:
	// xor 10 1 <nil>
	// bonsai: noise: 80 is not between 0 and 50
}

// The ranges of a control come from the table of fields.
func ExampleFieldNamed() {
	f, _ := recipe.FieldNamed("batchSize")
	fmt.Println(f.Kind, f.Min, f.Max)
	// Output: a whole number 1 128
}
