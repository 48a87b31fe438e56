package web

import (
	"math"

	"bonsai/engine/lab"
	"bonsai/web/layout"
)

// Below this radius in CSS pixels a unit is too small for dashes and crosses.
const detailRadius = 5

// addUnits draws all units, without what the tiles show.
func (v *Network) addUnits(s *lab.Snapshot, a *layout.Arrangement, theme *Theme, h Highlight) {
	largest := largestBias(s.Layers)
	for layer, column := range a.Columns {
		for index := range a.Units[layer] {
			u := unitLook{
				unit: lab.Unit{Layer: layer, Index: index},
				x:    column.X, y: column.Y(index), radius: column.Radius,
				scale: a.Scale, theme: theme,
			}
			switch {
			case s.Dead[layer][index]:
				u.addDead(&v.mesh, s.Plane)
			case s.Plane:
				u.addFrame(&v.mesh)
			case layer == 0:
				u.addDisc(&v.mesh, 0)
			default:
				u.addDisc(&v.mesh, s.Layers[layer-1].B[index]/largest)
			}
			if h.marks(u.unit) {
				u.addMark(&v.mesh, s.Plane)
			}
		}
	}
}

// largestBias is the largest finite |b| of all layers.
func largestBias(layers []lab.Layer) float32 {
	largest := float32(least)
	for _, layer := range layers {
		largest = max(largest, largestAbs(layer.B))
	}
	return largest
}

// A unitLook is a unit about to be drawn.
type unitLook struct {
	unit         lab.Unit
	x, y, radius float64
	scale        float64
	theme        *Theme
}

// cornerShare is how round the corners of a tile are, as a share of its
// radius.
const cornerShare = 0.4

func (u *unitLook) square(radius float64) layout.Rect {
	return layout.Rect{X: u.x - radius, Y: u.y - radius, W: 2 * radius, H: 2 * radius}
}

func (u *unitLook) edge() float64 { return min(1.5*u.scale, u.radius/3) }

// addDisc draws a unit that is tinted by its bias, −1 to 1.
func (u *unitLook) addDisc(m *mesh, bias float32) {
	edge := u.theme.Muted
	fill := mix(u.theme.Surface, u.theme.Muted, 0.18)
	if u.unit.Layer > 0 && bias == bias {
		t := float64(min(abs(bias), 1))
		tint := u.theme.signed(bias)
		edge = mix(u.theme.Muted, tint, 0.35+0.65*t)
		fill = mix(u.theme.Surface, tint, 0.12+0.7*t)
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

// addDead draws a unit that is cut off: hollow and crossed.
func (u *unitLook) addDead(m *mesh, tile bool) {
	paint := opaque(u.theme.Dead)
	if u.radius < detailRadius*u.scale {
		m.disc(u.x, u.y, u.radius, opaque(u.theme.Surface))
		m.ring(u.x, u.y, u.radius-u.edge()/2, u.edge(), paint)
		return
	}
	radius := u.radius
	if tile {
		radius = min(radius, (discRadius+2)*u.scale)
	}
	m.disc(u.x, u.y, u.radius+u.edge(), opaque(u.theme.Surface))
	m.dashedRing(u.x, u.y, radius-u.edge()/2, u.edge(), paint)
	arm := radius * 0.36
	m.line(u.x-arm, u.y-arm, u.x+arm, u.y+arm, u.edge(), paint)
	m.line(u.x-arm, u.y+arm, u.x+arm, u.y-arm, u.edge(), paint)
}

// addMark draws a ring around a unit.
func (u *unitLook) addMark(m *mesh, tile bool) {
	width := 2 * u.scale
	distance := u.radius + u.edge() + width
	if tile {
		distance = u.radius*math.Sqrt2*0.9 + width
	}
	m.ring(u.x, u.y, distance, width, opaque(u.theme.Ink))
}
