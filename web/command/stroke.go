package command

import (
	"math"

	"bonsai/engine/recipe"
)

// A Stroke draws points while a pointer is down, or erases them.
type Stroke struct {
	recipe  recipe.Recipe // with the points so far
	x, y    float64       // of the last point
	pending bool          // the first point has not been drawn
	active  bool
}

// spacing is the distance between two points of a stroke, in units of the plane.
const spacing = 0.4

// Begin begins a stroke on the points of a recipe.
func (k *Stroke) Begin(r *recipe.Recipe) { *k = Stroke{recipe: r.Clone(), pending: true, active: true} }

// Active reports whether the pointer is down.
func (k *Stroke) Active() bool { return k.active }

// End ends the stroke.
func (k *Stroke) End() { k.active = false }

// To moves the pointer. It returns the fields to set, or false if the pointer is too
// close to the last point to draw another one.
func (k *Stroke) To(pen string, x, y float64) (Fields, bool) {
	if !k.pending && math.Hypot(x-k.x, y-k.y) < spacing {
		return nil, false
	}
	k.x, k.y, k.pending = x, y, false
	fields := Draw(&k.recipe, pen, x, y)
	k.recipe.Points, _ = fields["points"].([]int)
	return fields, true
}
