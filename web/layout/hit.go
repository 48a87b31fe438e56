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
	for layer := range a.Columns {
		c := &a.Columns[layer]
		if index, ok := c.at(x, y, c.Radius+slack, a.Units[layer]); ok {
			return lab.Unit{Layer: layer, Index: index}, true
		}
	}
	return lab.Unit{}, false
}

// ConnectionAt is the line nearest to a place, among those that visible lets
// pass, if one is near enough.
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

// lines walks over all connections that are lines.
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

// distance is how far a place is from a connection; where that is more than
// reach, it may be told as +Inf.
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

// toSegment is the distance of a point from the line between a and b.
func toSegment(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = max(0, min(1, ((x-ax)*dx+(y-ay)*dy)/length))
	}
	return math.Hypot(x-ax-t*dx, y-ay-t*dy)
}

// Find is the unit, or else the kept connection of a network's layers, at a
// place on the screen; nil for none.
func (a *Arrangement) Find(layers []lab.Layer, x, y float64) (*lab.Unit, *Connection) {
	if unit, ok := a.UnitAt(x, y); ok {
		return &unit, nil
	}
	kept := func(layer, out, in int) bool { return layers[layer].Mask[out*layers[layer].In+in] != 0 }
	if connection, ok := a.ConnectionAt(x, y, kept); ok {
		return nil, &connection
	}
	return nil, nil
}
