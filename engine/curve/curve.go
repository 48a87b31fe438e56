// Package curve keeps the points of the charts over time: one for each epoch at first,
// and fewer and fewer of a long training, so that there are never many.
package curve

import (
	"slices"

	"bonsai/engine/snapshot"
)

// MaxPoints is how many points a curve has at most.
const MaxPoints = 300

// A Curve has points of a training, the oldest first. The zero Curve is empty.
type Curve struct {
	Points []snapshot.CurvePoint
	stride int // epochs from one point to the next; 0 stands for 1
}

// Clone returns a copy that does not change with c.
func (c *Curve) Clone() Curve { return Curve{slices.Clone(c.Points), c.stride} }

// Due reports whether an optimiser step ends an epoch that belongs to the curve.
func (c *Curve) Due(step, stepsPerEpoch int) bool {
	return step%(stepsPerEpoch*max(c.stride, 1)) == 0
}

// Add appends a point and reports whether that changed the curve: a point equal to the
// last is not added. A curve that grows too long loses every second point, and from then
// on half as many are due.
func (c *Curve) Add(point snapshot.CurvePoint) bool {
	if n := len(c.Points); n > 0 && c.Points[n-1] == point {
		return false
	}
	c.Points = append(c.Points, point)
	if len(c.Points) <= MaxPoints {
		return true
	}
	half := c.Points[:0]
	for i := 0; i < len(c.Points); i += 2 {
		half = append(half, c.Points[i])
	}
	c.Points = half
	c.stride = 2 * max(c.stride, 1)
	return true
}
