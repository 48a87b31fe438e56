package web

import (
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// reviewed returns how a view shows its bands in the next frame, and whether a picture
// is outdated.
func reviewed(v *Network, s *snapshot.Snapshot, theme *Theme, h Highlight) (shown []bandView, outdated bool) {
	v.Arrangement(s, testRect, 1)
	v.strokes.prepare(s, h)
	look := v.strokes.look(s, theme, h)
	outdated = v.bands.review(&v.strokes, &look)
	for i := range v.bands.list {
		shown = append(shown, v.bands.list[i].shown)
	}
	return shown, outdated
}

// Frames that are alike paint a picture each, until all bands have one.
func TestBandsArePaintedOneInAFrame(t *testing.T) {
	v, s := new(Network), lenet()
	if shown, _ := reviewed(v, s, testTheme, Highlight{}); slices.ContainsFunc(shown, func(b bandView) bool { return b != asLines }) {
		t.Errorf("in the first frame the bands are shown as %v, want lines", shown)
	}
	for frame := range bandCount {
		shown, outdated := reviewed(v, s, testTheme, Highlight{})
		for i, got := range shown {
			want := asLines
			switch {
			case i < frame:
				want = asPicture
			case i == frame:
				want = repainted
			}
			if got != want || outdated {
				t.Errorf("frame %d: band %d is shown as %v, want %v; outdated %v", frame, i, got, want, outdated)
			}
		}
	}
}

// settled returns a view all of whose bands have pictures.
func settled(s *snapshot.Snapshot) *Network {
	v := new(Network)
	for range bandCount + 1 {
		reviewed(v, s, testTheme, Highlight{})
	}
	return v
}

func TestOnlyTheBandThatChangesIsDrawnAsLines(t *testing.T) {
	s := lenet()
	v := settled(s)
	line := v.strokes.list[v.bands.of(3, &v.strokes)[7]].Connection
	shown, _ := reviewed(v, pruned(s, line), testTheme, Highlight{})
	want := slices.Repeat([]bandView{asPicture}, bandCount)
	want[3] = asLines
	if !slices.Equal(shown, want) {
		t.Errorf("one line of band 3 is pruned: %v, want %v", shown, want)
	}
}

// Whatever all lines depend on makes all pictures wrong; what is fabric makes none.
func TestPicturesOfBandsHoldWhileNoLineChanges(t *testing.T) {
	s := lenet()
	v := settled(s)
	line := v.arrangement.Lines[5]
	lines := map[layout.Connection]bool{}
	for _, c := range v.arrangement.Lines {
		lines[c] = true
	}
	weak := layout.Connection{}
	for lines[weak] {
		weak.In++
	}
	unit := recipe.Unit{Layer: 1, Index: 3}
	for name, c := range map[string]struct {
		s     *snapshot.Snapshot
		theme *Theme
		h     Highlight
		want  bandView
	}{
		"nothing":                              {s, testTheme, Highlight{}, asPicture},
		"a connection of the fabric is pruned": {pruned(s, weak), testTheme, Highlight{}, asPicture},
		"another theme":                        {s, &Theme{Ink: heatTheme.Third}, Highlight{}, asLines},
		"a unit is highlighted":                {s, testTheme, Highlight{Unit: &unit}, asLines},
		"a connection is highlighted":          {s, testTheme, Highlight{Connection: &line}, asLines},
		"paths are highlighted":                {s, testTheme, Highlight{Paths: []layout.Connection{line}}, asLines},
		"other weights":                        {lenet(), testTheme, Highlight{}, asLines},
	} {
		shown, _ := reviewed(settled(s), c.s, c.theme, c.h)
		if slices.ContainsFunc(shown, func(b bandView) bool { return b != c.want }) {
			t.Errorf("%s: %v, want %v", name, shown, c.want)
		}
	}
}

// With fewer lines the others become more opaque: their pictures follow, one in a
// frame, and frames are asked for until all have.
func TestPicturesFollowTheOpacity(t *testing.T) {
	s := lenet()
	v := settled(s)
	fewer := s
	for _, band := range []int{0, 1} {
		for _, i := range v.bands.of(band, &v.strokes) {
			fewer = pruned(fewer, v.strokes.list[i].Connection)
		}
	}
	followed(t, v, fewer, []int{2, 3, 4, 5, 6, 7})
}

// Lines of a unit that dies become grey in the same way.
func TestPicturesFollowUnitsThatDie(t *testing.T) {
	s := lenet()
	v := settled(s)
	dead := *s
	dead.Dead = slices.Clone(s.Dead)
	dead.Dead[1] = slices.Clone(s.Dead[1])
	dead.Dead[1][7] = true
	var touched []int
	for band := range bandCount {
		if slices.ContainsFunc(v.bands.of(band, &v.strokes), func(i int32) bool {
			c := v.strokes.list[i].Connection
			return c.Layer == 0 && c.Out == 7 || c.Layer == 1 && c.In == 7
		}) {
			touched = append(touched, band)
		}
	}
	if len(touched) < 2 {
		t.Fatalf("the unit has lines in the bands %v, want several", touched)
	}
	followed(t, v, &dead, touched)
}

// followed lets a view draw a snapshot until no picture is outdated, and checks that
// the pictures of these bands are painted in turn.
func followed(t *testing.T, v *Network, s *snapshot.Snapshot, order []int) {
	t.Helper()
	for n, band := range order {
		shown, outdated := reviewed(v, s, testTheme, Highlight{})
		if got := slices.Index(shown, repainted); got != band || outdated != (n < len(order)-1) {
			t.Errorf("frame %d paints band %d, want %d; another frame is wanted: %v", n, got, band, outdated)
		}
	}
	if shown, outdated := reviewed(v, s, testTheme, Highlight{}); slices.Contains(shown, repainted) || outdated {
		t.Errorf("more is painted: %v", shown)
	}
}

// pruned returns a snapshot with one connection pruned.
func pruned(s *snapshot.Snapshot, c layout.Connection) *snapshot.Snapshot {
	without := *s
	without.Layers = slices.Clone(s.Layers)
	layer := &without.Layers[c.Layer]
	layer.Mask = slices.Clone(layer.Mask)
	layer.Mask[c.Out*layer.In+c.In] = 0
	return &without
}
