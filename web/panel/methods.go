package panel

import (
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Methods explains the rule in force, and the schedule and the scheme that are
// chosen, and shows what quantisation and distillation have left. A threshold in stairs
// rises once an epoch, unless a person types another number of steps: with as many
// stairs for every data set, the other initial values suit them all.
func Methods(v *markup.View, w *text.Words, s *snapshot.Snapshot, schedule, scheme string) {
	v.Set("html", "data-schedule", schedule)
	v.Set("html", "data-scheme", scheme)
	v.Set("#decaySteps", "initial", strconv.Itoa(s.StepsPerEpoch))
	v.Flag("#entries", "disabled", scheme != recipe.Codebook)
	explain(v, w, "criterion", s.Pruning.Criterion)
	explain(v, w, "schedule", schedule)
	explain(v, w, "scheme", scheme)
	sharing, student := "", ""
	if s.Sharing != nil {
		counts := make([]string, len(s.Sharing))
		for i, n := range s.Sharing {
			counts[i] = w.Count(n)
		}
		sharing = w.Text("quantize.sharing", "counts", strings.Join(counts, " · "))
	}
	if s.Student {
		student = w.Text("distil.student")
	}
	v.Write("sharing", sharing)
	v.Write("student", student)
}

// explain says why one would choose an option of a kind, and its formula.
func explain(v *markup.View, w *text.Words, kind, option string) {
	v.Write(kind+"Why", w.Text("why."+kind+"."+option))
	v.Fill(`[data-out="`+kind+`Formula"]`, markup.Formula(formulas[kind+"."+option])...)
}
