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

// Charts shows loss, accuracy and sparsity over the steps of training.
// They stay as they are until something is measured.
func Charts(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board) {
	if len(s.Curve) == 0 {
		return
	}
	highest, lowest := 0.0, 1.0
	for _, p := range s.Curve {
		highest = max(highest, p.Train.Loss, p.Test.Loss)
		lowest = min(lowest, p.Train.Accuracy, p.Test.Accuracy)
	}
	lowest = math.Floor(max(lowest, -1)*10) / 10
	loss := chart.Axis{High: highest, Write: numbers(w, 3)}
	overTime(v, w, s, b, "loss", w.Text("chart.loss"), loss, func(m snapshot.Metrics) float64 { return m.Loss })
	accuracy := accuracies(w, s, lowest)
	overTime(v, w, s, b, "accuracy", accuracy.Name, accuracy, func(m snapshot.Metrics) float64 { return m.Accuracy })
	planned(v, w, s, b)
}

// overTime shows one of the metrics on training and test samples.
func overTime(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board, name, title string, y chart.Axis, of func(snapshot.Metrics) float64) {
	train := chart.Line{Class: "train", Label: w.Text("chart.train")}
	test := chart.Line{Class: "test", Label: w.Text("chart.test")}
	for _, p := range s.Curve {
		train.Points = append(train.Points, chart.Point{X: float64(p.Step), Y: of(p.Train)})
		test.Points = append(test.Points, chart.Point{X: float64(p.Step), Y: of(p.Test)})
	}
	last, description := s.Curve[len(s.Curve)-1], "chart."+name+".description"
	if name == "accuracy" {
		description += measure(s)
	}
	b.Put(v, name, &chart.Chart{Title: title, X: steps(w, last.Step), Y: y, Lines: []chart.Line{train, test},
		Description: w.Text(description,
			"train", w.Number(of(last.Train), 3), "test", w.Number(of(last.Test), 3), "step", w.Count(last.Step))})
}

// planned shows the sparsity that the last schedule asked for, the one that was
// reached, and where pruning ends.
func planned(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board) {
	now := s.Curve[len(s.Curve)-1]
	last := now.Step
	plan := chart.Line{Class: "train", Label: w.Text("chart.planned")}
	reached := chart.Line{Class: "test", Label: w.Text("chart.reached")}
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
	b.Put(v, "sparsity", &chart.Chart{
		Title: w.Text("chart.sparsity"), X: steps(w, last), Y: sparsities(w), Lines: []chart.Line{plan, reached},
		Marks: marks, Description: label,
	})
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
func steps(w *text.Words, last int) chart.Axis {
	return chart.Axis{High: float64(max(last, 1)), Name: w.Text("outcome.step"), Write: numbers(w, 0)}
}

// sparsities is an axis from nothing pruned to everything.
func sparsities(w *text.Words) chart.Axis {
	return chart.Axis{High: 1, Name: w.Text("field.sparsity"), Write: percents(w)}
}

// accuracies is an axis of accuracy from low to 1, in regression of R².
func accuracies(w *text.Words, s *snapshot.Snapshot, low float64) chart.Axis {
	if s.Classes == 0 {
		return chart.Axis{Low: low, High: 1, Name: w.Text("outcome.r2"), Write: numbers(w, 3)}
	}
	return chart.Axis{Low: low, High: 1, Name: w.Text("outcome.accuracy"), Write: percents(w)}
}

// numbers writes the values of an axis with so many decimal places, or as many as
// its steps need.
func numbers(w *text.Words, places int) func(v, step float64) string {
	return func(v, step float64) string {
		if step == 0 {
			return w.Number(v, places)
		}
		return w.Number(v, decimals(step))
	}
}

// percents writes the values of an axis, which are shares, in per cent.
func percents(w *text.Words) func(v, step float64) string {
	return func(v, step float64) string {
		if step == 0 {
			return w.Percent(v)
		}
		return w.Number(100*v, decimals(100*step)) + " %"
	}
}

// decimals is how many decimal places the multiples of a step have.
func decimals(step float64) int { return max(0, int(math.Ceil(-math.Log10(step)-1e-9))) }
