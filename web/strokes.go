package web

import (
	"math"
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// strokes are the connections of an arrangement that are drawn as lines, with
// the weights of any snapshot of it: weak ones first, strong ones over them.
// Where they run is found out once for an arrangement, and their vertices are
// kept from frame to frame: only what has changed is touched.
type strokes struct {
	arrangement *layout.Arrangement
	list        []stroke
	places      []place  // that the strokes pass, one stroke after the other
	vertices    []vertex // two for each place
	lines       int      // how many of the list are lines; the rest is lit
	order       []int32  // of the strokes to draw

	strongest strongest
	weights   int       // revision of the weights that the lines were chosen for; 0: none were
	largest   []float32 // by layer: the |w| that is as strong as can be
	measured  measured  // for what the strengths of the lines are
	weakest   float64   // the least strength that made a line, never 1
}

type stroke struct {
	layout.Connection
	first, last int32   // of its places
	strength    float32 // of its weight
	width       float64 // that its vertices have, and
	shade       shade
}

// A place is a point of a stroke's middle, and the way from there to its edge:
// upwards and one pixel long.
type place struct{ x, y, nx, ny float32 }

// Connections are sorted into ranks of about equal strength, and what is
// pointed at into as many above all others.
const ranks = 32

// Between these numbers of connections strokes get finer and fainter.
const (
	fewStrokes  = 200
	manyStrokes = 20000
)

// arrange takes all connections as lines, unless there are too many.
func (st *strokes) arrange(a *layout.Arrangement) {
	st.arrangement = a
	st.clear(0)
	st.weights = 0
	st.measured = measured{}
	st.largest = make([]float32, len(a.Units)-1)
	if layout.Connections(a.Units) <= layout.MostLines {
		for layer := range len(a.Units) - 1 {
			for out := range a.Units[layer+1] {
				for in := range a.Units[layer] {
					st.append(layout.Connection{Layer: layer, Out: out, In: in})
				}
			}
		}
	}
	st.lines, st.weakest = len(st.list), 0
}

func (st *strokes) append(c layout.Connection) {
	x0, y0, x1, y1 := st.arrangement.Span(c)
	dx, dy := x1-x0, y1-y0
	first := int32(len(st.places))
	for _, knot := range st.arrangement.Knots(dy) {
		slope := dy / dx * knot.Slope
		ny := 1 / math.Sqrt(1+slope*slope)
		st.places = append(st.places, place{
			float32(x0 + dx*knot.Along), float32(y0 + dy*knot.Across),
			float32(-slope * ny), float32(ny),
		})
	}
	st.list = append(st.list, stroke{Connection: c, first: first, last: int32(len(st.places))})
	for len(st.vertices) < 2*len(st.places) {
		st.vertices = append(st.vertices, vertex{})
	}
}

// clear keeps the first n strokes.
func (st *strokes) clear(n int) {
	if n < len(st.list) {
		st.places = st.places[:st.list[n].first]
		st.list = st.list[:n]
	}
}

// choose takes the strongest as lines, where not all can be. Which they are
// depends on the weights alone, pruned or not: while ε moves, no line comes or
// goes because of another.
func (st *strokes) choose(s *snapshot.Snapshot) {
	if layout.Connections(st.arrangement.Units) <= layout.MostLines || st.weights == s.Revisions.Weights {
		return
	}
	st.weights = s.Revisions.Weights
	layers := s.Layers
	st.measured = measured{}
	for l := range layers {
		st.largest[l] = largestAbs(layers[l].W)
	}
	a := st.arrangement
	a.Lines = st.strongest.choose(a.Lines[:0], layers, st.largest, layout.StrongestLines)
	st.clear(0)
	weakest := float32(mostWeakest)
	for _, c := range a.Lines {
		st.append(c)
		layer := &layers[c.Layer]
		weakest = min(weakest, strength(layer.W[c.Out*layer.In+c.In], st.largest[c.Layer]))
	}
	st.weakest = float64(weakest)
	st.lines = len(st.list)
}

// mostWeakest keeps a little room above the weakest line, where all are strong.
const mostWeakest = 0.9

// crowd is 0 for few connections, 1 for so many that each must be fine and
// faint.
func crowd(connections int) float64 {
	n := max(float64(connections), 1)
	return max(0, min(1, math.Log(n/fewStrokes)/math.Log(manyStrokes/fewStrokes)))
}

// add draws the lines that are kept.
func (st *strokes) add(m *mesh, s *snapshot.Snapshot, theme *Theme, h Highlight) {
	st.begin(s, h)
	look := st.look(s, theme, h)
	for _, i := range st.order {
		k := &st.list[i]
		shade, width := look.of(k)
		st.draw(m, k, shade, width)
	}
}

// begin lists what is to be drawn, in its order.
func (st *strokes) begin(s *snapshot.Snapshot, h Highlight) {
	layers := s.Layers
	if st.arrangement.Lines == nil {
		largest := largestKept(layers)
		for l := range st.largest {
			st.largest[l] = largest
		}
	}
	st.light(layers, h)
	st.measure(s)
	st.sort(layers, h)
}

// Strengths are measured for weights, by the largest of the first layer: where
// there is one measure for all layers it is this, and elsewhere it goes with
// the weights.
type measured struct {
	weights int // revision; 0: of none
	largest float32
}

// measure finds the strengths of all lines where they are others, and of what
// is lit.
func (st *strokes) measure(s *snapshot.Snapshot) {
	first := st.lines
	if now := (measured{s.Revisions.Weights, st.largest[0]}); st.measured != now {
		st.measured, first = now, 0
	}
	for i := range st.list[first:] {
		k := &st.list[first+i]
		layer := &s.Layers[k.Layer]
		k.strength = strength(layer.W[k.Out*layer.In+k.In], st.largest[k.Layer])
	}
}

// largestKept is the largest finite |w| that is kept, or least.
func largestKept(layers []snapshot.Layer) float32 {
	largest := float32(least)
	for _, layer := range layers {
		for i, w := range layer.W {
			if layer.Mask[i] != 0 && finite(w) {
				largest = max(largest, abs(w))
			}
		}
	}
	return largest
}

// light puts what is pointed at behind the lines: all connections of a unit,
// be they lines or not.
func (st *strokes) light(layers []snapshot.Layer, h Highlight) {
	st.clear(st.lines)
	switch {
	case h.Connection != nil:
		st.append(*h.Connection)
	case h.Unit != nil:
		layer, index := h.Unit.Layer, h.Unit.Index
		if layer > 0 {
			for in := range layers[layer-1].In {
				st.append(layout.Connection{Layer: layer - 1, Out: index, In: in})
			}
		}
		if layer < len(layers) {
			for out := range layers[layer].Out {
				st.append(layout.Connection{Layer: layer, Out: out, In: index})
			}
		}
	}
}

// sort lists the kept connections by rank.
func (st *strokes) sort(layers []snapshot.Layer, h Highlight) {
	var ends [2*ranks + 1]int32 // where in the order the next of a rank goes
	st.eachKept(layers, h, func(_, rank int) { ends[rank+1]++ })
	for rank := range 2 * ranks {
		ends[rank+1] += ends[rank]
	}
	st.order = slices.Grow(st.order[:0], len(st.list))[:ends[2*ranks]]
	st.eachKept(layers, h, func(i, rank int) {
		st.order[ends[rank]] = int32(i)
		ends[rank]++
	})
}

// eachKept tells the place in the list and the rank of every kept connection.
func (st *strokes) eachKept(layers []snapshot.Layer, h Highlight, do func(i, rank int)) {
	for i := range st.list {
		k := &st.list[i]
		layer := &layers[k.Layer]
		if layer.Mask[k.Out*layer.In+k.In] == 0 {
			continue
		}
		rank := int(k.strength * (ranks - 1))
		switch {
		case i >= st.lines:
			rank += ranks
		case h.touches(k.Connection):
			continue // it is there once more, lit
		}
		do(i, rank)
	}
}

// A strokeLook decides how connections look.
type strokeLook struct {
	snapshot  *snapshot.Snapshot
	theme     *Theme
	highlight Highlight

	weakest     float64                // the strength of the weakest line, where not all are lines
	thin, thick float64                // widths in pixels
	opacities   [strengths + 1]float64 // by |w|: math.Pow is too slow for every connection
}

const strengths = 256

// crowdSteps is how finely opacities follow the number of lines: as long as
// they stay, so do the vertices.
const crowdSteps = 64

// look measures widths by all lines, so that pruning leaves them as they are,
// and opacities by those that are kept, so that what is left stands out.
func (st *strokes) look(s *snapshot.Snapshot, theme *Theme, h Highlight) strokeLook {
	all, drawn := crowd(layout.Connections(st.arrangement.Units)), crowd(min(len(st.order), st.lines))
	drawn = math.Round(drawn*crowdSteps) / crowdSteps
	scale := st.arrangement.Scale
	look := strokeLook{
		snapshot: s, theme: theme, highlight: h, weakest: st.weakest,
		thin:  between(0.9, 0.6, all) * scale,
		thick: min(between(5, 2, all)*scale, st.pitch()*thickOfPitch),
	}
	look.thin = min(look.thin, look.thick)
	faint, clear, gamma := between(0.16, 0.03, drawn), between(0.95, 0.85, drawn), between(0.85, 1.25, drawn)
	for i := range look.opacities {
		look.opacities[i] = between(faint, clear, math.Pow(float64(i)/strengths, gamma))
	}
	return look
}

// thickOfPitch is the largest width, as a share of the room a unit has.
const thickOfPitch = 0.3

// pitch is the smallest of all columns.
func (st *strokes) pitch() float64 {
	least := math.Inf(1)
	for _, c := range st.arrangement.Columns {
		least = min(least, c.Pitch)
	}
	return least
}

func between(a, b, share float64) float64 { return a + (b-a)*share }

// Shares of their opacity that connections have when they hang on a dead
// unit, or when something else is pointed at.
const (
	deadOpacity = 0.4
	dimmed      = 0.2
)

func (l *strokeLook) of(k *stroke) (shade, float64) {
	layer := &l.snapshot.Layers[k.Layer]
	w := layer.W[k.Out*layer.In+k.In]
	t := max(0, float64(k.strength)-l.weakest) / (1 - l.weakest)
	width := between(l.thin, l.thick, t)
	opacity := l.opacities[int(t*strengths)]
	hue := l.theme.signed(w)
	if w != w || l.snapshot.Dead[k.Layer][k.In] || l.snapshot.Dead[k.Layer+1][k.Out] {
		hue, opacity = l.theme.Dead, max(opacity*deadOpacity, l.opacities[0])
	}
	switch {
	case l.highlight.touches(k.Connection):
		opacity = 0.55 + 0.45*opacity
		width = max(width, 1.25*l.thin) + l.thin
	case l.highlight.some():
		opacity *= dimmed
	}
	return translucent(hue, opacity), width
}

// draw draws a stroke. It is by far the most frequent thing to be drawn.
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

// widen puts a stroke's vertices where its edges are.
func (st *strokes) widen(k *stroke) {
	half := k.width/2 + 0.5
	column := brushColumn(half)
	for i := k.first; i < k.last; i++ {
		p := &st.places[i]
		nx, ny := p.nx*float32(half), p.ny*float32(half)
		set(&st.vertices[2*i], float64(p.x+nx), float64(p.y+ny), column, brushTop, k.shade)
		set(&st.vertices[2*i+1], float64(p.x-nx), float64(p.y-ny), column, brushBottom, k.shade)
	}
}
