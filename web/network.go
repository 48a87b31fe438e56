package web

import (
	"slices"

	"bonsai/engine/lab"
	"bonsai/web/layout"

	"github.com/hajimehoshi/ebiten/v2"
)

// The largest radius of a unit in CSS pixels: a tile has something to show.
const (
	discRadius = 11
	tileRadius = 19
)

// A Highlight is what is pointed at: a unit, a connection, or nothing.
type Highlight struct {
	Unit       *lab.Unit
	Connection *layout.Connection
}

// touches tells whether a connection is, or hangs on, what is pointed at.
func (h Highlight) touches(c layout.Connection) bool {
	switch {
	case h.Connection != nil:
		return c == *h.Connection
	case h.Unit != nil:
		return *h.Unit == lab.Unit{Layer: c.Layer, Index: c.In} ||
			*h.Unit == lab.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	return false
}

func (h Highlight) some() bool { return h.Unit != nil || h.Connection != nil }

// marks tells whether a unit is, or is at an end of, what is pointed at.
func (h Highlight) marks(u lab.Unit) bool {
	if c := h.Connection; c != nil {
		return u == lab.Unit{Layer: c.Layer, Index: c.In} || u == lab.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	return h.Unit != nil && *h.Unit == u
}

// Network draws units and connections. Pruned connections are not there.
type Network struct {
	arrangement *layout.Arrangement
	strokes     strokes
	tiles       tiles
	mesh        mesh
	units       []int
}

// Arrangement is where Draw puts the units and connections of a snapshot.
func (v *Network) Arrangement(s *lab.Snapshot, r layout.Rect, scale float64) *layout.Arrangement {
	v.units = append(v.units[:0], s.Layers[0].In)
	for _, layer := range s.Layers {
		v.units = append(v.units, layer.Out)
	}
	radius := float64(discRadius)
	if s.Plane {
		radius = tileRadius
	}
	a := v.arrangement
	if a == nil || a.Rect != r || a.Scale != scale || a.MaxRadius != radius || !slices.Equal(a.Units, v.units) {
		a = layout.Arrange(v.units, r, scale, radius)
		v.arrangement = a
		v.strokes.arrange(a)
	}
	return a
}

// Draw fills r with the network.
func (v *Network) Draw(dst *ebiten.Image, s *lab.Snapshot, r layout.Rect, theme *Theme, scale float64, h Highlight) {
	a := v.Arrangement(s, r, scale)
	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	v.strokes.add(&v.mesh, s, theme, h)
	v.addUnits(s, a, theme, h)
	v.mesh.draw(dst, brush())
	if s.Plane {
		v.tiles.draw(dst, s, a, theme)
	}
}
