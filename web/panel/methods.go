package panel

import (
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/text"
)

// Methods returns what explains the rule in force, and the schedule and the
// scheme that are chosen, and what quantisation and distillation have left.
func Methods(w *text.Words, s *snapshot.Snapshot, schedule, scheme string) map[string]string {
	texts := map[string]string{
		"criterionWhy":     w.Text("why.criterion." + s.Pruning.Criterion),
		"criterionFormula": formulas["criterion."+s.Pruning.Criterion],
		"scheduleWhy":      w.Text("why.schedule." + schedule),
		"scheduleFormula":  formulas["schedule."+schedule],
		"schemeWhy":        w.Text("why.scheme." + scheme),
		"schemeFormula":    formulas["scheme."+scheme],
		"sharing":          "",
		"student":          "",
	}
	if s.Sharing != nil {
		counts := make([]string, len(s.Sharing))
		for i, n := range s.Sharing {
			counts[i] = w.Count(n)
		}
		texts["sharing"] = w.Text("quantize.sharing", "counts", strings.Join(counts, " · "))
	}
	if s.Student {
		texts["student"] = w.Text("distil.student")
	}
	return texts
}
