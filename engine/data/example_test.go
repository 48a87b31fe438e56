package data_test

import (
	"fmt"

	"bonsai/engine/data"
)

func Example() {
	set, err := data.Generate("spiral", 10, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	train, test := set.Split(0.5)
	inputs := data.Expand(nil, train.X, []string{"x1", "x2", "sinx1", "sinx2"})
	fmt.Println(train.N, "to train on,", test.N, "to test on,", len(inputs)/train.N, "inputs each")
	// Output: 250 to train on, 250 to test on, 4 inputs each
}
