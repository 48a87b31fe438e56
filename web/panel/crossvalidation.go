package panel

import (
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/text"
)

// CrossRules are the ways to choose the amount from a cross-validation.
var CrossRules = []string{"one-error", "tolerance"}

// CrossResult says what a cross-validation chose, by the measure of its rule:
// a share or a threshold.
func CrossResult(w *text.Words, s *snapshot.Snapshot, choice *snapshot.Choice, by string) string {
	if choice == nil {
		return ""
	}
	accuracy := accuracyIn(w, s)
	m := choice.Means[choice.Chosen]
	return w.Text("cross.result",
		"amount", w.Amount(by, m.Amount), "sparsity", w.Percent(m.Sparsity),
		"accuracy", accuracy(m.Accuracy), "error", accuracy(m.AccuracyError),
		"dense", accuracy(choice.Means[0].Accuracy))
}

// CrossChart returns the mean accuracy over the sparsity with its standard
// errors, and marks what was chosen.
func CrossChart(choice *snapshot.Choice) chart.Chart {
	lowest := 1.0
	line := chart.Line{Class: "chosen"}
	for _, m := range choice.Means {
		lowest = min(lowest, m.Accuracy-m.AccuracyError)
		line.Points = append(line.Points, chart.Point{X: m.Sparsity, Y: m.Accuracy, Error: m.AccuracyError})
	}
	return chart.Chart{
		X: chart.Axis{High: 1}, Y: chart.Axis{Low: max(lowest, 0), High: 1},
		Lines: []chart.Line{line},
		Marks: []float64{choice.Means[choice.Chosen].Sparsity},
	}
}
