package data

import (
	"fmt"
	"math"
)

// PlaneInputs names what a network can be given of a point of the plane:
// its coordinates, their squares and product, and their sines (of the
// coordinate in radians, as it is).
var PlaneInputs = []string{"x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2"}

// Expand computes the inputs of a network from points of the plane:
// [N][2] becomes [N][len(inputs)], in the order of inputs. It appends to
// dst[:0] and returns the result. An input that is not one of PlaneInputs is
// a programmer's error and panics.
func Expand(dst []float32, points []float32, inputs []string) []float32 {
	features := make([]func(x, y float32) float32, len(inputs))
	for i, name := range inputs {
		features[i] = feature(name)
	}
	dst = dst[:0]
	for i := 0; i+1 < len(points); i += 2 {
		for _, f := range features {
			dst = append(dst, f(points[i], points[i+1]))
		}
	}
	return dst
}

func feature(name string) func(x, y float32) float32 {
	switch name {
	case "x1":
		return func(x, y float32) float32 { return x }
	case "x2":
		return func(x, y float32) float32 { return y }
	case "x1x1":
		return func(x, y float32) float32 { return x * x }
	case "x2x2":
		return func(x, y float32) float32 { return y * y }
	case "x1x2":
		return func(x, y float32) float32 { return x * y }
	case "sinx1":
		return func(x, y float32) float32 { return sin(x) }
	case "sinx2":
		return func(x, y float32) float32 { return sin(y) }
	}
	panic(fmt.Sprintf("data: there is no input %q; known are %v", name, PlaneInputs))
}

func sin(x float32) float32 { return float32(math.Sin(float64(x))) }
