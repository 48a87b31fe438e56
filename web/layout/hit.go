package layout

import (
	"math"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// How far from a unit's edge or a connection, in CSS pixels, a pointer still selects
// it.
const (
	unitSlack       = 4
	connectionSlack = 6
)

// UnitAt returns the unit at a place, and whether there is one.
func (a *Arrangement) UnitAt(x, y float64) (recipe.Unit, bool) {
	slack := unitSlack * a.Scale
	for layer := range a.Columns {
		c := &a.Columns[layer]
		if index, ok := c.at(x, y, c.Radius+slack, a.Units[layer]); ok {
			return recipe.Unit{Layer: layer, Index: index}, true
		}
	}
	return recipe.Unit{}, false
}

// ConnectionAt returns the connection nearest to a place, among those for which
// visible returns true, and whether one is near enough.
func (a *Arrangement) ConnectionAt(x, y float64, visible func(layer, out, in int) bool) (Connection, bool) {
	var nearest Connection
	least := connectionSlack * a.Scale
	found := false
	for c := range a.lines {
		if d := a.distance(c, x, y, least); d < least && visible(c.Layer, c.Out, c.In) {
			nearest, least, found = c, d, true
		}
	}
	return nearest, found
}

// lines iterates over all connections that are drawn.
func (a *Arrangement) lines(yield func(Connection) bool) {
	for _, c := range a.Lines {
		if !yield(c) {
			return
		}
	}
	if a.Lines != nil {
		return
	}
	for layer := range len(a.Units) - 1 {
		for out := range a.Units[layer+1] {
			for in := range a.Units[layer] {
				if !yield(Connection{layer, out, in}) {
					return
				}
			}
		}
	}
}

// distance returns the distance of a place from a connection. If it is more than
// reach, the result may be +Inf.
func (a *Arrangement) distance(c Connection, x, y, reach float64) float64 {
	x0, y0, x1, y1 := a.Span(c)
	least := math.Inf(1)
	if x < x0-reach || x > x1+reach || y < min(y0, y1)-reach || y > max(y0, y1)+reach {
		return least
	}
	bx, by := x0, y0
	for _, k := range a.Knots(y1 - y0)[1:] {
		ax, ay := bx, by
		bx, by = x0+(x1-x0)*k.Along, y0+(y1-y0)*k.Across
		if x < ax-reach || x > bx+reach {
			continue
		}
		least = min(least, toSegment(x, y, ax, ay, bx, by))
	}
	return least
}

// toSegment returns the distance of (x, y) from the straight line between a and b.
func toSegment(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = max(0, min(1, ((x-ax)*dx+(y-ay)*dy)/length))
	}
	return math.Hypot(x-ax-t*dx, y-ay-t*dy)
}

// Find returns the unit at a place or, if there is none, the kept connection of the
// layers at the place. At most one of them is not nil.
func (a *Arrangement) Find(layers []snapshot.Layer, x, y float64) (*recipe.Unit, *Connection) {
	if unit, ok := a.UnitAt(x, y); ok {
		return &unit, nil
	}
	kept := func(layer, out, in int) bool { return layers[layer].Mask[out*layers[layer].In+in] != 0 }
	if connection, ok := a.ConnectionAt(x, y, kept); ok {
		return nil, &connection
	}
	return nil, nil
}
