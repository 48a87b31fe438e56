package panel_test

import (
	"testing"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// For the smallest weights below a threshold, the scope makes no difference unless
// something keeps some of them.
func TestTheScopeIsOfferedWhereItHasAnEffect(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *snapshot.Snapshot)
		offers bool
	}{
		{"smallest by threshold", func(*snapshot.Snapshot) {}, false},
		{"by sparsity", func(s *snapshot.Snapshot) { s.Pruning.By = recipe.BySparsity }, true},
		{"another criterion", func(s *snapshot.Snapshot) { s.Pruning.Criterion = "random" }, true},
		{"every layer connected", func(s *snapshot.Snapshot) { s.Pruning.Guard = true }, true},
		{"bounds", func(s *snapshot.Snapshot) { s.Pruning.Bounds = []recipe.Bound{{Most: 50}} }, true},
		{"a protected connection", func(s *snapshot.Snapshot) { s.Layers[1].Pins = []prune.Pin{prune.Free, prune.Protected} }, true},
		{"a connection cut by hand", func(s *snapshot.Snapshot) { s.Layers[1].Pins = []prune.Pin{prune.Free, prune.Cut} }, false},
	} {
		s := small()
		c.change(s)
		v := &markup.View{}
		panel.Rule(v, words, s, 2)
		note := "scope.none"
		if c.offers {
			note = ""
		}
		if disabled, _ := v.Get("#scope", "disabled"); disabled == "true" == c.offers || v.Written("scopeNote") != note {
			t.Errorf("%s: disabled %s, note %q", c.name, disabled, v.Written("scopeNote"))
		}
	}
}

func TestWhatStaysPrunedIsSaid(t *testing.T) {
	s := small()
	s.Layers[0].Base, s.Layers[1].Base = []uint8{1, 1, 1, 0}, []uint8{1, 0}
	v := &markup.View{}
	panel.Amount(v, words, s, false)
	check(t, v, []property{{"settled", "", "level.settled share=33.3 %"}})
	s.Layers[0].W, s.Layers[1].W = []float32{0.5, -1, 1, 0}, []float32{2, 0}
	panel.Rule(v, words, s, 2) // the smallest |w| left is a quarter of the axis
	for _, slider := range []string{"#epsilon", "#level"} {
		check(t, v, []property{{slider, "style.backgroundSize", "calc((100% - var(--thumb)) * 250.0 / 1000) 12px"}})
	}
}

func TestARestartNamesWhatChangedAndOffersToUndoIt(t *testing.T) {
	v := &markup.View{}
	panel.Restarted(v, words, []string{"noise", "seed"})
	check(t, v, []property{{"#message", "text", "restarted fields=field.noise, field.seed"}, {"#messageUndo", "hidden", "false"}})
	panel.Message(v, "")
	check(t, v, []property{{"#messageUndo", "hidden", "true"}})
}
