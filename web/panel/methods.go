package panel

import (
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/figures"
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
	v.Write("teacher", poorTeacher(w, s))
}

// poorTeacher says of a network that does hardly better than guessing that a student
// learns little from it; "" of a better one, and of a student before its first training.
func poorTeacher(w *text.Words, s *snapshot.Snapshot) string {
	switch {
	case figures.Unmeasured(s) || s.Student && untrained(s):
		return ""
	case untrained(s):
		return w.Text("distil.untrained")
	case guessing(s):
		return w.Text("distil.chance"+measure(s), "accuracy", Accuracy(w, s, s.Test.Accuracy))
	}
	return ""
}

// Lottery says to what sparsity the rounds of a lottery lead from the network as it is:
// each prunes a per cent of what is left. Numbers that the engine would refuse lead
// nowhere.
func Lottery(v *markup.View, w *text.Words, s *snapshot.Snapshot, rounds, percent float64) {
	said := ""
	if command.IsWhole(rounds) && rounds >= 1 && rounds <= recipe.MaxRounds && percent >= 1 && percent <= 99 {
		after := recipe.Lottery{Rounds: int(rounds), Fraction: percent / 100}.Sparsities(figures.Sparsity(s))
		key := "lottery.ends"
		if s.Kept < s.Total {
			key = "lottery.endsFrom"
		}
		said = w.Text(key, "now", w.Percent(figures.Sparsity(s)), "rounds", w.Count(len(after)),
			"fraction", text.Decimal(percent), "sparsity", w.Percent(after[len(after)-1]))
	}
	v.Write("lotteryEnds", said)
}

// explain says why one would choose an option of a kind, and its formula.
func explain(v *markup.View, w *text.Words, kind, option string) {
	v.Write(kind+"Why", w.Text("why."+kind+"."+option))
	v.Fill(`[data-out="`+kind+`Formula"]`, markup.Formula(formulas[kind+"."+option])...)
}
