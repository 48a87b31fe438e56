package layout

import "bonsai/engine/lab"

// A Plane is the square in which the points from (−6, −6) to (6, 6) are
// drawn, x to the right and y upwards.
type Plane struct{ Rect Rect }

// NewPlane is the plane in the middle of r.
func NewPlane(r Rect) Plane { return Plane{r.Square()} }

// Pixel is where a point of the plane is drawn.
func (p Plane) Pixel(x, y float64) (px, py float64) {
	return p.Rect.X + p.Rect.W*(x+lab.PlaneSpan)/(2*lab.PlaneSpan),
		p.Rect.Y + p.Rect.H*(lab.PlaneSpan-y)/(2*lab.PlaneSpan)
}

// Point is the point of the plane that is drawn at a pixel.
func (p Plane) Point(px, py float64) (x, y float64) {
	return (px-p.Rect.X)/p.Rect.W*(2*lab.PlaneSpan) - lab.PlaneSpan,
		lab.PlaneSpan - (py-p.Rect.Y)/p.Rect.H*(2*lab.PlaneSpan)
}
