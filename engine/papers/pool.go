package main

import (
	"math/rand/v2"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// A pool is a source of distorted images: several copies of a set, and the
// probabilities that a teacher gives to the classes of each image.
type pool struct {
	pixels []uint8 // [n][784]
	labels []uint8
	soft   []float32 // [n][10], the teacher's probabilities; empty without one

	r     *rand.Rand
	epoch int // images in an epoch: as many as the set has
}

// halve replaces each block of 2×2 pixels by its mean, so images become 14×14.
func (p *pool) halve() {
	const pixels, half = side * side, side / 2
	out := make([]uint8, 0, len(p.pixels)/4)
	for image := p.pixels; len(image) > 0; image = image[pixels:] {
		for row := range half {
			for column := range half {
				at := 2*row*side + 2*column
				out = append(out, uint8((int(image[at])+int(image[at+1])+int(image[at+side])+int(image[at+side+1])+2)/4))
			}
		}
	}
	p.pixels = out
}

// newPool returns a pool with a number of copies of a set: the original images and,
// of each, copies−1 that are distorted with a strength. If there are several
// teachers, their probabilities are averaged.
func newPool(set data.Set, copies int, strength float64, teachers []*nn.Network, seed uint64) *pool {
	r := rand.New(rand.NewPCG(seed, 2))
	n := set.N * copies
	p := &pool{
		pixels: make([]uint8, 0, n*set.F), labels: make([]uint8, 0, n),
		r: rand.New(rand.NewPCG(seed, 3)), epoch: set.N,
	}
	image := make([]float32, set.F)
	for c := range copies {
		for i := range set.N {
			copy(image, set.X[i*set.F:(i+1)*set.F])
			if c > 0 {
				newWarp(r, strength).apply(image, set.X[i*set.F:(i+1)*set.F])
			}
			for _, v := range image {
				p.pixels = append(p.pixels, uint8(v*255+0.5))
			}
			p.labels = append(p.labels, uint8(set.Y[i]))
		}
	}
	if len(teachers) > 0 {
		p.ask(teachers, set.F)
	}
	return p
}

// ask sets soft to the mean probabilities of the teachers.
func (p *pool) ask(teachers []*nn.Network, features int) {
	const rows = 100
	p.soft = make([]float32, len(p.labels)*10)
	x := make([]float32, rows*features)
	for _, teacher := range teachers {
		pass := nn.NewPass(teacher, rows)
		for first := 0; first < len(p.labels); first += rows {
			n := min(rows, len(p.labels)-first)
			for i, v := range p.pixels[first*features : (first+n)*features] {
				x[i] = float32(v) / 255
			}
			z := append([]float32(nil), pass.Forward(x[:n*features], n)...)
			nn.Outputs(teacher, z)
			for i, v := range z {
				p.soft[first*10+i] += v / float32(len(teachers))
			}
		}
	}
}

// size implements source.
func (p *pool) size() int { return p.epoch }

// next implements source. It draws images at random, with replacement.
func (p *pool) next(x, y []float32) []float32 {
	features := len(p.pixels) / len(p.labels)
	var soft []float32
	for row := range y {
		i := p.r.IntN(len(p.labels))
		for k, v := range p.pixels[i*features : (i+1)*features] {
			x[row*features+k] = float32(v) / 255
		}
		y[row] = float32(p.labels[i])
		if p.soft != nil {
			soft = append(soft, p.soft[i*10:(i+1)*10]...)
		}
	}
	return soft
}
