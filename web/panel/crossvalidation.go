package panel

import (
	"math"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// CrossRules are the ways to choose the amount from a cross-validation.
var CrossRules = []string{"one-error", "tolerance"}

// CrossChoice says what a cross-validation has chosen and offers it; nil is
// nothing. The amount is a share or a threshold, as by says.
func CrossChoice(v *markup.View, w *text.Words, s *snapshot.Snapshot, choice *snapshot.Choice, by string) {
	v.Hide(markup.Command("useChoice"), choice == nil)
	v.Write("crossResult", crossResult(w, s, choice, by))
}

func crossResult(w *text.Words, s *snapshot.Snapshot, choice *snapshot.Choice, by string) string {
	if choice == nil {
		return ""
	}
	m := choice.Means[choice.Chosen]
	here := max(m.Amount, figures.Settled(s))
	if by == recipe.ByEpsilon {
		here = figures.ShareBelow(s, m.Amount)
	}
	return w.Text("cross.result"+measure(s), "here", w.Percent(here),
		"amount", w.Amount(by, m.Amount), "sparsity", w.Percent(m.Sparsity),
		"accuracy", Accuracy(w, s, m.Accuracy), "error", Accuracy(w, s, m.AccuracyError),
		"dense", Accuracy(w, s, choice.Means[0].Accuracy))
}

// CrossChart shows the mean accuracy over the sparsity with its standard
// errors, and marks what was chosen. It takes the place of a study.
func CrossChart(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board, choice *snapshot.Choice, by string) {
	lowest := 1.0
	line := chart.Line{Class: "chosen"}
	for _, m := range choice.Means {
		lowest = min(lowest, m.Accuracy-m.AccuracyError)
		line.Points = append(line.Points, chart.Point{X: m.Sparsity, Y: m.Accuracy, Error: m.AccuracyError})
	}
	title := w.Text("study.cross" + measure(s))
	b.Put(v, "study", &chart.Chart{
		Title: title, Description: title + ". " + crossResult(w, s, choice, by),
		X: sparsities(w), Y: accuracies(w, s, math.Floor(max(lowest, 0)*10)/10),
		Lines: []chart.Line{line}, Marks: []float64{choice.Means[choice.Chosen].Sparsity},
	})
	v.Hide("#studyValues", true)
	v.Hide("#studyEnlarge", false)
}
