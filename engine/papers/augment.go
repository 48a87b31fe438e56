package main

import (
	"math"
	"math/rand/v2"
)

// side is the width and height of the images in pixels.
const side = 28

// A warp is a distortion of an image: a random affine map and a smooth elastic
// distortion (Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural
// Networks Applied to Visual Document Analysis", ICDAR 2003). It says for each pixel
// of the distorted image which place of the original it shows.
type warp struct {
	// The affine map, with the middle of the image as the origin:
	// (u, v) → (xx·u + xy·v + x, yx·u + yy·v + y).
	xx, xy, yx, yy, x, y float64

	// The elastic distortion: a displacement at each knot of a coarse grid over
	// the image, in pixels.
	dx, dy [knots * knots]float64
}

// knots is the number of knots along each side of the grid.
const knots = 6

// newWarp draws a random warp. With strength 0 it changes nothing; with 1 it is as
// strong as possible without making digits illegible.
func newWarp(r *rand.Rand, strength float64) *warp {
	uniform := func(a float64) float64 { return strength * a * (2*r.Float64() - 1) }
	angle, shear := uniform(0.22), uniform(0.2)
	scaleX, scaleY := 1+uniform(0.14), 1+uniform(0.14)
	c, s := math.Cos(angle), math.Sin(angle)
	w := &warp{
		xx: c * scaleX, xy: (shear*c - s) * scaleX,
		yx: s * scaleY, yy: (shear*s + c) * scaleY,
		x: uniform(2), y: uniform(2),
	}
	for i := range w.dx {
		w.dx[i], w.dy[i] = strength*1.1*r.NormFloat64(), strength*1.1*r.NormFloat64()
	}
	return w
}

// apply sets to to the distorted image of from.
func (w *warp) apply(to, from []float32) {
	const middle = (side - 1) / 2.0
	for row := range side {
		for column := range side {
			u, v := float64(column)-middle, float64(row)-middle
			ex, ey := w.elastic(float64(column), float64(row))
			to[row*side+column] = sample(from,
				w.xx*u+w.xy*v+middle+w.x+ex, w.yx*u+w.yy*v+middle+w.y+ey)
		}
	}
}

// elastic returns the displacement at a pixel, interpolated between the four knots
// around it.
func (w *warp) elastic(x, y float64) (dx, dy float64) {
	const pitch = float64(side) / (knots - 1)
	i, j := int(x/pitch), int(y/pitch)
	fx, fy := smooth(x/pitch-float64(i)), smooth(y/pitch-float64(j))
	at := j*knots + i
	mix := func(d *[knots * knots]float64) float64 {
		top := d[at]*(1-fx) + d[at+1]*fx
		bottom := d[at+knots]*(1-fx) + d[at+knots+1]*fx
		return top*(1-fy) + bottom*fy
	}
	return mix(&w.dx), mix(&w.dy)
}

// smooth maps 0…1 to 0…1 with the slope 0 at both ends.
func smooth(t float64) float64 { return t * t * (3 - 2*t) }

// sample returns the brightness of an image at any place, interpolated between the
// four pixels around it. Outside the image it is 0.
func sample(image []float32, x, y float64) float32 {
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy := float32(x-x0), float32(y-y0)
	at := func(x, y int) float32 {
		if x < 0 || y < 0 || x >= side || y >= side {
			return 0
		}
		return image[y*side+x]
	}
	i, j := int(x0), int(y0)
	return (at(i, j)*(1-fx)+at(i+1, j)*fx)*(1-fy) + (at(i, j+1)*(1-fx)+at(i+1, j+1)*fx)*fy
}
