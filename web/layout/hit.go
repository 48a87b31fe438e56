package layout

import (
	"math"

	"bonsai/engine/lab"
)

// How far from a thing, in CSS pixels, a pointer still means it.
const (
	unitSlack       = 4
	connectionSlack = 6
)

// UnitAt is the unit at a place.
func (a *Arrangement) UnitAt(x, y float64) (lab.Unit, bool) {
	slack := unitSlack * a.Scale
	for layer, c := range a.Columns {
		if math.Abs(x-c.X) > c.Radius+slack {
			continue
		}
		index := int(math.Round((y - c.Top) / c.Pitch))
		if index >= 0 && index < a.Units[layer] && math.Abs(y-c.Y(index)) <= c.Radius+slack {
			return lab.Unit{Layer: layer, Index: index}, true
		}
	}
	return lab.Unit{}, false
}

// ConnectionAt is the connection nearest to a place, among those that visible
// lets pass, if one is near enough.
func (a *Arrangement) ConnectionAt(x, y float64, visible func(layer, out, in int) bool) (Connection, bool) {
	var nearest Connection
	least := connectionSlack * a.Scale
	found := false
	for layer := range len(a.Units) - 1 {
		x0, _, x1, _ := a.Span(Connection{Layer: layer})
		if x < x0-least || x > x1+least {
			continue
		}
		for out := range a.Units[layer+1] {
			for in := range a.Units[layer] {
				c := Connection{layer, out, in}
				if d := a.distance(c, x, y, least); d < least && visible(layer, out, in) {
					nearest, least, found = c, d, true
				}
			}
		}
	}
	return nearest, found
}

// distance is how far a place is from a connection; where that is more than
// reach, it may be told as +Inf.
func (a *Arrangement) distance(c Connection, x, y, reach float64) float64 {
	x0, y0, x1, y1 := a.Span(c)
	least := math.Inf(1)
	if y < min(y0, y1)-reach || y > max(y0, y1)+reach {
		return least
	}
	bx, by := x0, y0
	for _, k := range a.Knots[1:] {
		ax, ay := bx, by
		bx, by = x0+(x1-x0)*k.Along, y0+(y1-y0)*k.Across
		if x < ax-reach || x > bx+reach {
			continue
		}
		least = min(least, toSegment(x, y, ax, ay, bx, by))
	}
	return least
}

// toSegment is the distance of a point from the line between a and b.
func toSegment(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = max(0, min(1, ((x-ax)*dx+(y-ay)*dy)/length))
	}
	return math.Hypot(x-ax-t*dx, y-ay-t*dy)
}
