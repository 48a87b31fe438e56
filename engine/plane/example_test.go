package plane_test

import (
	"fmt"

	"bonsai/engine/plane"
)

func Example() {
	x, y := plane.Cell(0, 3, 4) // the top row, the last of four columns
	fmt.Println(x, y)
	fmt.Println(plane.Expand(nil, []float32{x, y, 1, 2}, []string{"x1", "x1x2"}))
	// Output:
	// 4.5 4.5
	// [4.5 20.25 1 2]
}
