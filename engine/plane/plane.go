// Package plane describes the plane that the two-dimensional data sets lie in:
// how far it reaches, the grid on which pictures of it are computed, and the
// inputs that a network can be given of one of its points.
//
// The names x1 and x2 of the coordinates are those of tensorflow/playground.
package plane

import (
	"fmt"

	"bonsai/engine/num"
)

// Span is how far the plane reaches from its middle: both coordinates run from
// −Span to Span.
const Span = 6

// Cell returns the middle of a cell of the grid that divides the plane into
// n×n squares. Rows are counted from the top, where y = Span, and columns from
// the left.
func Cell(row, column, n int) (x, y float32) {
	return middle(column, n), -middle(row, n)
}

// middle returns the middle of part i of the interval from −Span to Span cut
// into n equal parts.
func middle(i, n int) float32 {
	return Span * (2*float32(i) + 1 - float32(n)) / float32(n)
}

// Inputs are the names of the inputs that a network can be given of a point:
// its coordinates, their squares and product, and the sine of each coordinate
// in radians.
var Inputs = []string{"x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2"}

// Input returns the function that computes an input from the coordinates of a
// point. It panics if the name is not one of Inputs.
func Input(name string) func(x1, x2 float32) float32 {
	switch name {
	case "x1":
		return func(x1, x2 float32) float32 { return x1 }
	case "x2":
		return func(x1, x2 float32) float32 { return x2 }
	case "x1x1":
		return func(x1, x2 float32) float32 { return x1 * x1 }
	case "x2x2":
		return func(x1, x2 float32) float32 { return x2 * x2 }
	case "x1x2":
		return func(x1, x2 float32) float32 { return x1 * x2 }
	case "sinx1":
		return func(x1, x2 float32) float32 { return sin(x1) }
	case "sinx2":
		return func(x1, x2 float32) float32 { return sin(x2) }
	}
	panic(fmt.Sprintf("plane: there is no input %q; the inputs are %v", name, Inputs))
}

func sin(x float32) float32 { return float32(num.Sin(float64(x))) }

// Expand computes the inputs of a network from points of the plane: points
// [N][2] become [N][len(inputs)], in the order of inputs. It appends to dst[:0]
// and returns the result, so a caller can reuse a slice. It panics if an input
// is not one of Inputs.
func Expand(dst, points []float32, inputs []string) []float32 {
	compute := make([]func(x1, x2 float32) float32, len(inputs))
	for i, name := range inputs {
		compute[i] = Input(name)
	}
	dst = dst[:0]
	for i := 0; i+1 < len(points); i += 2 {
		for _, f := range compute {
			dst = append(dst, f(points[i], points[i+1]))
		}
	}
	return dst
}
