package web

import (
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A still is a picture of the strokes for frames in which none of them changes.
// While ε moves among the weak connections of a crowd, which are fabric, the
// lines stay as they are; and so they do while it moves between two weights.
type still struct {
	image   *Image
	painted bool

	// What the strokes of the last frame showed.
	scene      stillScene
	kept, dead []bool
}

// A stillScene is what strokes look like but for pruning.
type stillScene struct {
	arrangement *layout.Arrangement
	weights     int // revision
	theme       Theme
	unit        recipe.Unit // that is pointed at, and
	connection  layout.Connection
	pointed     [2]bool // whether there are such
}

// holds tells whether the strokes of a frame are those of the frame before.
func (v *still) holds(st *strokes, s *snapshot.Snapshot, theme *Theme, h Highlight) bool {
	now := stillScene{arrangement: st.arrangement, weights: s.Revisions.Weights, theme: *theme}
	if h.Unit != nil {
		now.unit, now.pointed[0] = *h.Unit, true
	}
	if h.Connection != nil {
		now.connection, now.pointed[1] = *h.Connection, true
	}
	same := v.scene == now
	v.scene = now

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

// draw draws the strokes as the still has them, by way of an empty mesh. It is
// painted when a second frame asks for what the first had.
func (v *still) draw(dst *Image, m *mesh, st *strokes, s *snapshot.Snapshot, r layout.Rect, theme *Theme, h Highlight) {
	if !v.painted {
		v.image = blank(v.image, int(r.X+r.W)+1, int(r.Y+r.H)+1)
		if st.arrangement.Lines == nil { // on what is under them, where that is no fabric, they get the very same colours
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
