package web

import (
	"math"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A strokeLook decides the colour, opacity and width of connections.
type strokeLook struct {
	snapshot  *snapshot.Snapshot
	theme     *Theme
	highlight Highlight

	crowd       float64                // 0 with few lines, 1 with many: what the opacities depend on
	weakest     float64                // the strength that has the least width
	thin, thick float64                // the least and the largest width, in pixels
	opacities   [strengths + 1]float64 // by strength: math.Pow is too slow for every connection
}

// strengths is the number of steps in which the opacity grows with the strength.
const strengths = 256

// crowdSteps is the number of steps in which the opacity falls with the number of
// lines. While the step stays the same, so do the vertices.
const crowdSteps = 64

// look returns the look of all strokes. Widths depend on how many connections the
// network has, so pruning does not change them; opacities depend on how many are
// kept, so that the remaining ones stand out.
func (st *strokes) look(s *snapshot.Snapshot, theme *Theme, h Highlight) strokeLook {
	var kept int
	if st.like != nil {
		kept = st.like.Kept
	} else {
		kept = st.countDrawn(s, h)
	}
	all, drawn := crowd(layout.Connections(st.arrangement.Units)), crowd(min(kept, st.lines))
	drawn = math.Round(drawn*crowdSteps) / crowdSteps
	scale := st.arrangement.Scale
	look := strokeLook{
		snapshot: s, theme: theme, highlight: h, weakest: st.weakest, crowd: drawn,
		thin:  between(0.9, 0.6, all) * scale,
		thick: min(between(5, 2, all)*scale, st.pitch()*thickOfPitch),
	}
	look.thin = min(look.thin, look.thick)
	faint, strong, gamma := between(0.16, 0.03, drawn), between(0.95, 0.85, drawn), between(0.85, 1.25, drawn)
	for i := range look.opacities {
		look.opacities[i] = between(faint, strong, math.Pow(float64(i)/strengths, gamma))
	}
	return look
}

// Between these numbers of connections, strokes become finer and fainter.
const (
	fewStrokes  = 200
	manyStrokes = 20000
)

// crowd returns 0 for few connections and 1 for many, on a logarithmic scale.
func crowd(connections int) float64 {
	n := max(float64(connections), 1)
	return max(0, min(1, math.Log(n/fewStrokes)/math.Log(manyStrokes/fewStrokes)))
}

// thickOfPitch is the largest width, as a share of the distance between two units.
const thickOfPitch = 0.3

// pitch returns the smallest distance between the rows of a column.
func (st *strokes) pitch() float64 {
	smallest := math.Inf(1)
	for _, c := range st.arrangement.Columns {
		smallest = min(smallest, c.Pitch)
	}
	return smallest
}

// between returns the value at a share of the way from a to b.
func between(a, b, share float64) float64 { return a + (b-a)*share }

// The opacity of a connection is multiplied by one of these when it belongs to a dead
// unit, or when something else is highlighted.
const (
	deadOpacity = 0.4
	dimmed      = 0.2
)

// of returns the colour and the width of a connection.
func (l *strokeLook) of(k *stroke) (shade, float64) {
	layer := &l.snapshot.Layers[k.Layer]
	w := layer.W[k.at]
	t := max(0, float64(k.strength)-l.weakest) / (1 - l.weakest)
	width := between(l.thin, l.thick, t)
	opacity := l.opacities[int(t*strengths)]
	hue := l.theme.signed(w)
	if w != w || k.isDead(l.snapshot) {
		hue, opacity = l.theme.Dead, max(opacity*deadOpacity, l.opacities[0])
	}
	switch {
	case l.highlight.touches(k.Connection):
		opacity = 0.55 + 0.45*opacity
		width = max(width, 1.25*l.thin) + l.thin
	case l.highlight.any():
		opacity *= dimmed
	}
	return translucent(hue, opacity), width
}

// draw adds a stroke to a mesh. Nothing else is drawn as often, so the vertices are
// kept and only copied while the width and the colour stay the same.
func (st *strokes) draw(m *mesh, k *stroke, s shade, width float64) {
	vertices := st.vertices[2*k.first : 2*k.last]
	if k.width != width {
		k.width = width
		st.widen(k)
	}
	if k.shade != s {
		k.shade = s
		for i := range vertices {
			v := &vertices[i]
			v.ColorR, v.ColorG, v.ColorB, v.ColorA = s.r, s.g, s.b, s.a
		}
	}
	n := uint32(len(m.vertices))
	to, indices := m.extend(len(vertices), 3*len(vertices)-6)
	copy(to, vertices)
	for ; len(indices) >= 6; indices = indices[6:] {
		quad(indices[:6], n)
		n += 2
	}
}

// widen moves the vertices of a stroke to its edges.
func (st *strokes) widen(k *stroke) {
	half := k.width/2 + 0.5
	column := brushColumn(half)
	for i := k.first; i < k.last; i++ {
		p := &st.points[i]
		nx, ny := p.nx*float32(half), p.ny*float32(half)
		set(&st.vertices[2*i], float64(p.x+nx), float64(p.y+ny), column, brushTop, k.shade)
		set(&st.vertices[2*i+1], float64(p.x-nx), float64(p.y-ny), column, brushBottom, k.shade)
	}
}
