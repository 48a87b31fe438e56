package layout_test

import (
	"fmt"

	"bonsai/web/layout"
)

// A network of 2 inputs, 3 hidden neurons and 1 output in a picture of 368×260 pixels.
func Example() {
	a := layout.Arrange([]int{2, 3, 1}, layout.Image{}, layout.Rect{W: 368, H: 260}, 1, 10)
	x, y := a.Unit(1, 0) // the uppermost hidden neuron
	fmt.Println(x, y)
	unit, ok := a.UnitAt(x+3, y-3)
	fmt.Println(unit.Layer, unit.Index, ok)
	// Output:
	// 204 80
	// 1 0 true
}
