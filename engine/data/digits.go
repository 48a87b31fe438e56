package data

import (
	"fmt"
	"math/rand/v2"

	"bonsai/engine/pace"
)

// GenerateDigits draws n images of handwritten digits, side×side pixels each, in
// the style of MNIST (LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning
// Applied to Document Recognition", Proceedings of the IEEE 86, 1998) but without
// using any of its images. The same arguments always give the same images.
//
// The features of an image are its pixels, row by row from the upper left, from
// 0 (paper) to 1 (ink); its class is the digit. noise is in per cent, from 0 to
// MaxNoise: each pixel changes by up to noise/100, but stays within 0 and 1. The
// rows are shuffled. GenerateDigits panics if side is below 8, n is negative or
// noise is out of range.
func GenerateDigits(side, n, noise int, seed uint32) Set {
	if side < 8 || n < 0 || noise < 0 || noise > MaxNoise {
		panic(fmt.Sprintf("data: %d digits of side %d with noise %d; there can be 0 or more, of side 8 or more, with noise 0 to %d",
			n, side, noise, MaxNoise))
	}
	r := source(seed)
	set := digits(side)(r, n, float64(noise)/100)
	set.shuffle(r)
	return set
}

// digits returns the generator of digits with a side. Row i shows the digit
// i mod 10, so the classes are balanced.
func digits(side int) generator {
	return func(r *rand.Rand, n int, noise float64) Set { return drawDigits(side, r, n, noise, nil) }
}

// drawDigits is the generator of digits in pieces. What it returns is not complete if
// the meter has stopped it.
func drawDigits(side int, r *rand.Rand, n int, noise float64, m *pace.Meter) Set {
	pixels := side * side
	s := Set{X: make([]float32, n*pixels), Y: make([]float32, n), N: n, F: pixels, Classes: len(glyphs),
		Height: side, Width: side}
	paper := newCanvas(side)
	m.Expect(n * pixels * pixelWork)
	for i := range n {
		digit := i % len(glyphs)
		s.Y[i] = float32(digit)
		image := s.X[i*pixels : (i+1)*pixels]
		write(r, paper, digit, image)
		for j, ink := range image {
			image[j] = min(max(ink+float32(uniform(r, -1, 1)*noise), 0), 1)
		}
		if !m.Did(pixels * pixelWork) {
			return s
		}
	}
	return s
}

// pixelWork is about how many multiplications take as long as drawing a pixel.
const pixelWork = 80

// write draws a digit and fills image [side×side] with its pixels. The glyph,
// the handwriting and the width of the pen are random.
func write(r *rand.Rand, paper *canvas, digit int, image []float32) {
	// Half the height of a digit in pixels: as in MNIST, a digit is about 20 of
	// 28 pixels high.
	unit := float64(0.36 * float64(paper.side))
	middle := float64(paper.side) / 2

	shapes := glyphs[digit]
	shape := shapes[r.IntN(len(shapes))]
	h := newHand(r)
	radius := float64(uniform(r, 0.09, 0.18) * unit)

	paper.clear()
	var line []knot
	for _, s := range shape {
		line = spline(line[:0], s)
		for i, k := range line {
			k = h.move(k)
			line[i] = knot{float64(unit*k.x) + middle, float64(unit*k.y) + middle}
		}
		paper.draw(line, radius+0.5)
	}
	for i := range image {
		image[i] = float32(paper.ink(i, radius))
	}
}
