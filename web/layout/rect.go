package layout

// A Rect is a rectangle with its upper left corner at X, Y.
type Rect struct{ X, Y, W, H float64 }

// Contains reports whether a place is in the rectangle. The left and upper edges
// belong to it; the right and lower ones do not.
func (r Rect) Contains(x, y float64) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Square returns the largest square in the middle of the rectangle.
func (r Rect) Square() Rect {
	side := min(r.W, r.H)
	return Rect{r.X + (r.W-side)/2, r.Y + (r.H-side)/2, side, side}
}

// shrink returns the rectangle without margins at its four sides. If it is too small
// for them, the result is empty.
func (r Rect) shrink(left, top, right, bottom float64) Rect {
	return Rect{r.X + left, r.Y + top, max(r.W-left-right, 0), max(r.H-top-bottom, 0)}
}

// Grown returns the rectangle with each side moved outwards by a length.
func (r Rect) Grown(by float64) Rect {
	return Rect{r.X - by, r.Y - by, r.W + 2*by, r.H + 2*by}
}
