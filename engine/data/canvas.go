package data

import "math"

// A canvas is a square image that lines are drawn on with a round pen. It stores
// the distance of each pixel's centre from the nearest line, from which ink
// computes how dark the pixel is.
type canvas struct {
	side    int
	squares []float64 // [side][side], squares of the distances, in pixels²
}

// newCanvas returns a canvas of side×side pixels. Call clear before drawing.
func newCanvas(side int) *canvas {
	return &canvas{side: side, squares: make([]float64, side*side)}
}

// clear removes all lines.
func (c *canvas) clear() {
	for i := range c.squares {
		c.squares[i] = math.MaxFloat64
	}
}

// draw adds straight lines from each point to the next. Points are in pixels
// from the upper left corner. Distances are computed only for pixels within
// reach of the line; those farther away get no ink.
func (c *canvas) draw(line []knot, reach float64) {
	for i := range len(line) - 1 {
		c.segment(line[i], line[i+1], reach)
	}
}

// segment adds the straight line from a to b.
func (c *canvas) segment(a, b knot, reach float64) {
	dx, dy := b.x-a.x, b.y-a.y
	length := float64(dx*dx) + float64(dy*dy)
	left, right := c.near(a.x, b.x, reach)
	top, bottom := c.near(a.y, b.y, reach)
	for row := top; row < bottom; row++ {
		for column := left; column < right; column++ {
			x, y := float64(column)+0.5-a.x, float64(row)+0.5-a.y
			along := 0.0 // 0 at a, 1 at b
			if length > 0 {
				along = min(max((float64(x*dx)+float64(y*dy))/length, 0), 1)
			}
			x -= float64(along * dx)
			y -= float64(along * dy)
			i := row*c.side + column
			c.squares[i] = min(c.squares[i], float64(x*x)+float64(y*y))
		}
	}
}

// near returns the columns, or rows, first to end−1 whose centres are between the
// coordinates a and b or within reach of one of them.
func (c *canvas) near(a, b, reach float64) (first, end int) {
	low, high := min(a, b)-reach, max(a, b)+reach
	side := float64(c.side)
	return int(min(max(math.Ceil(low-0.5), 0), side)), int(min(max(math.Floor(high-0.5)+1, 0), side))
}

// ink returns how dark a pixel is for a pen with a radius in pixels: 1 within
// radius−½ of a line, 0 beyond radius+½, and linear in between, which makes the
// edges smooth.
func (c *canvas) ink(pixel int, radius float64) float64 {
	square := c.squares[pixel]
	outer := radius + 0.5
	if square >= float64(outer*outer) {
		return 0
	}
	return min(outer-math.Sqrt(square), 1)
}
