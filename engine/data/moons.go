package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
)

// moons is two half circles, each reaching into the other: the upper half of
// one is class 0; the lower half of another, whose centre is one radius to the
// right and half a radius up, is class 1 (the shape of scikit-learn's
// make_moons). Noise moves the points, by up to that share of the radius.
func moons(r *rand.Rand, n int, noise float64) Set {
	const radius = 3
	// The middle of both moons together, in radii: half way between the
	// centres of the half circles, which are (0, 0) and (1, ½).
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
