package layout

import (
	"bonsai/engine/snapshot"
)

// A Plane is the square in which the plane of the two-dimensional data sets is drawn
// (package plane), with x to the right and y upwards.
type Plane struct{ Rect Rect }

// NewPlane returns the largest plane in the middle of r.
func NewPlane(r Rect) Plane { return Plane{r.Square()} }

// Pixel returns where a point of the plane is drawn.
func (p Plane) Pixel(x, y float64) (px, py float64) {
	return p.Rect.X + p.Rect.W*(x+snapshot.PlaneSpan)/(2*snapshot.PlaneSpan),
		p.Rect.Y + p.Rect.H*(snapshot.PlaneSpan-y)/(2*snapshot.PlaneSpan)
}

// Point returns the point of the plane that is drawn at a pixel.
func (p Plane) Point(px, py float64) (x, y float64) {
	return (px-p.Rect.X)/p.Rect.W*(2*snapshot.PlaneSpan) - snapshot.PlaneSpan,
		snapshot.PlaneSpan - (py-p.Rect.Y)/p.Rect.H*(2*snapshot.PlaneSpan)
}
