package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
)

// spiral is two arms wound into each other, class 1 and class 0. Each makes 1¾
// turns from the middle out to a radius of 5. Noise moves each point by up to
// noise units in x and y: 0.5 at 50 %.
func spiral(r *rand.Rand, n int, noise float64) Set {
	points := make([]Point, 0, n)
	points = arm(points, r, n/2, 0, 1.75, noise, 1)
	points = arm(points, r, n-n/2, 0.5, 1.75, noise, 0)
	return planeSet(points, 2)
}

// spiral3 is three arms, one for each class, that make one turn each. So the
// arms are about as far apart as the two of spiral. Noise works as there.
func spiral3(r *rand.Rand, n int, noise float64) Set {
	const arms = 3
	points := make([]Point, 0, n)
	for k := range arms {
		count := (n + arms - 1 - k) / arms
		points = arm(points, r, count, float64(k)/arms, 1, noise, float64(k))
	}
	return planeSet(points, arms)
}

// arm appends the n points of one arm of a spiral, at equal steps from the middle
// to the radius. The arm leaves the middle at the angle start and winds around
// it turns times; both are in full turns.
func arm(points []Point, r *rand.Rand, n int, start, turns, noise, label float64) []Point {
	const radius = 5
	for i := range n {
		along := float64(i) / float64(n)
		far := radius * along
		angle := 2 * math.Pi * (float64(turns*along) + start)
		dx, dy := jitter(r, 1, noise)
		x := float64(far*num.Sin(angle)) + dx
		y := float64(far*num.Cos(angle)) + dy
		points = append(points, point(x, y, label))
	}
	return points
}
