package web

import (
	"math"
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// revision numbers the weights of the tests' snapshots.
var revision int

// snapshotOf returns a network with these layers of units and the weights 1, −2, 3, −4
// and so on, all kept.
func snapshotOf(units ...int) *snapshot.Snapshot {
	revision++
	s := &snapshot.Snapshot{
		Revisions: snapshot.Revisions{Weights: revision, Base: revision},
		Dead:      [][]bool{make([]bool, units[0])},
	}
	value := float32(1)
	for l := 1; l < len(units); l++ {
		n := units[l-1] * units[l]
		layer := snapshot.Layer{
			In: units[l-1], Out: units[l],
			W: make([]float32, n), B: make([]float32, units[l]),
			Mask: make([]uint8, n), Base: make([]uint8, n),
		}
		for i := range n {
			layer.W[i], layer.Mask[i], layer.Base[i] = value, 1, 1
			value = -value - value/abs(value)
		}
		s.Layers = append(s.Layers, layer)
		s.Dead = append(s.Dead, make([]bool, units[l]))
	}
	return s
}

var (
	testRect  = layout.Rect{W: 800, H: 500}
	testTheme = &Theme{}
)

// strokesOf returns a view with the strokes of a snapshot in its mesh.
func strokesOf(s *snapshot.Snapshot, h Highlight) *Network {
	v := new(Network)
	v.Arrangement(s, testRect, 1)
	v.strokes.add(&v.mesh, s, testTheme, h)
	return v
}

// drawn returns the connections that are drawn, from back to front.
func drawn(s *snapshot.Snapshot, h Highlight) (list []layout.Connection, v *Network) {
	v = strokesOf(s, h)
	for _, i := range v.strokes.order {
		if v.strokes.isDrawn(i, s, h) {
			list = append(list, v.strokes.list[i].Connection)
		}
	}
	return list, v
}

func TestPrunedConnectionsAreNotDrawn(t *testing.T) {
	s := snapshotOf(3, 2, 1)
	s.Layers[0].Mask[4] = 0 // from unit 1 to unit 1
	list, v := drawn(s, Highlight{})
	if len(list) != 7 {
		t.Errorf("%d connections are drawn, want 7", len(list))
	}
	for _, c := range list {
		if (c == layout.Connection{Layer: 0, Out: 1, In: 1}) {
			t.Errorf("the pruned %+v is drawn", c)
		}
	}
	want := 0
	for _, c := range list {
		_, y0, _, y1 := v.arrangement.Span(c)
		want += 2 * len(v.arrangement.Knots(y1-y0))
	}
	if len(v.mesh.vertices) != want {
		t.Errorf("%d vertices, want %d", len(v.mesh.vertices), want)
	}
}

func TestStrongConnectionsCoverWeakOnes(t *testing.T) {
	list, _ := drawn(snapshotOf(4, 4, 1), Highlight{})
	strongest := float32(0)
	for _, c := range list {
		w := abs(float32(4*4*c.Layer + c.Out*4 + c.In + 1)) // as snapshotOf counts
		if w < strongest-20.0/ranks {
			t.Errorf("a weight of %v lies over one of %v", w, strongest)
		}
		strongest = max(strongest, w)
	}
}

func TestTheHighlightedConnectionsLieOnTop(t *testing.T) {
	first := layout.Connection{Layer: 0, Out: 0, In: 0} // the weakest
	list, _ := drawn(snapshotOf(4, 4, 1), Highlight{Connection: &first})
	if got := list[len(list)-1]; got != first {
		t.Errorf("%+v lies on top, want %+v", got, first)
	}
	list, _ = drawn(snapshotOf(4, 4, 1), Highlight{Unit: &recipe.Unit{Layer: 1, Index: 2}})
	for _, c := range list[len(list)-5:] { // 4 lead to it, 1 from it
		if !(c.Layer == 0 && c.Out == 2 || c.Layer == 1 && c.In == 2) {
			t.Errorf("%+v is among the topmost", c)
		}
	}
}

func TestThePathsOfAnAnswerLieOnTop(t *testing.T) {
	paths := []layout.Connection{{Layer: 1, In: 2}, {Out: 2, In: 1}, {Out: 2, In: 3}}
	list, _ := drawn(snapshotOf(4, 4, 1), Highlight{Paths: paths})
	if len(list) != 20 {
		t.Errorf("%d connections are drawn, want each of the 20 once", len(list))
	}
	for _, c := range list[len(list)-len(paths):] {
		if !slices.Contains(paths, c) {
			t.Errorf("%+v is among the topmost", c)
		}
	}
	if h := (Highlight{Paths: paths}); h.any() == h.within([]int{4, 2, 1}).any() {
		t.Error("paths stay highlighted that a smaller network does not have")
	}
}

func TestNaNAndInfiniteWeightsDoNotReachOtherVertices(t *testing.T) {
	s := snapshotOf(5, 4, 2)
	s.Layers[0].W[0] = float32(math.NaN())
	s.Layers[0].W[1] = float32(math.Inf(1))
	s.Layers[1].W[0] = float32(math.Inf(-1))
	s.Layers[0].B[0] = float32(math.NaN())
	s.Layers[0].B[1] = float32(math.Inf(1))
	list, v := drawn(s, Highlight{})
	v.addUnits(s, v.arrangement, testTheme, Highlight{})
	if len(list) != 28 {
		t.Errorf("%d connections are drawn, want all 28", len(list))
	}
	for _, p := range v.mesh.vertices {
		for _, x := range [...]float32{p.DstX, p.DstY, p.SrcX, p.SrcY, p.ColorR, p.ColorG, p.ColorB, p.ColorA} {
			if !finite(x) {
				t.Fatalf("vertex %+v", p)
			}
		}
	}
}

func TestNetworkOfZerosIsDrawn(t *testing.T) {
	s := snapshotOf(3, 2)
	clear(s.Layers[0].W)
	for _, p := range strokesOf(s, Highlight{}).mesh.vertices {
		if !finite(p.DstX) || !finite(p.ColorA) || p.ColorA <= 0 {
			t.Fatalf("vertex %+v", p)
		}
	}
}

func TestArrangementFollowsShapeRectAndScale(t *testing.T) {
	s := snapshotOf(3, 2)
	v := new(Network)
	a := v.Arrangement(s, testRect, 1)
	if v.Arrangement(snapshotOf(3, 2), testRect, 1) != a {
		t.Error("computed again for the same shape, rectangle and scale")
	}
	wide := testRect
	wide.W++
	if v.Arrangement(s, wide, 1) == a || v.Arrangement(s, testRect, 2) == a || v.Arrangement(snapshotOf(3, 3), testRect, 1) == a {
		t.Error("not computed again for another rectangle, scale or shape")
	}
	s.Plane = true
	if v.Arrangement(s, testRect, 1).MaxRadius != tileRadius {
		t.Error("no room for tiles")
	}
}
