package main

import (
	"math"
	"math/rand/v2"
)

const side = 28

// A warp moves the pixels of an image a little: a random affine map, and a
// smooth elastic distortion (Simard, Steinkraus and Platt, "Best Practices for
// Convolutional Neural Networks Applied to Visual Document Analysis", ICDAR
// 2003), made of displacements on a coarse grid.
type warp struct {
	strength       float64
	xx, xy, yx, yy float64
	x, y           float64
	dx, dy         [knots * knots]float64
}

const knots = 6 // of the elastic grid, on each side

// newWarp draws a warp; strength 1 is as far as a digit stays itself.
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

// apply writes the warped image.
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

// elastic interpolates the displacements between the knots around a pixel.
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

func smooth(t float64) float64 { return t * t * (3 - 2*t) }

// sample reads an image between its pixels; outside is paper.
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
