package data

import "math/rand/v2"

// A hand is what makes two written digits of the same shape differ: rotation,
// slant and proportions of the writing, and a smooth local distortion.
type hand struct {
	// The affine map (x, y) → (xx·x + xy·y + x0, yx·x + yy·y + y0).
	xx, xy, yx, yy, x0, y0 float64

	bumps [3]bump
}

// A bump shifts the points within its radius: by (dx, dy) at its centre (x, y),
// and less towards its edge. A few bumps replace the elastic distortion of
// Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks
// Applied to Visual Document Analysis", ICDAR 2003, which shifts every pixel.
type bump struct{ x, y, radius, dx, dy float64 }

// newHand draws a random hand. Lengths are in units of half the height of a
// digit, like those of the glyphs.
func newHand(r *rand.Rand) hand {
	// A rotation by θ from −15° to 15°. Its sine and cosine follow from
	// t = tan(θ/2): sin θ = 2t/(1+t²), cos θ = (1−t²)/(1+t²).
	const tan = 0.1316525 // tan 7.5°
	half := uniform(r, -tan, tan)
	square := float64(half * half)
	cos, sin := (1-square)/(1+square), 2*half/(1+square)

	width, height := uniform(r, 0.78, 1.16), uniform(r, 0.86, 1.07)
	slant := uniform(r, -0.3, 0.15) // mostly to the right, as most people write
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

// move returns the point to which the hand moves a point of a glyph.
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

// strength returns the share of a bump's shift that a point gets: with the
// distance d from the centre (1 − (d/radius)²)², and 0 for d ≥ radius.
func (b bump) strength(k knot) float64 {
	dx, dy := k.x-b.x, k.y-b.y
	near := 1 - (float64(dx*dx)+float64(dy*dy))/float64(b.radius*b.radius)
	if near <= 0 {
		return 0
	}
	return near * near
}

// spline appends points of a smooth curve through the knots of a stroke to line,
// close enough for straight lines between them. The curve is a uniform
// Catmull–Rom spline (Catmull and Rom, "A Class of Local Interpolating Splines",
// 1974) whose first and last knots are repeated.
func spline(line []knot, s stroke) []knot {
	const parts = 5 // pieces between two knots
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

// between returns the value at t, 0 to 1, of the cubic polynomial that leads from
// b to c with the slope (c−a)/2 at b and (d−b)/2 at c.
func between(a, b, c, d, t float64) float64 {
	linear := (c - a) / 2
	cubic := float64(1.5*(b-c)) + (d-a)/2
	square := c - b - linear - cubic
	value := float64(cubic*t) + square
	value = float64(value*t) + linear
	return float64(value*t) + b
}
