package cards

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"sync"
)

// general returns the picture for links without one of their own.
var general = sync.OnceValue(drawGeneral)

// drawGeneral draws a small network, some of whose connections are pruned.
func drawGeneral() []byte {
	var (
		background = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
		kept       = color.RGBA{0x2f, 0x7d, 0x4f, 0xff}
		pruned     = color.RGBA{0xdd, 0xd8, 0xcc, 0xff}
	)
	canvas := image.NewRGBA(image.Rect(0, 0, Width, Height))
	for i := range canvas.Pix {
		canvas.Pix[i] = []uint8{background.R, background.G, background.B, background.A}[i%4]
	}
	layers := []int{4, 6, 6, 1}
	at := func(layer, neuron int) point {
		return point{
			Width * (float64(layer) + 0.75) / (float64(len(layers)) + 0.5),
			Height * (float64(neuron) + 1) / (float64(layers[layer]) + 1),
		}
	}
	for _, keep := range []bool{false, true} { // kept connections cross over pruned ones
		for layer := range len(layers) - 1 {
			for from := range layers[layer] {
				for to := range layers[layer+1] {
					if (3*from+5*to+layer)%4 == 0 != keep {
						continue
					}
					width, c := 2.0, pruned
					if keep {
						width, c = 5, kept
					}
					stroke(canvas, at(layer, from), at(layer+1, to), width, c)
				}
			}
		}
	}
	for layer, n := range layers {
		for neuron := range n {
			stroke(canvas, at(layer, neuron), at(layer, neuron), 36, kept)
		}
	}
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&file, canvas); err != nil {
		panic(err) // writing to memory does not fail
	}
	return file.Bytes()
}

type point struct{ x, y float64 }

// stroke draws a line with round ends; a dot if a and b are equal.
func stroke(canvas *image.RGBA, a, b point, width float64, c color.RGBA) {
	reach := width/2 + 1
	for y := int(min(a.y, b.y) - reach); y <= int(max(a.y, b.y)+reach); y++ {
		for x := int(min(a.x, b.x) - reach); x <= int(max(a.x, b.x)+reach); x++ {
			cover := min(max(width/2+0.5-distance(point{float64(x), float64(y)}, a, b), 0), 1)
			if cover > 0 {
				blend(canvas, x, y, c, cover)
			}
		}
	}
}

// distance returns how far p is from the line between a and b.
func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/length, 0), 1)
	}
	return math.Hypot(p.x-a.x-along*dx, p.y-a.y-along*dy)
}

// blend covers a part of a pixel, from 0 to 1, with a colour.
func blend(canvas *image.RGBA, x, y int, c color.RGBA, cover float64) {
	old := canvas.RGBAAt(x, y)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + cover*(float64(b)-float64(a)))) }
	canvas.SetRGBA(x, y, color.RGBA{mix(old.R, c.R), mix(old.G, c.G), mix(old.B, c.B), 0xff})
}
