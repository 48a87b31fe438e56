package web

import (
	"math"
	"sync"
)

// The brush is the one texture with which everything but heat-maps is drawn:
// white with soft edges. From left to right the stroke gets wider, from top to
// bottom one goes across it. So a stroke of any width is two vertices at each
// point of its line, with an edge that is one pixel soft, whatever the width.
const (
	brushSize    = 64
	thinnest     = 0.5 // half the stroke in the first column, soft edge included
	thickest     = 16  // in the last column
	brushPerHalf = (brushSize - 1) / (thickest - thinnest)

	brushTop    = 0.5             // one edge of a stroke
	brushMiddle = brushSize / 2.0 // where it is fullest
	brushBottom = brushSize - 0.5 // the other edge
	brushFull   = brushSize - 0.5 // the column that is opaque around its middle
	brushEmpty  = brushTop        // the row that is transparent in every column
)

var brush = sync.OnceValue(func() *Image {
	pixels := make([]byte, 0, 4*brushSize*brushSize)
	for row := range brushSize {
		across := math.Abs(float64(row)-(brushSize-1)/2.0) / ((brushSize - 1) / 2.0)
		for column := range brushSize {
			half := thinnest + float64(column)/brushPerHalf
			white := byte(255*min(half*(1-across), 1) + 0.5)
			pixels = append(pixels, white, white, white, white)
		}
	}
	return painted(nil, brushSize, brushSize, pixels)
})

// brushColumn is where in the brush a stroke is so wide that it ends, soft
// edge included, half pixels from its line.
func brushColumn(half float64) float32 {
	return float32(0.5 + (max(thinnest, min(half, thickest))-thinnest)*brushPerHalf)
}
