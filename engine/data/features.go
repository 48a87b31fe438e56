package data

import "bonsai/engine/plane"

// PlaneInputs are the names of the inputs that a network can be given of a
// point of the plane; see plane.Inputs.
var PlaneInputs = plane.Inputs

// Expand computes the inputs of a network from points of the plane; see
// plane.Expand.
func Expand(dst, points []float32, inputs []string) []float32 {
	return plane.Expand(dst, points, inputs)
}
