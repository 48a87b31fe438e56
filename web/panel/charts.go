package panel

import (
	"math"

	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/text"
)

// A Drawing is a chart and what it shows in words.
type Drawing struct {
	chart.Chart
	Label string
}

// Charts returns loss, accuracy and sparsity over the steps of training, by
// the names of their drawings, and the ends of their axes.
func Charts(w *text.Words, s *snapshot.Snapshot) (drawings map[string]Drawing, ends map[string]string) {
	highest, lowest := 0.0, 1.0
	for _, p := range s.Curve {
		highest = max(highest, p.Train.Loss, p.Test.Loss)
		lowest = min(lowest, p.Train.Accuracy, p.Test.Accuracy)
	}
	lowest = math.Floor(max(lowest, -1)*10) / 10
	accuracy := accuracyIn(w, s)
	drawings = map[string]Drawing{
		"loss":     overTime(w, s, "loss", chart.Axis{High: highest}, func(m snapshot.Metrics) float64 { return m.Loss }),
		"accuracy": overTime(w, s, "accuracy", chart.Axis{Low: lowest, High: 1}, func(m snapshot.Metrics) float64 { return m.Accuracy }),
		"sparsity": planned(w, s),
	}
	return drawings, map[string]string{
		"chartLossMax":     w.Number(highest, 2),
		"chartAccuracyMin": accuracy(lowest),
		"chartAccuracyMax": accuracy(1),
	}
}

// overTime is one of the metrics on training and test samples.
func overTime(w *text.Words, s *snapshot.Snapshot, name string, y chart.Axis, of func(snapshot.Metrics) float64) Drawing {
	train, test := chart.Line{Class: "train"}, chart.Line{Class: "test"}
	for _, p := range s.Curve {
		train.Points = append(train.Points, chart.Point{X: float64(p.Step), Y: of(p.Train)})
		test.Points = append(test.Points, chart.Point{X: float64(p.Step), Y: of(p.Test)})
	}
	last := s.Curve[len(s.Curve)-1]
	return Drawing{
		Chart: chart.Chart{X: steps(last.Step), Y: y, Lines: []chart.Line{train, test}},
		Label: w.Text("chart."+name+".description",
			"train", w.Number(of(last.Train), 3), "test", w.Number(of(last.Test), 3), "step", w.Count(last.Step)),
	}
}

// planned is the sparsity that the last schedule asked for, and the one that
// was reached.
func planned(w *text.Words, s *snapshot.Snapshot) Drawing {
	now := s.Curve[len(s.Curve)-1]
	last := now.Step
	plan, reached := chart.Line{Class: "train"}, chart.Line{Class: "test"}
	for _, p := range s.Plan {
		last = max(last, p.Step)
		plan.Points = append(plan.Points, chart.Point{X: float64(p.Step), Y: p.Sparsity})
	}
	for _, p := range s.Curve {
		reached.Points = append(reached.Points, chart.Point{X: float64(p.Step), Y: p.Sparsity})
	}
	return Drawing{
		Chart: chart.Chart{X: steps(last), Y: chart.Axis{High: 1}, Lines: []chart.Line{plan, reached}},
		Label: w.Text("gradual.chart", "sparsity", w.Percent(now.Sparsity), "step", w.Count(last)),
	}
}

// steps is an axis from the first step to the last.
func steps(last int) chart.Axis { return chart.Axis{High: float64(max(last, 1))} }
