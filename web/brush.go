package web

import (
	"math"
	"sync"
)

// The brush is the texture for everything except heat maps: white, with soft edges.
// A stroke is drawn with a column of the brush; the columns from left to right are
// for strokes of growing width, and the rows go from one edge of the stroke to the
// other. So a stroke of any width needs two vertices at each point of its path, and
// its edges are one pixel soft.
const (
	brushSize    = 64
	thinnest     = 0.5 // half the width of the stroke in the first column, with its soft edge
	thickest     = 16  // the same for the last column
	brushPerHalf = (brushSize - 1) / (thickest - thinnest)

	brushTop    = 0.5             // the row at one edge of a stroke
	brushMiddle = brushSize / 2.0 // the row in its middle
	brushBottom = brushSize - 0.5 // the row at the other edge
	brushFull   = brushSize - 0.5 // the column whose middle is opaque
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

// brushColumn returns the column of the brush for a stroke that ends, with its soft
// edge, half pixels from its middle.
func brushColumn(half float64) float32 {
	return float32(0.5 + (max(thinnest, min(half, thickest))-thinnest)*brushPerHalf)
}
