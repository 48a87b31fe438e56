package panel

import (
	"math"
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/command"
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

// planned shows the sparsity that the last schedule asked for, the one that was
// reached, and where pruning ends.
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
	label := w.Text("gradual.chart", "sparsity", w.Percent(now.Sparsity), "step", w.Count(last))
	var marks []float64
	ends := ""
	if end, ok := planEnd(s.Plan); ok {
		marks = []float64{float64(end)}
		ends = w.Text("gradual.ends", "step", w.Count(end))
		label += ". " + ends
	}
	v.Write("planEnds", ends)
	draw(v, "sparsity", &chart.Chart{X: steps(last), Y: chart.Axis{High: 1}, Lines: []chart.Line{plan, reached}, Marks: marks}, label)
}

// planEnd returns the step at which a plan reaches its final sparsity; ok is false
// without a plan.
func planEnd(plan []snapshot.PlanPoint) (step int, ok bool) {
	for _, p := range plan {
		if p.Sparsity == plan[len(plan)-1].Sparsity {
			return p.Step, true
		}
	}
	return 0, false
}

// Recovery warns of pruning during a training that ends less than an epoch after
// the last weights are pruned: accuracy may have no time to recover. The epochs are
// those of the control; a schedule without an end of pruning is not warned of.
func Recovery(v *markup.View, w *text.Words, s *snapshot.Snapshot, schedule string, epochs float64) {
	warning := ""
	if command.IsWhole(epochs) && epochs > 0 && slices.Contains(prunesUpTo, schedule) {
		g := recipe.Gradual{Schedule: schedule, Length: recipe.Length{Count: int(epochs) * s.StepsPerEpoch}}
		if left := g.Count - g.End(); left < s.StepsPerEpoch {
			warning = w.Text("gradual.short", "left", w.Count(left), "epoch", w.Count(s.StepsPerEpoch))
		}
	}
	v.Write("recovery", warning)
}

// prunesUpTo are the schedules that reach a sparsity.
var prunesUpTo = slices.DeleteFunc(recipe.Schedules(), func(name string) bool { return name == recipe.Decay })

// steps is an axis from the first step to the last.
func steps(last int) chart.Axis { return chart.Axis{High: float64(max(last, 1))} }
