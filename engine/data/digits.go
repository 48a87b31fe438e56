package data

import (
	"fmt"
	"math/rand/v2"
)

// GenerateDigits makes n handwritten digits of side × side pixels, at least
// 8 × 8, in the manner of MNIST (LeCun, Bottou, Bengio and Haffner,
// "Gradient-Based Learning Applied to Document Recognition", Proceedings of
// the IEEE 86, 1998), but without any of its pictures: always the same ones
// for the same arguments. A row is an image from its upper left pixel on, row
// by row, 0 for paper to 1 for ink; its class is the digit. noise is in per
// cent, from 0 to MaxNoise; every pixel changes by up to that share of
// black, and stays within 0 to 1. Values outside these ranges are a
// programmer's error and panic. The rows are shuffled.
func GenerateDigits(side, n, noise int, seed uint32) Set {
	if side < 8 || n < 0 || noise < 0 || noise > MaxNoise {
		panic(fmt.Sprintf("data: %d digits of side %d with noise %d; right are 0 or more, of side 8 or more, with noise 0 to %d",
			n, side, noise, MaxNoise))
	}
	r := source(seed)
	set := digits(side)(r, n, float64(noise)/100)
	set.shuffle(r)
	return set
}

// digits makes a generator of digits, which take turns.
func digits(side int) generator {
	return func(r *rand.Rand, n int, noise float64) Set {
		pixels := side * side
		s := Set{X: make([]float32, n*pixels), Y: make([]float32, n), N: n, F: pixels, Classes: len(glyphs),
			Height: side, Width: side}
		paper := newCanvas(side)
		for i := range n {
			digit := i % len(glyphs)
			s.Y[i] = float32(digit)
			image := s.X[i*pixels : (i+1)*pixels]
			write(r, paper, digit, image)
			for j, ink := range image {
				image[j] = min(max(ink+float32(uniform(r, -1, 1)*noise), 0), 1)
			}
		}
		return s
	}
}

// write draws a digit, in one of the ways to write it and by a hand of its
// own, and fills image with its pixels.
func write(r *rand.Rand, paper *canvas, digit int, image []float32) {
	unit := float64(0.36 * float64(paper.side)) // as in MNIST, whose digits fill 20 of 28 pixels
	middle := float64(paper.side) / 2

	ways := glyphs[digit]
	way := ways[r.IntN(len(ways))]
	h := newHand(r)
	radius := float64(uniform(r, 0.09, 0.18) * unit)

	paper.clear()
	var line []knot
	for _, s := range way {
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
