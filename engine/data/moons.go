package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
)

// moons is two half circles that reach into each other, as in scikit-learn's
// make_moons. The upper half of one circle is class 0. The lower half of the
// other, whose centre is one radius to the right and half a radius up, is class
// 1. Noise moves each point by up to noise·radius in x and y.
func moons(r *rand.Rand, n int, noise float64) Set {
	const radius = 3
	// The point half way between the centres (0, 0) and (1, ½) of the two
	// circles, in radii. It is moved to the middle of the plane.
	const middleX, middleY = 0.5, 0.25
	points := make([]Point, n)
	for i := range points {
		angle := uniform(r, 0, math.Pi)
		x, y := num.Cos(angle)-middleX, num.Sin(angle)-middleY
		if i%2 == 1 {
			x, y = -x, -y
		}
		dx, dy := jitter(r, radius, noise)
		points[i] = point(float64(radius*x)+dx, float64(radius*y)+dy, float64(i%2))
	}
	return planeSet(points, 2)
}
