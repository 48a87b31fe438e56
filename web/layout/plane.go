package layout

import "bonsai/engine/plane"

// A Plane is the square in which the plane of the two-dimensional data sets is drawn
// (package plane), with x to the right and y upwards.
type Plane struct{ Rect Rect }

// NewPlane returns the largest plane in the middle of r.
func NewPlane(r Rect) Plane { return Plane{r.Square()} }

// Pixel returns where a point of the plane is drawn.
func (p Plane) Pixel(x, y float64) (px, py float64) {
	return p.Rect.X + p.Rect.W*(x+plane.Span)/(2*plane.Span),
		p.Rect.Y + p.Rect.H*(plane.Span-y)/(2*plane.Span)
}

// Point returns the point of the plane that is drawn at a pixel.
func (p Plane) Point(px, py float64) (x, y float64) {
	return (px-p.Rect.X)/p.Rect.W*(2*plane.Span) - plane.Span,
		plane.Span - (py-p.Rect.Y)/p.Rect.H*(2*plane.Span)
}
