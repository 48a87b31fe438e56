package web

import (
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// The largest radius of a unit in CSS pixels: a tile has something to show.
const (
	discRadius = 11
	tileRadius = 19
)

// Network draws units and connections. Pruned connections are not there.
type Network struct {
	arrangement *layout.Arrangement
	census      census
	strokes     strokes
	still       still
	fabric      fabric
	pixels      pixels
	tiles       tiles
	mesh        mesh
	units       []int
}

// Arrangement is where Draw puts the units and connections of a snapshot.
func (v *Network) Arrangement(s *snapshot.Snapshot, r layout.Rect, scale float64) *layout.Arrangement {
	v.units = append(v.units[:0], s.Layers[0].In)
	for _, layer := range s.Layers {
		v.units = append(v.units, layer.Out)
	}
	radius := float64(discRadius)
	if s.Plane {
		radius = tileRadius
	}
	a := v.arrangement
	if a == nil || a.Rect != r || a.Scale != scale || a.MaxRadius != radius || a.Side != s.Side || !slices.Equal(a.Units, v.units) {
		a = layout.Arrange(v.units, s.Side, r, scale, radius)
		v.arrangement = a
		v.census.reset(v.units)
		v.strokes.arrange(a)
		v.fabric.arrange(a, &v.census)
	}
	v.strokes.choose(s)
	return a
}

// Draw fills r with the network.
func (v *Network) Draw(dst *Image, s *snapshot.Snapshot, r layout.Rect, theme *Theme, scale float64, h Highlight) {
	a := v.Arrangement(s, r, scale)
	h = h.within(a.Units)
	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	if v.collectFabric(s) {
		v.flush(dst)
		v.fabric.draw(dst, theme, h)
	}
	if v.still.holds(&v.strokes, s, theme, h) {
		v.flush(dst)
		v.still.draw(dst, &v.mesh, &v.strokes, s, r, theme, h)
	} else {
		v.strokes.add(&v.mesh, s, theme, h)
	}
	v.collectUnits(s, theme, h)
	v.flush(dst)
	if s.Plane {
		v.tiles.draw(dst, s, a, theme)
	}
}

// collectFabric brings the counts and what hangs on them up to date, and tells
// whether there is fabric.
func (v *Network) collectFabric(s *snapshot.Snapshot) bool {
	v.census.take(s.Layers)
	if v.arrangement.Lines == nil {
		return false
	}
	v.fabric.weave(&v.census)
	return true
}

// flush draws what was collected so far.
func (v *Network) flush(dst *Image) {
	v.mesh.draw(dst, brush())
	v.mesh.reset()
}

// collectUnits puts all units into the mesh.
func (v *Network) collectUnits(s *snapshot.Snapshot, theme *Theme, h Highlight) {
	if s.Side > 0 {
		v.pixels.add(&v.mesh, s, v.arrangement, &v.census, theme, h)
	}
	v.addUnits(s, v.arrangement, theme, h)
}
