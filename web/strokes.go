package web

import (
	"math"
	"slices"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// strokes are the connections of a network that are drawn as lines. Their paths are
// computed once for an arrangement, and their vertices are kept from frame to frame,
// so a frame costs only what has changed.
//
// Up to layout.MostLines connections, all of them are lines. A larger network has as
// lines the connections with the largest weights; the others are drawn as fabric.
type strokes struct {
	arrangement *layout.Arrangement
	list        []stroke    // the lines, then the connections that are highlighted
	lines       int         // the number of lines in list
	points      []pathPoint // the paths of all strokes, one after the other
	vertices    []vertex    // two for each point
	order       []int32     // indices into list: weak lines first, then the highlighted, weak ones first

	strongest strongest
	weights   int         // revision of the weights from which the lines were chosen; 0: none
	largest   []float32   // by layer: the |w| that has strength 1
	measured  measurement // what the strengths were computed from
	weakest   float64     // the strength of the weakest line; 0 when all connections are lines

	// like is the snapshot whose picture decides how wide and faint lines are; nil for
	// that which is drawn.
	like *snapshot.Snapshot
}

// A stroke is one connection.
type stroke struct {
	layout.Connection
	at          int     // index of its weight and its mask
	first, last int32   // its points are points[first:last]
	strength    float32 // |w| as a share of the largest: 0 to 1
	width       float64 // in pixels, as its vertices have it
	shade       shade   // as its vertices have it
}

// isKept reports whether a connection is not pruned.
func (k *stroke) isKept(s *snapshot.Snapshot) bool { return s.Layers[k.Layer].Mask[k.at] != 0 }

// isDead reports whether a connection begins or ends at a dead unit.
func (k *stroke) isDead(s *snapshot.Snapshot) bool {
	return s.Dead[k.Layer][k.In] || s.Dead[k.Layer+1][k.Out]
}

// A pathPoint is a point of the middle of a stroke, and the direction from there to
// the stroke's upper edge, one pixel long.
type pathPoint struct{ x, y, nx, ny float32 }

// arrange starts with a new arrangement: all connections are lines, unless there are
// too many.
func (st *strokes) arrange(a *layout.Arrangement) {
	st.arrangement = a
	st.truncate(0)
	st.weights = 0
	st.measured = measurement{}
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

// append adds a stroke with its path.
func (st *strokes) append(c layout.Connection) {
	x0, y0, x1, y1 := st.arrangement.Span(c)
	dx, dy := x1-x0, y1-y0
	first := int32(len(st.points))
	for _, knot := range st.arrangement.Knots(dy) {
		slope := dy / dx * knot.Slope
		ny := 1 / math.Sqrt(1+slope*slope)
		st.points = append(st.points, pathPoint{
			float32(x0 + dx*knot.Along), float32(y0 + dy*knot.Across),
			float32(-slope * ny), float32(ny),
		})
	}
	at := c.Out*st.arrangement.Units[c.Layer] + c.In
	st.list = append(st.list, stroke{Connection: c, at: at, first: first, last: int32(len(st.points))})
	for len(st.vertices) < 2*len(st.points) {
		st.vertices = append(st.vertices, vertex{})
	}
}

// truncate removes all strokes but the first n.
func (st *strokes) truncate(n int) {
	if n < len(st.list) {
		st.points = st.points[:st.list[n].first]
		st.list = st.list[:n]
	}
}

// choose makes lines of the strongest connections, in a network that has too many. It
// looks at the weights only, not at the mask: while ε moves, a line never appears in
// the place of another one that was pruned.
func (st *strokes) choose(s *snapshot.Snapshot) {
	if layout.Connections(st.arrangement.Units) <= layout.MostLines || st.weights == s.Revisions.Weights {
		return
	}
	st.weights = s.Revisions.Weights
	st.measured = measurement{}
	layers := s.Layers
	for l := range layers {
		st.largest[l] = largestAbs(layers[l].W)
	}
	a := st.arrangement
	a.Lines = st.strongest.choose(a.Lines[:0], layers, st.largest, layout.StrongestLines)
	st.truncate(0)
	weakest := float32(mostWeakest)
	for _, c := range a.Lines {
		st.append(c)
		layer := &layers[c.Layer]
		weakest = min(weakest, strength(layer.W[c.Out*layer.In+c.In], st.largest[c.Layer]))
	}
	st.weakest = float64(weakest)
	st.lines = len(st.list)
}

// mostWeakest limits strokes.weakest. Without it, lines that are all equally strong
// would leave no range between the weakest and 1.
const mostWeakest = 0.9

// add adds the kept connections to a mesh, weak ones first, so that strong ones lie
// over them.
func (st *strokes) add(m *mesh, s *snapshot.Snapshot, theme *Theme, h Highlight) {
	st.prepare(s, h)
	look := st.look(s, theme, h)
	st.addAll(m, &look, st.order)
}

// addAll adds those of some strokes that are drawn, in the order of the list.
func (st *strokes) addAll(m *mesh, look *strokeLook, order []int32) {
	for _, i := range order {
		if st.isDrawn(i, look.snapshot, look.highlight) {
			k := &st.list[i]
			shade, width := look.of(k)
			st.draw(m, k, shade, width)
		}
	}
}

// isDrawn reports whether the stroke with an index is drawn: it is kept, and if it is
// highlighted, it comes only once, among the highlighted ones.
func (st *strokes) isDrawn(i int32, s *snapshot.Snapshot, h Highlight) bool {
	k := &st.list[i]
	return k.isKept(s) && (int(i) >= st.lines || !h.touches(k.Connection))
}

// countDrawn returns how many strokes are drawn.
func (st *strokes) countDrawn(s *snapshot.Snapshot, h Highlight) int {
	n := 0
	for i := range st.list {
		if st.isDrawn(int32(i), s, h) {
			n++
		}
	}
	return n
}

// prepare measures the strokes and puts them in order.
func (st *strokes) prepare(s *snapshot.Snapshot, h Highlight) {
	if st.arrangement.Lines == nil {
		scale := s
		if st.like != nil {
			scale = st.like
		}
		largest := largestKept(scale.Layers)
		for l := range st.largest {
			st.largest[l] = largest
		}
	}
	st.appendHighlighted(s.Layers, h)
	if st.measure(s) {
		st.order = st.sort(st.order[:0], 0, st.lines)
	}
	st.order = st.sort(st.order[:st.lines], st.lines, len(st.list))
}

// largestKept returns the largest finite |w| that is kept, or least.
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

// appendHighlighted puts the highlighted connections after the lines. Those of a
// unit are all shown, whether they are lines or not.
func (st *strokes) appendHighlighted(layers []snapshot.Layer, h Highlight) {
	st.truncate(st.lines)
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
	default:
		for _, c := range h.Paths {
			st.append(c)
		}
	}
}

// A measurement is what the strengths of the lines depend on. The largest |w| of the
// first layer stands for that of all layers: either they share one value, or each
// depends on the weights alone.
type measurement struct {
	weights int // revision; 0: nothing was measured
	largest float32
}

// measure computes the strengths of the highlighted connections and, if the weights
// have changed, those of the lines. It reports whether they have.
func (st *strokes) measure(s *snapshot.Snapshot) (changed bool) {
	first := st.lines
	now := measurement{s.Revisions.Weights, st.largest[0]}
	if changed = st.measured != now; changed {
		st.measured, first = now, 0
	}
	for i := range st.list[first:] {
		k := &st.list[first+i]
		k.strength = strength(s.Layers[k.Layer].W[k.at], st.largest[k.Layer])
	}
	return changed
}

// ranks is how many groups of about equal strength the connections are sorted into.
const ranks = 256

// sort appends the indices of the strokes list[first:last] to order, weak ones first, by
// counting how many have each rank.
func (st *strokes) sort(order []int32, first, last int) []int32 {
	var next [ranks + 1]int32 // by rank: where in order its next connection goes
	rank := func(i int) int { return int(st.list[i].strength * (ranks - 1)) }
	for i := first; i < last; i++ {
		next[rank(i)+1]++
	}
	for r := range ranks {
		next[r+1] += next[r]
	}
	n := len(order)
	order = slices.Grow(order, last-first)[:n+last-first]
	for i := first; i < last; i++ {
		r := rank(i)
		order[n+int(next[r])] = int32(i)
		next[r]++
	}
	return order
}
