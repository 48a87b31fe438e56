package web

import (
	"image/color"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// From these radii on, in CSS pixels, a unit is large enough for an edge in another
// colour, for a cross, and for a dashed circle around it.
const (
	edgeRadius  = 3
	crossRadius = 4
	dashRadius  = 7
)

// addUnits draws all units, without the pictures of the tiles. The highlighted ones
// come last, so that no other unit covers their rings.
func (v *Network) addUnits(s *snapshot.Snapshot, a *layout.Arrangement, theme *Theme, h Highlight) {
	largest := largestBias(s.Layers)
	for _, marked := range [...]bool{false, true} {
		for layer := range a.Columns {
			if layer == 0 && imageOf(s).Is() {
				continue // pixels draws them
			}
			for index := range a.Units[layer] {
				u := lookOf(a, layer, index, theme)
				if h.marks(u.unit) == marked {
					u.add(&v.mesh, s, largest, marked)
				}
			}
		}
	}
}

// lookOf returns how a unit looks, and where it is.
func lookOf(a *layout.Arrangement, layer, index int, theme *Theme) unitLook {
	u := unitLook{unit: recipe.Unit{Layer: layer, Index: index}, radius: a.Columns[layer].Radius, scale: a.Scale, theme: theme}
	u.x, u.y = a.Unit(layer, index)
	return u
}

func (u *unitLook) add(m *mesh, s *snapshot.Snapshot, largestBias float32, marked bool) {
	if marked {
		u.addMark(m, s.Plane)
	}
	layer, index := u.unit.Layer, u.unit.Index
	switch {
	case s.Dead[layer][index]:
		u.addDead(m, s.Plane)
	case s.Plane:
		u.addFrame(m)
	case layer == 0:
		u.addDisc(m, 0)
	default:
		u.addDisc(m, s.Layers[layer-1].B[index]/largestBias)
	}
}

// largestBias returns the largest finite |b| of all layers, or least.
func largestBias(layers []snapshot.Layer) float32 {
	largest := float32(least)
	for _, layer := range layers {
		largest = max(largest, largestAbs(layer.B))
	}
	return largest
}

// A unitLook is a unit and what is needed to draw it.
type unitLook struct {
	unit         recipe.Unit
	x, y, radius float64
	scale        float64
	theme        *Theme
}

// cornerShare is the radius of a tile's corners, as a share of half its side.
const cornerShare = 0.4

func (u *unitLook) square(radius float64) layout.Rect {
	return layout.Rect{X: u.x - radius, Y: u.y - radius, W: 2 * radius, H: 2 * radius}
}

func (u *unitLook) edge() float64 { return min(1.5*u.scale, u.radius/3) }

// tints returns the colours of a unit with a bias from −1 to 1.
func (u *unitLook) tints(bias float32) (fill, edge color.RGBA) {
	if u.unit.Layer == 0 || bias != bias {
		return mix(u.theme.Surface, u.theme.Muted, 0.18), u.theme.Muted
	}
	t := float64(min(abs(bias), 1))
	tint := u.theme.signed(bias)
	return mix(u.theme.Surface, tint, 0.12+0.7*t), mix(u.theme.Muted, tint, 0.35+0.65*t)
}

// addDisc draws a unit in the colour of its bias, −1 to 1.
func (u *unitLook) addDisc(m *mesh, bias float32) {
	fill, edge := u.tints(bias)
	if u.radius < edgeRadius*u.scale {
		m.disc(u.x, u.y, u.radius, opaque(edge))
		return
	}
	m.disc(u.x, u.y, u.radius+u.edge(), opaque(u.theme.Surface))
	m.disc(u.x, u.y, u.radius, opaque(edge))
	m.disc(u.x, u.y, u.radius-u.edge(), opaque(fill))
}

// addFrame draws the edge of a tile.
func (u *unitLook) addFrame(m *mesh) {
	outer := u.radius + u.edge()
	m.rounded(u.square(outer), outer*cornerShare, opaque(u.theme.Surface))
	m.rounded(u.square(u.radius), u.radius*cornerShare, opaque(u.theme.Muted))
}

// A deadLook is the look of a dead unit: an empty ring and a cross, if the unit is
// large enough for them.
type deadLook struct {
	ring   float64 // its outer radius; 0: no ring
	dashed bool
	arm    float64 // half the width of the cross; 0: no cross
}

// dead returns the look of the unit if it is dead.
func (u *unitLook) dead(tile bool) deadLook {
	switch {
	case u.radius < crossRadius*u.scale:
		return deadLook{ring: u.radius}
	case u.radius < dashRadius*u.scale:
		return deadLook{arm: u.radius * 0.6}
	}
	ring := u.radius
	if tile {
		ring = min(ring, (discRadius+2)*u.scale)
	}
	return deadLook{ring: ring, dashed: true, arm: ring * 0.36}
}

// addDead draws a dead unit.
func (u *unitLook) addDead(m *mesh, tile bool) {
	paint := opaque(u.theme.Dead)
	m.disc(u.x, u.y, u.radius+u.edge(), opaque(u.theme.Surface))
	look := u.dead(tile)
	if look.dashed {
		m.dashedRing(u.x, u.y, look.ring-u.edge()/2, u.edge(), paint)
	} else if look.ring > 0 {
		m.ring(u.x, u.y, look.ring-u.edge()/2, u.edge(), paint)
	}
	if arm := look.arm; arm > 0 {
		m.line(u.x-arm, u.y-arm, u.x+arm, u.y+arm, u.edge(), paint)
		m.line(u.x-arm, u.y+arm, u.x+arm, u.y-arm, u.edge(), paint)
	}
}

// addMark draws the ring around a highlighted unit. It must be drawn before the unit.
func (u *unitLook) addMark(m *mesh, tile bool) {
	inner := u.radius + u.edge() + 1.5*u.scale
	outer := inner + 2*u.scale
	corner := 1.0
	if tile {
		corner = cornerShare
	}
	m.rounded(u.square(outer), outer*corner, opaque(u.theme.Ink))
	m.rounded(u.square(inner), inner*corner, opaque(u.theme.Surface))
}
