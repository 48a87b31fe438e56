package web

import (
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A still is a picture of all strokes, for frames in which none of them changes. That
// happens often: when ε moves between two weights, or when it moves among the small
// weights of a large network, whose connections are fabric and not lines.
type still struct {
	image   *Image
	painted bool

	// The last frame.
	scene      stillScene
	kept, dead []bool
	paths      []layout.Connection // that were highlighted
}

// A stillScene is what the look of the strokes depends on, apart from what is kept and
// what is dead.
type stillScene struct {
	arrangement *layout.Arrangement
	weights     int // revision
	theme       Theme
	unit        recipe.Unit // that is highlighted
	connection  layout.Connection
	highlighted [2]bool // whether a unit is, and whether a connection is
}

// holds reports whether the strokes look the same as in the frame before.
func (v *still) holds(st *strokes, s *snapshot.Snapshot, theme *Theme, h Highlight) bool {
	now := stillScene{arrangement: st.arrangement, weights: s.Revisions.Weights, theme: *theme}
	if h.Unit != nil {
		now.unit, now.highlighted[0] = *h.Unit, true
	}
	if h.Connection != nil {
		now.connection, now.highlighted[1] = *h.Connection, true
	}
	same := v.scene == now && slices.Equal(v.paths, h.Paths)
	v.scene, v.paths = now, append(v.paths[:0], h.Paths...)

	n := 0
	note := func(list *[]bool, value bool) {
		if n == len(*list) {
			*list = append(*list, value)
			same = false
		} else if (*list)[n] != value {
			(*list)[n] = value
			same = false
		}
		n++
	}
	for i := range st.list[:st.lines] {
		k := &st.list[i]
		layer := &s.Layers[k.Layer]
		note(&v.kept, layer.Mask[k.Out*layer.In+k.In] != 0)
	}
	n = 0
	for _, layer := range s.Dead {
		for _, dead := range layer {
			note(&v.dead, dead)
		}
	}
	v.painted = v.painted && same
	return same
}

// draw draws the picture of the strokes. It paints the picture first, if it has none
// for this look yet. The mesh m is empty before and after.
func (v *still) draw(dst *Image, m *mesh, st *strokes, s *snapshot.Snapshot, r layout.Rect, theme *Theme, h Highlight) {
	if !v.painted {
		v.image = blank(v.image, int(r.X+r.W)+1, int(r.Y+r.H)+1)
		if st.arrangement.Lines == nil { // without fabric, painting the background too keeps the colours exactly the same
			m.rect(r, opaque(theme.Surface))
		}
		st.add(m, s, theme, h)
		m.draw(v.image, brush())
		m.reset()
		v.painted = true
	}
	m.texturedRect(r, float32(r.X), float32(r.Y), float32(r.X+r.W), float32(r.Y+r.H), shade{1, 1, 1, 1})
	m.draw(dst, v.image)
	m.reset()
}
