package data

import (
	"math"
	"math/rand/v2"

	"bonsai/engine/num"
	"bonsai/engine/plane"
)

// The sets in this file and spiral have the geometry of the sets of
// tensorflow/playground (Smilkov et al. 2017, "Direct-Manipulation Visualization
// of Deep Networks"), so that lessons written for it work here too. Its labels
// −1 and 1 are 0 and 1 here.

// point returns a Point, rounded to float32.
func point(x, y, label float64) Point {
	return Point{X: float32(x), Y: float32(y), Label: float32(label)}
}

// distance returns the distance of two points.
func distance(x1, y1, x2, y2 float64) float64 {
	dx, dy := x1-x2, y1-y2
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// jitter draws a random shift: dx and dy are up to ±noise·reach, where noise is
// a share.
func jitter(r *rand.Rand, reach, noise float64) (dx, dy float64) {
	return float64(uniform(r, -reach, reach) * noise), float64(uniform(r, -reach, reach) * noise)
}

// class returns the label 1 for true and 0 for false.
func class(first bool) float64 {
	if first {
		return 1
	}
	return 0
}

// circle is a disc of class 1 inside a ring of class 0. Noise does not move the
// points; it relabels some. A point gets the class that the place beside it
// has, which is up to noise·radius away in x and y.
func circle(r *rand.Rand, n int, noise float64) Set {
	const radius = 5
	points := make([]Point, n)
	for i := range points {
		nearest, farthest := 0.0, 0.5*radius
		if i%2 == 1 {
			nearest, farthest = 0.7*radius, radius
		}
		far, angle := uniform(r, nearest, farthest), uniform(r, 0, 2*math.Pi)
		x, y := float64(far*num.Sin(angle)), float64(far*num.Cos(angle))
		dx, dy := jitter(r, radius, noise)
		points[i] = point(x, y, class(distance(x+dx, y+dy, 0, 0) < 0.5*radius))
	}
	return planeSet(points, 2)
}

// xor is class 1 where x and y have the same sign and class 0 where they differ.
// There are no points near the axes. Noise relabels points as in circle. Every
// fourth point is in the same quadrant, so the classes are balanced.
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

// gauss is two clouds with normal distributions, class 1 around (2, 2) and class
// 0 around (−2, −2). Noise widens them: from 0 to 50 % their variance grows from
// 0.5 to 4. A coordinate outside the plane is drawn again.
func gauss(r *rand.Rand, n int, noise float64) Set {
	deviation := math.Sqrt(0.5 + float64(7*noise))
	around := func(centre float64) float64 {
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
		points[i] = point(around(centre), around(centre), label)
	}
	return planeSet(points, 2)
}

// regression scatters n points evenly over the plane and gives each the value of
// f. Noise does not move the points; f is evaluated beside each, up to
// noise·plane.Span away in x and y.
func regression(r *rand.Rand, n int, noise float64, f func(x, y float64) float64) Set {
	points := make([]Point, n)
	for i := range points {
		x, y := uniform(r, -plane.Span, plane.Span), uniform(r, -plane.Span, plane.Span)
		dx, dy := jitter(r, plane.Span, noise)
		points[i] = point(x, y, f(x+dx, y+dy))
	}
	return planeSet(points, 0)
}

// regressionPlane has the value (x+y)/10, which rises along the diagonal from
// −1.2 to 1.2.
func regressionPlane(r *rand.Rand, n int, noise float64) Set {
	return regression(r, n, noise, func(x, y float64) float64 { return (x + y) / 10 })
}

// hills are the centres of the hills (sign 1) and hollows (−1) of
// regressionGauss.
var hills = [...]struct{ x, y, sign float64 }{
	{-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1},
	{-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1},
}

// regressionGauss has three hills and three hollows: the value is 1 or −1 at a
// centre and falls linearly to 0 at a distance of 2 from it.
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
