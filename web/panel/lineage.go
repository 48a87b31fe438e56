package panel

import (
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/text"
)

// lineage says what was done to a network from a link, as long as nothing has trained
// it here; "" if there is nothing to say.
func lineage(w *text.Words, s *snapshot.Snapshot) string {
	if s.History == nil || len(s.History.Steps) == 0 || s.Step > 0 {
		return ""
	}
	said := make([]string, len(s.History.Steps))
	for i, step := range s.History.Steps {
		key := "lineage." + step.Kind
		if step.Count == 0 {
			said[i] = w.TextOr(w.Text(key), key+".plain")
		} else {
			said[i] = w.Text(key, "count", w.Count(step.Count))
		}
	}
	return w.Text("lineage.said", "steps", strings.Join(said, w.Text("lineage.and")), "epsilon", w.Number(s.History.Epsilon, 4))
}
