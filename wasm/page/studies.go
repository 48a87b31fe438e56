//go:build js

package main

import (
	"encoding/json"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/chart"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// studies is what shows how the network would be under other rules: the curve
// of the rule in force over the histogram, which is measured without being
// asked for, the charts of all criteria, of all layers, and of lottery tickets,
// the cross-validation, and the comparison at equal bytes.
type studies struct {
	*services
	pruning *pruning
	work    *helpers

	curve    []snapshot.StudyPoint // over the histogram
	measured subject               // what the curve was measured for

	compared panel.Curves // of all criteria or layers
	tickets  panel.Curves

	task   snapshot.FoldTask // the first of the folds of the cross-validation
	choice *snapshot.Choice  // nil: there is none
	rivals []snapshot.Rival
}

func (t *studies) bind() {
	dom.On(dom.ByID("crossRule"), "change", func(js.Value) { showCrossRule() })
}

func (t *studies) commands() map[string]func() {
	return map[string]func(){
		"compareCriteria": func() { t.compare(snapshot.StudyCriteria) },
		"sensitivity":     func() { t.compare(snapshot.StudySensitivity) },
		"tickets":         t.compareTickets,
		"crossValidate":   t.crossValidate,
		"useChoice":       func() { t.pruning.prune(command.Chosen(t.pruning.rule(), t.task, *t.choice)) },
		"rivals":          t.compareRivals,
	}
}

// legendCommands let the line of an entry stand out.
func (t *studies) legendCommands() map[string]func(e js.Value) {
	choose := func(curves *panel.Curves, show func()) func(js.Value) {
		return func(e js.Value) {
			curves.Chosen = dom.Data(e, "name")
			show()
		}
	}
	return map[string]func(js.Value){"study.choose": choose(&t.compared, t.showCompared), "tickets.choose": choose(&t.tickets, t.showTickets)}
}

// translate names the charts in the language of now, and the curves on them.
func (t *studies) translate() {
	dom.Show("#crossRule", markup.Options(panel.CrossRules, func(rule string) string { return t.words.Option("cross", rule) })...)
	showCrossRule()
	dom.SetAttribute(dom.Chart("study"), "aria-label", t.words.Text("study.criteria"))
	dom.SetAttribute(dom.Chart("tickets"), "aria-label", t.words.Text("study.tickets"))
	if t.compared.Kind != "" {
		t.showCompared()
	}
	if t.tickets.Kind != "" {
		t.showTickets()
	}
	if t.snapshot != nil {
		t.showChoice()
		t.showRivals()
	}
}

func showCrossRule() { dom.SetAttribute(dom.Root, "data-cross", dom.Value("crossRule")) }

// subject is what a curve depends on: revisions of the experiment, and the rule
// but for its amount. The zero subject is nothing.
type subject struct {
	samples, weights, base int
	criterion, scope       string
}

func subjectOf(s *snapshot.Snapshot) subject {
	r := s.Revisions
	return subject{r.Samples, r.Weights, r.Base, s.Pruning.Criterion, s.Pruning.Scope}
}

// update measures the curve over the histogram again when the experiment has
// changed and stands still.
func (t *studies) update(s *snapshot.Snapshot) {
	t.drawCurve(s)
	now := subjectOf(s)
	if s.Training || t.dragged != nil || !t.opened || !s.Quick() || t.measured == now {
		return
	}
	t.measured, t.curve = now, nil
	t.drawCurve(s)
	task := snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: s.Pruning.Criterion, Scope: s.Pruning.Scope}
	t.worker.send("study", command.JSON(task), false, func(reply js.Value, err error) {
		var curve *snapshot.StudyCurve
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &curve)
		}
		switch {
		case err != nil: // nobody asked for it
		case curve != nil:
			t.curve = curve.Points
			t.drawCurve(t.shown)
		case t.measured == now:
			t.measured = subject{} // a command came between: ask again when it is done
		}
	})
}

// drawCurve draws the curve over the histogram.
func (t *studies) drawCurve(s *snapshot.Snapshot) {
	axis := t.scene.axis(s)
	over := panel.OverHistogram(t.curve, axis.Max)
	dom.Show("#curve", over.Draw(panel.HistogramBox(axis, t.scene.place("histogram")))...)
}

// compare measures all criteria or all layers.
func (t *studies) compare(kind string) {
	rule := t.snapshot.Pruning
	t.tell("")
	args := command.JSON(snapshot.StudyTask{Kind: kind, Criterion: rule.Criterion, Scope: rule.Scope})
	t.measure(args, func(curves []snapshot.StudyCurve, err error) {
		if err != nil {
			t.refused(err)
			return
		}
		t.compared = panel.NewCurves(kind, curves, t.snapshot.Pruning)
		t.showCompared()
	})
}

