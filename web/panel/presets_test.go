package panel_test

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

func TestPresetsAreExplainedWhileTheyHold(t *testing.T) {
	for _, c := range []struct {
		name   string
		good   bool
		rate   float64 // set after the preset; 0: the preset's own
		done   []string
		should string
	}{
		{"the good one", true, 0, []string{"train"}, "presets.xor.good"},
		{"the bad one", false, 0, []string{"train"}, "presets.xor.bad"},
		{"another learning rate", true, 0.5, []string{"train"}, ""},
		{"pruned", true, 0, []string{"train", "prune"}, ""},
	} {
		s := small()
		s.Recipe = recipe.Default()
		s.Recipe.Dataset, s.Done = "xor", c.done
		var err error
		if s.Recipe, _, err = recipe.PresetFor("xor", c.good).Set.Apply(&s.Recipe); err != nil {
			t.Fatal(err)
		}
		if c.rate != 0 {
			s.Recipe.LearningRate = c.rate
		}
		v := &markup.View{}
		panel.Presets(v, words, s)
		if got := v.Written("presetWhy"); got != c.should {
			t.Errorf("%s: said %q, want %q", c.name, got, c.should)
		}
	}
}

// With each snapshot of a training, the page asks whether its settings are a preset.
func BenchmarkPresets(b *testing.B) {
	s := small()
	s.Recipe = recipe.Default()
	s.Done = []string{"train"}
	for b.Loop() {
		panel.Presets(&markup.View{}, words, s)
	}
}
