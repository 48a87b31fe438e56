package web

import (
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// The largest radius of a unit in CSS pixels. A tile is larger, because it shows a
// picture.
const (
	discRadius = 11
	tileRadius = 19
)

// Network draws the units and the connections that are kept.
type Network struct {
	arrangement *layout.Arrangement
	census      census
	strokes     strokes
	bands       bands
	fabric      fabric
	pixels      pixels
	tiles       tiles
	mesh        mesh
	units       []int // of the current snapshot, by layer
}

// imageOf returns the size of the image that the inputs are.
func imageOf(s *snapshot.Snapshot) layout.Image {
	return layout.Image{Width: s.Width, Height: s.Height}
}

// Arrangement returns where Draw puts the units and connections of a snapshot. It is
// computed again when the shape of the network, r or scale has changed.
func (v *Network) Arrangement(s *snapshot.Snapshot, r layout.Rect, scale float64) *layout.Arrangement {
	v.units = append(v.units[:0], s.Layers[0].In)
	for _, layer := range s.Layers {
		v.units = append(v.units, layer.Out)
	}
	radius := float64(discRadius)
	if s.Plane {
		radius = tileRadius
	}
	names := namesRoom(s)
	a := v.arrangement
	if a == nil || a.Names != names || a.Rect != r || a.Scale != scale || a.MaxRadius != radius || a.Image != imageOf(s) || !slices.Equal(a.Units, v.units) {
		a = layout.ArrangeNamed(v.units, imageOf(s), r, scale, radius, names)
		v.arrangement = a
		v.census.reset(v.units)
		v.strokes.arrange(a)
		v.fabric.arrange(a, &v.census)
	}
	v.strokes.choose(s)
	return a
}

// namesRoom returns the room, in CSS pixels, that the names of the inputs ask for. Those
// of a table's columns can be long.
func namesRoom(s *snapshot.Snapshot) float64 {
	if s.Table == nil {
		return layout.LeftMargin
	}
	return max(widest(s.Inputs)+nameGap, layout.LeftMargin)
}

// Draw fills r with the network. It reports whether another frame is needed to bring
// all lines up to date.
func (v *Network) Draw(dst *Image, s *snapshot.Snapshot, r layout.Rect, theme *Theme, scale float64, h Highlight) (outdated bool) {
	a := v.Arrangement(s, r, scale)
	h = h.within(a.Units)
	v.mesh.reset()
	v.mesh.rect(r, opaque(theme.Surface))
	if v.collectFabric(s) {
		v.mesh.flush(dst, brush())
		v.fabric.draw(dst, theme, h)
	}
	if v.bands.fit(&v.strokes) {
		v.mesh.flush(dst, brush())
		v.strokes.prepare(s, h)
		look := v.strokes.look(s, theme, h)
		outdated = v.bands.draw(dst, &v.mesh, &v.strokes, r, &look)
	} else {
		v.strokes.add(&v.mesh, s, theme, h)
	}
	v.collectUnits(s, theme, h)
	v.mesh.flush(dst, brush())
	if s.Plane {
		v.tiles.draw(dst, s, a, theme)
	}
	return outdated
}

// collectFabric counts the kept connections, and updates the fabric. It reports
// whether there is any: a small network has none.
func (v *Network) collectFabric(s *snapshot.Snapshot) bool {
	v.census.take(s.Layers)
	if v.arrangement.Lines == nil {
		return false
	}
	v.fabric.weave(&v.census)
	return true
}

// collectUnits adds all units to the mesh.
func (v *Network) collectUnits(s *snapshot.Snapshot, theme *Theme, h Highlight) {
	if imageOf(s).Is() {
		v.pixels.add(&v.mesh, s, v.arrangement, &v.census, theme, h)
	}
	v.addUnits(s, v.arrangement, theme, h)
}
