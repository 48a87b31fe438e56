package panel

import (
	"math"

	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// draw shows a chart in the drawing of index.html with a name, and says in words
// what it shows.
func draw(v *markup.View, name string, c *chart.Chart, label string) {
	at := `[data-chart="` + name + `"]`
	v.Fill(at, c.Draw(chart.Box)...)
	v.Set(at, "aria-label", label)
}

// Charts shows loss, accuracy and sparsity over the steps of training.
func Charts(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	highest, lowest := 0.0, 1.0
	for _, p := range s.Curve {
		highest = max(highest, p.Train.Loss, p.Test.Loss)
		lowest = min(lowest, p.Train.Accuracy, p.Test.Accuracy)
	}
	lowest = math.Floor(max(lowest, -1)*10) / 10
	overTime(v, w, s, "loss", chart.Axis{High: highest}, func(m snapshot.Metrics) float64 { return m.Loss })
	overTime(v, w, s, "accuracy", chart.Axis{Low: lowest, High: 1}, func(m snapshot.Metrics) float64 { return m.Accuracy })
	planned(v, w, s)
	v.Write("chartLossMax", w.Number(highest, 2))
	v.Write("chartAccuracyMin", Accuracy(w, s, lowest))
	v.Write("chartAccuracyMax", Accuracy(w, s, 1))
}

// overTime shows one of the metrics on training and test samples.
func overTime(v *markup.View, w *text.Words, s *snapshot.Snapshot, name string, y chart.Axis, of func(snapshot.Metrics) float64) {
	train, test := chart.Line{Class: "train"}, chart.Line{Class: "test"}
	for _, p := range s.Curve {
		train.Points = append(train.Points, chart.Point{X: float64(p.Step), Y: of(p.Train)})
		test.Points = append(test.Points, chart.Point{X: float64(p.Step), Y: of(p.Test)})
	}
	last := s.Curve[len(s.Curve)-1]
	draw(v, name, &chart.Chart{X: steps(last.Step), Y: y, Lines: []chart.Line{train, test}},
		w.Text("chart."+name+".description",
			"train", w.Number(of(last.Train), 3), "test", w.Number(of(last.Test), 3), "step", w.Count(last.Step)))
}

// planned shows the sparsity that the last schedule asked for, and the one that
// was reached.
func planned(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
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
	draw(v, "sparsity", &chart.Chart{X: steps(last), Y: chart.Axis{High: 1}, Lines: []chart.Line{plan, reached}},
		w.Text("gradual.chart", "sparsity", w.Percent(now.Sparsity), "step", w.Count(last)))
}

// steps is an axis from the first step to the last.
func steps(last int) chart.Axis { return chart.Axis{High: float64(max(last, 1))} }
