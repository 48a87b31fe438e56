package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
	"bonsai/engine/plane"
)

// The sets in this file and spiral have the geometry of tensorflow/playground
// (Smilkov et al. 2017, "Direct-Manipulation Visualization of Deep Networks"),
// so that lessons written for it hold here. Its labels −1 and 1 are 0 and 1.

func point(x, y, label float64) Point {
	return Point{X: float32(x), Y: float32(y), Label: float32(label)}
}

func distance(x1, y1, x2, y2 float64) float64 {
	dx, dy := x1-x2, y1-y2
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// jitter draws how far noise moves a point that lies within ±reach.
func jitter(r *rand.Rand, reach, noise float64) (dx, dy float64) {
	return float64(uniform(r, -reach, reach) * noise), float64(uniform(r, -reach, reach) * noise)
}

// class is 1 for what holds and 0 for what does not.
func class(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// circle is a disc of class 1 within a ring of class 0. Noise moves the place
// where a point's class is looked up, by up to that share of the ring's
// radius, and leaves the point where it is.
func circle(r *rand.Rand, n int, noise float64) Set {
	const radius = 5
	points := make([]Point, n)
	for i := range points {
		nearest, farthest := 0.0, 0.5*radius
		if i%2 == 1 {
			nearest, farthest = 0.7*radius, radius
		}
		distant, angle := uniform(r, nearest, farthest), uniform(r, 0, 2*math.Pi)
		x, y := float64(distant*num.Sin(angle)), float64(distant*num.Cos(angle))
		dx, dy := jitter(r, radius, noise)
		points[i] = point(x, y, class(distance(x+dx, y+dy, 0, 0) < 0.5*radius))
	}
	return planeSet(points, 2)
}

// xor is class 1 where x and y have the same sign and class 0 where they do
// not, with a gap along the axes. Noise works as in circle. The quadrants take
// turns, for balance.
func xor(r *rand.Rand, n int, noise float64) Set {
	const reach, padding = 5, 0.3
	points := make([]Point, n)
	for i := range points {
		x := uniform(r, 0, reach) + padding
		y := uniform(r, 0, reach) + padding
		if i%2 == 1 {
			y = -y
		}
		if i/2%2 == 1 {
			x, y = -x, -y
		}
		dx, dy := jitter(r, reach, noise)
		points[i] = point(x, y, class((x+dx)*(y+dy) >= 0))
	}
	return planeSet(points, 2)
}

// gauss is two normal clouds, class 1 around (2, 2) and class 0 around
// (−2, −2). Noise widens them: their variance grows from 0.5 to 4. What falls
// out of the plane is drawn again.
func gauss(r *rand.Rand, n int, noise float64) Set {
	deviation := math.Sqrt(0.5 + float64(7*noise))
	within := func(centre float64) float64 {
		for {
			v := centre + float64(deviation*num.Normal(r))
			if math.Abs(v) <= plane.Span {
				return v
			}
		}
	}
	points := make([]Point, n)
	for i := range points {
		label := float64(i % 2)
		centre := float64(4*label) - 2
		points[i] = point(within(centre), within(centre), label)
	}
	return planeSet(points, 2)
}

// regression scatters n points over the plane and gives each the value of f
// there. Noise moves the place where f is looked up, by up to that share of
// the plane's reach.
func regression(r *rand.Rand, n int, noise float64, f func(x, y float64) float64) Set {
	points := make([]Point, n)
	for i := range points {
		x, y := uniform(r, -plane.Span, plane.Span), uniform(r, -plane.Span, plane.Span)
		dx, dy := jitter(r, plane.Span, noise)
		points[i] = point(x, y, f(x+dx, y+dy))
	}
	return planeSet(points, 0)
}

// regressionPlane has values that rise along the diagonal: (x+y)/10, which is
// −1 to 1 but for the outermost corners (±1.2 at noise 0).
func regressionPlane(r *rand.Rand, n int, noise float64) Set {
	return regression(r, n, noise, func(x, y float64) float64 { return (x + y) / 10 })
}

// hills are where regressionGauss has its tops (1) and hollows (−1).
var hills = [...]struct{ x, y, sign float64 }{
	{-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1},
	{-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1},
}

// regressionGauss has values of three hills and three hollows, 1 or −1 in the
// middle and fading to 0 at a distance of 2, where the next one may begin.
func regressionGauss(r *rand.Rand, n int, noise float64) Set {
	return regression(r, n, noise, func(x, y float64) float64 {
		value := 0.0
		for _, h := range hills {
			strength := max(1-float64(distance(x, y, h.x, h.y)/2), 0)
			value += float64(h.sign * strength)
		}
		return value
	})
}