func (t *studies) showCompared() {
	drawing := t.compared.Draw(t.words)
	show("study", drawing)
	dom.Write("studyTitle", drawing.Label)
	dom.Show("#studyLegend", chart.Legend("study.choose", t.compared.Legend(t.words, t.snapshot))...)
}

// compareTickets measures lottery tickets and their controls round by round.
func (t *studies) compareTickets() {
	t.tell("")
	t.measure(lottery().Study(t.pruning.rule()), func(curves []snapshot.StudyCurve, err error) {
		if err != nil {
			t.refused(err)
			return
		}
		t.tickets = panel.NewCurves(snapshot.StudyTickets, curves, t.snapshot.Pruning)
		dom.SetHidden(dom.ByID("tickets"), false)
		t.showTickets()
	})
}

func (t *studies) showTickets() {
	show("tickets", t.tickets.Draw(t.words))
	dom.Show("#ticketsLegend", chart.Legend("tickets.choose", t.tickets.Legend(t.words, t.snapshot))...)
}

// measure measures the curves of a study side by side. Arguments are JSON.
func (t *studies) measure(args string, done func([]snapshot.StudyCurve, error)) {
	kind, tasks, err := command.Study(args, len(t.snapshot.Layers))
	switch {
	case err != nil:
		done(nil, err)
	case kind == snapshot.StudyTickets:
		t.work.run("tickets", command.Tasks(command.Tickets(args, t.work.size())), results(func(parts []snapshot.Tickets, err error) {
			if err != nil {
				done(nil, err)
				return
			}
			done(snapshot.MergeTickets(parts), nil)
		}))
	default:
		t.work.run("curve", command.Tasks(tasks), results(done))
	}
}

// results reads what helpers found.
func results[Result any](done func([]Result, error)) func(texts []string, err error) {
	return func(texts []string, err error) {
		if err != nil {
			done(nil, err)
			return
		}
		done(command.Results[Result](texts))
	}
}

// crossValidate cross-validates as the controls say.
func (t *studies) crossValidate() {
	t.tell("")
	t.validate(numberIn("folds"), command.Tolerance(dom.Value("crossRule"), numberIn("tolerance")), t.refusedIf)
}

// validate carries out all folds; done is called when they are combined, or
// with what went wrong.
func (t *studies) validate(folds, tolerance float64, done func(error)) {
	tasks, problem := command.Folds(folds, t.pruning.rule(), t.scene.axis(t.snapshot).Max)
	if problem != nil {
		done(&refusal{problem.Error(), problem})
		return
	}
	t.task, t.choice = tasks[0], nil
	t.showChoice()
	t.work.run("fold", command.Tasks(tasks), results(func(found []snapshot.FoldResult, err error) {
		if err == nil {
			var choice snapshot.Choice
			if choice, err = snapshot.CombineFolds(found, tolerance); err == nil {
				t.choice = &choice
				t.showChoice()
				t.drawChoice()
			}
		}
		done(err)
	}))
}

// showChoice says what the cross-validation has chosen, and offers it.
func (t *studies) showChoice() {
	dom.SetHidden(dom.Command("useChoice"), t.choice == nil)
	dom.Write("crossResult", panel.CrossResult(t.words, t.snapshot, t.choice, t.task.By))
}

// drawChoice takes the place of the curves that were compared.
func (t *studies) drawChoice() {
	title := t.words.Text("study.cross")
	said := panel.CrossResult(t.words, t.snapshot, t.choice, t.task.By)
	show("study", panel.Drawing{Chart: panel.CrossChart(t.choice), Label: title + ". " + said})
	dom.Write("studyTitle", title)
	dom.Show("#studyLegend")
}

// compareRivals trains what else the bytes of the pruned network could have
// been.
func (t *studies) compareRivals() {
	t.tell("")
	task := command.Rivals(numberIn("temperature"), numberIn("hard"))
	t.work.run("rivals", []string{task}, results(func(found [][]snapshot.Rival, err error) {
		if err != nil {
			t.refused(err)
			return
		}
		t.rivals = found[0]
		t.showRivals()
	}))
}

func (t *studies) showRivals() {
	dom.SetHidden(dom.ByID("rivals"), len(t.rivals) == 0)
	dom.Show("#rivals tbody", panel.Rivals(t.words, t.snapshot, t.rivals)...)
}
