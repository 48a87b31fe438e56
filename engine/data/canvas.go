package data

import "math"

// A canvas is a square of pixels that a round pen draws on. It keeps how far
// the middle of each pixel is from the nearest line.
type canvas struct {
	side    int
	squares []float64 // [side][side], squared distances in pixels
}

func newCanvas(side int) *canvas {
	return &canvas{side: side, squares: make([]float64, side*side)}
}

// clear takes all lines away.
func (c *canvas) clear() {
	for i := range c.squares {
		c.squares[i] = math.MaxFloat64
	}
}

// draw puts a line through points, which are in pixels from the upper left
// corner. It is measured as far as reach away from it, and no farther.
func (c *canvas) draw(line []knot, reach float64) {
	for i := range len(line) - 1 {
		c.segment(line[i], line[i+1], reach)
	}
}

func (c *canvas) segment(a, b knot, reach float64) {
	dx, dy := b.x-a.x, b.y-a.y
	length := float64(dx*dx) + float64(dy*dy)
	left, right := c.span(a.x, b.x, reach)
	top, bottom := c.span(a.y, b.y, reach)
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

// span is which rows or columns have their middle within reach of what lies
// between two coordinates: from first up to end.
func (c *canvas) span(a, b, reach float64) (first, end int) {
	low, high := min(a, b)-reach, max(a, b)+reach
	side := float64(c.side)
	return int(min(max(math.Ceil(low-0.5), 0), side)), int(min(max(math.Floor(high-0.5)+1, 0), side))
}

// ink is how dark a pixel is, 0 to 1, under a pen of some radius. Its rim is
// smooth: it fades over the width of one pixel.
func (c *canvas) ink(pixel int, radius float64) float64 {
	square := c.squares[pixel]
	outer := radius + 0.5
	if square >= float64(outer*outer) {
		return 0
	}
	return min(outer-math.Sqrt(square), 1)
}
