package web

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A still can be shown as long as no line changes, whatever else changes.
func TestAStillHoldsWhileNoLineChanges(t *testing.T) {
	v := new(Network)
	holds := func(s *snapshot.Snapshot, theme *Theme, h Highlight) bool {
		v.Arrangement(s, testRect, 1)
		return v.still.holds(&v.strokes, s, theme, h)
	}
	s := lenet() // too many connections for all of them to be lines
	if holds(s, testTheme, Highlight{}) {
		t.Error("the first frame is held to be like the one before it")
	}
	if !holds(s, testTheme, Highlight{}) {
		t.Error("a frame like the one before is held to be different")
	}
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
	for _, c := range []struct {
		name   string
		change func() (*snapshot.Snapshot, *Theme, Highlight)
		holds  bool
	}{
		{"a connection of the fabric is pruned", func() (*snapshot.Snapshot, *Theme, Highlight) { return pruned(s, weak), testTheme, Highlight{} }, true},
		{"a line is pruned", func() (*snapshot.Snapshot, *Theme, Highlight) { return pruned(s, line), testTheme, Highlight{} }, false},
		{"a unit is dead", func() (*snapshot.Snapshot, *Theme, Highlight) {
			dead := *s
			dead.Dead = append([][]bool(nil), s.Dead...)
			dead.Dead[1] = append([]bool(nil), s.Dead[1]...)
			dead.Dead[1][7] = true
			return &dead, testTheme, Highlight{}
		}, false},
		{"another theme", func() (*snapshot.Snapshot, *Theme, Highlight) { return s, &Theme{Ink: heatTheme.Third}, Highlight{} }, false},
		{"a unit is highlighted", func() (*snapshot.Snapshot, *Theme, Highlight) { return s, testTheme, Highlight{Unit: &unit} }, false},
		{"a connection is highlighted", func() (*snapshot.Snapshot, *Theme, Highlight) { return s, testTheme, Highlight{Connection: &line} }, false},
		{"paths are highlighted", func() (*snapshot.Snapshot, *Theme, Highlight) {
			return s, testTheme, Highlight{Paths: []layout.Connection{line}}
		}, false},
		{"other weights", func() (*snapshot.Snapshot, *Theme, Highlight) { return lenet(), testTheme, Highlight{} }, false},
	} {
		holds(s, testTheme, Highlight{})
		holds(s, testTheme, Highlight{})
		if got := holds(c.change()); got != c.holds {
			t.Errorf("%s: %v, want %v", c.name, got, c.holds)
		}
	}
}

// pruned returns a snapshot with one connection pruned.
func pruned(s *snapshot.Snapshot, c layout.Connection) *snapshot.Snapshot {
	without := *s
	without.Layers = append([]snapshot.Layer(nil), s.Layers...)
	layer := &without.Layers[c.Layer]
	layer.Mask = append([]uint8(nil), layer.Mask...)
	layer.Mask[c.Out*layer.In+c.In] = 0
	return &without
}
