package panel

import (
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Presets says why the settings in force work for the data set, or why they fail, if
// they are those of one of its presets and nothing was done but to train.
func Presets(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	why := ""
	for kind, good := range map[string]bool{".good": true, ".bad": false} {
		if isPreset(s, good) {
			why = w.Text("presets." + s.Recipe.Dataset + kind)
		}
	}
	v.Write("presetWhy", why)
}

func isPreset(s *snapshot.Snapshot, good bool) bool {
	if slices.ContainsFunc(s.Done, func(operation string) bool { return operation != "train" }) {
		return false
	}
	return recipe.PresetFor(s.Recipe.Dataset, good).Holds(&s.Recipe)
}
