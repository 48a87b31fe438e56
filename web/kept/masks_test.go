package kept_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/kept"
)

// pruned is a network of 2-2-1 with these masks.
func pruned(first, second []uint8) *snapshot.Snapshot {
	return &snapshot.Snapshot{
		Layers: []snapshot.Layer{
			{In: 2, Out: 2, W: make([]float32, 4), B: make([]float32, 2), Mask: first},
			{In: 2, Out: 1, W: make([]float32, 2), B: make([]float32, 1), Mask: second},
		},
		Dead: [][]bool{{false, false}, {false, false}, {false}},
	}
}

// By hand: of the first layer's masks 1101 and 1011 both keep the first and the last, the
// first alone the second, the second alone the third; of 10 and 00 the first alone keeps
// one, and neither the other.
func TestMasksAreComparedLayerByLayer(t *testing.T) {
	a, b := pruned([]uint8{1, 1, 0, 1}, []uint8{1, 0}), pruned([]uint8{1, 0, 1, 1}, []uint8{0, 0})
	want := []kept.Overlap{{kept.Both: 2, kept.First: 1, kept.Second: 1}, {kept.First: 1, kept.Neither: 1}}
	if got := kept.Overlaps(a, b); !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, other := range []*snapshot.Snapshot{{}, {Layers: b.Layers[:1]}, {Layers: []snapshot.Layer{b.Layers[1], b.Layers[0]}}} {
		if got := kept.Overlaps(a, other); got != nil {
			t.Errorf("different layers: %+v", got)
		}
	}
}

func TestTheMasksOfTwoExperimentsAreShown(t *testing.T) {
	k, v, _ := newShelf()
	a, b := pruned([]uint8{1, 1, 0, 1}, []uint8{1, 0}), pruned([]uint8{1, 0, 1, 1}, []uint8{0, 0})
	b.Dead[2][0] = true
	k.Repeat = func(link string, done func(*snapshot.Snapshot, error)) {
		done(map[string]*snapshot.Snapshot{recipe.ShortLink("#seed=1", false): a, recipe.ShortLink("#seed=2", false): b}[link], nil)
	}
	for _, e := range [][2]string{{"A", "#seed=1"}, {"B", "#seed=2"}} {
		k.Session.Snapshot.Link = e[1]
		k.Keep(e[0])
		if hidden, _ := v.Get("#masks", "hidden"); hidden != "true" {
			t.Error("there are masks before two are compared")
		}
	}
	k.Compare("A")
	k.Compare("B")
	table, _ := v.Get("#masks table", "children")
	for _, row := range []string{
		"<th scope=\"col\">kept.both</th><th scope=\"col\">kept.only name=A</th><th scope=\"col\">kept.only name=B</th><th scope=\"col\">kept.neither</th>",
		"bounds.layer layer=1</th><td>2</td><td>1</td><td>1</td><td>0</td>",
		"bounds.layer layer=2</th><td>0</td><td>1</td><td>0</td><td>1</td>",
		"option.scope.global</th><td>2</td><td>2</td><td>1</td><td>1</td>",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("%s is missing in %s", row, table)
		}
	}
	var drawn []string
	k.MaskPictures(func(i int, name string, s *snapshot.Snapshot) {
		drawn = append(drawn, fmt.Sprint(i, name, s.Layers[0].Mask, s.Layers[1].Mask, s.Kept, s.Dead[2]))
	})
	want := []string{
		"0kept.both[1 0 0 1] [0 0] 2 [false]", "1kept.only name=A[0 1 0 0] [1 0] 2 [false]", "2kept.only name=B[0 0 1 0] [0 0] 1 [true]",
	}
	if !slices.Equal(drawn, want) {
		t.Errorf("drawn\n%q, want\n%q", drawn, want)
	}
	if k.Compare("B"); len(a.Layers[0].Mask) != 4 || a.Layers[0].Mask[1] != 1 {
		t.Error("the experiment itself has been changed")
	}
	if hidden, _ := v.Get("#masks", "hidden"); hidden != "true" {
		t.Error("the masks of one alone are shown")
	}
}
