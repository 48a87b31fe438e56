package choose_test

import (
	"fmt"

	"bonsai/engine/choose"
)

// At the amount 0.5 the mean loss is 0.225, within one standard error (0.02) of the
// lowest, 0.22. At 0.9 it is far above.
func ExampleCombine() {
	folds := []choose.Fold{
		{Index: 0, Points: []choose.Point{{Amount: 0, Loss: 0.20}, {Amount: 0.5, Loss: 0.21}, {Amount: 0.9, Loss: 0.8}}},
		{Index: 1, Points: []choose.Point{{Amount: 0, Loss: 0.24}, {Amount: 0.5, Loss: 0.24}, {Amount: 0.9, Loss: 0.7}}},
	}
	c, err := choose.Combine(folds, choose.ByOneError)
	fmt.Println(c.Means[c.Chosen].Amount, err)
	// Output: 0.5 <nil>
}
