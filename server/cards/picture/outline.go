package picture

import (
	"math"
	"slices"

	"bonsai/web"
)

// curvePieces is the number of straight pieces that a connection is drawn with.
const curvePieces = 24

// curve returns the outline of a connection: a cubic Bézier curve that begins and
// ends horizontally.
func curve(from, to web.Point, width float64) polygon {
	middle := (from.X + to.X) / 2
	var left, right polygon
	for i := range curvePieces + 1 {
		t := float64(i) / curvePieces
		u := 1 - t
		x := u*u*u*from.X + 3*u*u*t*middle + 3*u*t*t*middle + t*t*t*to.X
		y := (u*u*u+3*u*u*t)*from.Y + (3*u*t*t+t*t*t)*to.Y
		// The derivative, divided by 3.
		dx := u*u*(middle-from.X) + t*t*(to.X-middle)
		dy := 2 * u * t * (to.Y - from.Y)
		left, right = widen(left, right, web.Point{X: x, Y: y}, dx, dy, width)
	}
	return outline(left, right)
}

// line returns the outline of a straight line.
func line(from, to web.Point, width float64) polygon {
	dx, dy := to.X-from.X, to.Y-from.Y
	left, right := widen(nil, nil, from, dx, dy, width)
	left, right = widen(left, right, to, dx, dy, width)
	return outline(left, right)
}

// widen adds the two points beside p to the sides of a line that passes p in the
// direction dx, dy.
func widen(left, right polygon, p web.Point, dx, dy, width float64) (polygon, polygon) {
	length := math.Hypot(dx, dy)
	if length == 0 {
		return left, right
	}
	nx, ny := -dy/length*width/2, dx/length*width/2
	return append(left, web.Point{X: p.X + nx, Y: p.Y + ny}), append(right, web.Point{X: p.X - nx, Y: p.Y - ny})
}

// outline joins the two sides of a line.
func outline(left, right polygon) polygon {
	slices.Reverse(right)
	return append(left, right...)
}

// circlePieces is the number of straight pieces of a circle.
const circlePieces = 96

// arc returns points of a circle, from one share of it to another; a whole circle
// goes from 0 to 1, or in the other direction from 1 to 0.
func arc(middle web.Point, radius, from, to float64) polygon {
	n := int(math.Ceil(math.Abs(to-from) * circlePieces))
	points := make(polygon, n+1)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * (from + (to-from)*float64(i)/float64(n)))
		points[i] = web.Point{X: middle.X + radius*cos, Y: middle.Y + radius*sin}
	}
	return points
}

// dashCount is the number of dashes of a dashed circle. The gaps are as long.
const dashCount = 12

// dashes returns the dashes of a circle between two radii.
func dashes(middle web.Point, inner, outer float64) []polygon {
	var all []polygon
	for i := range dashCount {
		from := float64(i) / dashCount
		to := from + 0.5/dashCount
		all = append(all, append(arc(middle, outer, from, to), arc(middle, inner, to, from)...))
	}
	return all
}
