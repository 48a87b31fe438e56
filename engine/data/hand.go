package data

import "math/rand/v2"

// A hand is what makes one digit differ from the next of its kind: the slant
// and proportions of the writing, and a smooth distortion of the paper.
type hand struct {
	// An affine map: (x, y) goes to (xx·x + xy·y + x0, yx·x + yy·y + y0).
	xx, xy, yx, yy, x0, y0 float64

	bumps [3]bump
}

// A bump shifts what lies within its radius, by (dx, dy) in the middle and
// ever less towards the rim: an elastic distortion in the manner of Simard,
// Steinkraus and Platt, "Best Practices for Convolutional Neural Networks
// Applied to Visual Document Analysis", ICDAR 2003, of few smooth parts.
type bump struct{ x, y, radius, dx, dy float64 }

// newHand draws a hand. Lengths are in the unit of the glyphs, half the height
// of a digit.
func newHand(r *rand.Rand) hand {
	// A rotation by θ from −15° to 15°, from tan(θ/2), needs no sine.
	const tan = 0.1316525 // tan 7.5°
	half := uniform(r, -tan, tan)
	square := float64(half * half)
	cos, sin := (1-square)/(1+square), 2*half/(1+square)

	width, height := uniform(r, 0.78, 1.16), uniform(r, 0.86, 1.07)
	slant := uniform(r, -0.3, 0.15) // to the right, mostly, as people write
	h := hand{
		xx: float64(cos * width),
		xy: float64(cos*slant) - float64(sin*height),
		yx: float64(sin * width),
		yy: float64(sin*slant) + float64(cos*height),
		x0: uniform(r, -0.1, 0.1),
		y0: uniform(r, -0.1, 0.1),
	}
	for i := range h.bumps {
		const reach = 0.22
		h.bumps[i] = bump{
			x: uniform(r, -0.8, 0.8), y: uniform(r, -1, 1), radius: uniform(r, 0.8, 1.4),
			dx: uniform(r, -reach, reach), dy: uniform(r, -reach, reach),
		}
	}
	return h
}

// move is where on the paper a point of a glyph comes to lie.
func (h hand) move(k knot) knot {
	moved := knot{
		float64(h.xx*k.x) + float64(h.xy*k.y) + h.x0,
		float64(h.yx*k.x) + float64(h.yy*k.y) + h.y0,
	}
	for _, b := range h.bumps {
		strength := b.strength(k)
		moved.x += float64(strength * b.dx)
		moved.y += float64(strength * b.dy)
	}
	return moved
}

// strength is how much of a bump's shift reaches a point: (1 − (d/radius)²)²
// at a distance d, 0 from the radius on.
func (b bump) strength(k knot) float64 {
	dx, dy := k.x-b.x, k.y-b.y
	near := 1 - (float64(dx*dx)+float64(dy*dy))/float64(b.radius*b.radius)
	if near <= 0 {
		return 0
	}
	return near * near
}

// spline appends to line a smooth curve through the knots of a stroke, as
// points with straight lines between: a uniform Catmull–Rom spline (Catmull
// and Rom, "A Class of Local Interpolating Splines", 1974), whose end knots
// count twice.
func spline(line []knot, s stroke) []knot {
	const parts = 5 // of the curve between two knots
	line = append(line, s[0])
	for i := range len(s) - 1 {
		before, from, to, after := s[max(i-1, 0)], s[i], s[i+1], s[min(i+2, len(s)-1)]
		for part := 1; part <= parts; part++ {
			t := float64(part) / parts
			line = append(line, knot{
				between(before.x, from.x, to.x, after.x, t),
				between(before.y, from.y, to.y, after.y, t),
			})
		}
	}
	return line
}

// between is the value at t, 0 to 1, of the cubic that leads from b to c with
// the slopes (c−a)/2 at its start and (d−b)/2 at its end.
func between(a, b, c, d, t float64) float64 {
	linear := (c - a) / 2
	cubic := float64(1.5*(b-c)) + (d-a)/2
	square := c - b - linear - cubic
	value := float64(cubic*t) + square
	value = float64(value*t) + linear
	return float64(value*t) + b
}
