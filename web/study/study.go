// Package study measures how the network of a session would be under other
// rules, and shows it: the curve of the rule in force over the histogram, the
// charts of all criteria, of all layers and of lottery tickets, the
// cross-validation, and the comparison at equal bytes.
package study

import (
	"encoding/json"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/work"
)

// Studies are the studies of a session. Helpers carry out their tasks, all but
// those of the curve over the histogram, which the page's own engine measures.
type Studies struct {
	Session *session.Session
	Pool    work.Pool
	Helpers int // how many there are at most

	// Axis is the histogram's, and Element the rectangle of its element, both in
	// CSS pixels of the window.
	Axis    func() layout.Axis
	Element func() layout.Rect

	curve    snapshot.StudyCurve // over the histogram
	measured subject             // what the curve was measured for

	compared   panel.Curves // of all criteria or layers
	comparedOf network      // that they were measured on
	tickets    panel.Curves
	ticketsOf  network

	samples int // the revision of those that the curves or the choice were measured on

	task     snapshot.FoldTask // the first of the folds of the cross-validation
	choice   *snapshot.Choice  // nil: there is none
	rivals   []snapshot.Rival
	rivalsOf network
}

// subject is what a curve depends on: revisions of the experiment, and the rule
// but for its amount. The zero subject is nothing.
type subject struct {
	network
	criterion, scope string
}

func subjectOf(s *snapshot.Snapshot) subject {
	return subject{networkOf(s), s.Pruning.Criterion, s.Pruning.Scope}
}

// network is one by the revisions of its parts. The zero network is none.
type network struct{ samples, weights, base int }

func networkOf(s *snapshot.Snapshot) network {
	return network{s.Revisions.Samples, s.Revisions.Weights, s.Revisions.Base}
}

// showOutdated says of charts that were measured on another network than the
// present one that they are out of date.
func (t *Studies) showOutdated() {
	now := networkOf(t.Session.Snapshot)
	if (t.compared.Kind != "" || t.choice != nil) && t.samples != now.samples {
		t.forget()
	}
	t.Session.View(func(v *markup.View) {
		v.Hide("#studyOutdated", t.comparedOf == network{} || t.comparedOf == now)
		v.Hide("#rivalsOutdated", t.rivalsOf == network{} || t.rivalsOf == now)
		v.Hide("#ticketsOutdated", t.ticketsOf == network{} || t.ticketsOf == now)
	})
}

// forget takes away what was measured on other data: nothing of it is about the network
// that is on the page now.
func (t *Studies) forget() {
	t.compared, t.comparedOf, t.choice = panel.Curves{}, network{}, nil
	t.Session.View(func(v *markup.View) {
		t.Session.Charts.Remove(v, "study")
		v.Hide("#studyValues", true)
		v.Hide("#studyEnlarge", true)
	})
	t.showChoice()
}

// Update measures the curve over the histogram again when the experiment has
// changed and stands still.
func (t *Studies) Update() {
	s := t.Session.Shown
	now := subjectOf(s)
	t.showOutdated()
	t.Session.View(t.showCurves)
	if s.Training || t.Session.Dragged != nil || !t.Session.Opened || !s.Quick() || t.measured == now {
		t.ShowCurve()
		return
	}
	t.measured, t.curve = now, snapshot.StudyCurve{}
	t.ShowCurve()
	t.Session.Send("study", curveTask(s.Pruning), false, func(outputs string, err error) {
		var curve *snapshot.StudyCurve
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &curve)
		}
		switch {
		case err != nil: // nobody asked for it
		case curve != nil:
			t.curve = *curve
			t.ShowCurve()
		case t.measured == now:
			t.measured = subject{} // a command came between: ask again when it is done
		}
	})
}

// ShowCurve shows the curve over the histogram, where that is now.
func (t *Studies) ShowCurve() {
	t.Session.View(func(v *markup.View) {
		panel.OverHistogram(v, t.Session.Words, t.Session.Shown, t.present(), t.Axis(), t.Element())
	})
}

// present returns the curve over the histogram if it is of the present network; while
// that is trained there is none.
func (t *Studies) present() snapshot.StudyCurve {
	if t.measured.network != networkOf(t.Session.Shown) {
		return snapshot.StudyCurve{}
	}
	return t.curve
}

// Tip says beside the pointer what the histogram has at a place of the window.
func (t *Studies) Tip(x float64) {
	t.Session.View(func(v *markup.View) {
		panel.HistogramTip(v, t.Session.Words, t.Session.Shown, t.present().Points, t.Axis(), t.Element(), x)
	})
}

// Translate shows everything in the language of now.
func (t *Studies) Translate() { t.Session.View(t.translate) }

func (t *Studies) translate(v *markup.View) {
	w, s := t.Session.Words, t.Session.Snapshot
	t.showCurves(v)
	if t.compared.Kind == "" && t.choice != nil {
		panel.CrossChart(v, w, s, &t.Session.Charts, t.choice, t.task.By)
	}
	if s != nil {
		panel.CrossChoice(v, w, s, t.choice, t.task.By)
		panel.Rivals(v, w, s, t.rivals)
	}
}

// showCurves shows the curves that were measured, at the sparsity of now.
func (t *Studies) showCurves(v *markup.View) {
	for _, curves := range []*panel.Curves{&t.compared, &t.tickets} {
		if curves.Kind != "" {
			curves.Show(v, t.Session.Words, t.Session.Shown, &t.Session.Charts)
		}
	}
}

// Follow shows the curves at the sparsity of now, and the curve over the histogram
// at the ε of now: they may be under the hand.
func (t *Studies) Follow() {
	t.ShowCurve()
	t.Session.View(t.showCurves)
}

// Choose prunes by the criterion that a curve belongs to, by as much as before. A
// curve of a layer or of lottery tickets only stands out.
func (t *Studies) Choose(tickets bool, name string) {
	curves := &t.compared
	if !tickets && curves.Kind == snapshot.StudyCriteria {
		r := t.Session.Snapshot.Pruning
		r.Criterion = name
		t.Session.Prune(r)
		return
	}
	if tickets {
		curves = &t.tickets
	}
	curves.Chosen = name
	t.show(curves)
}

func (t *Studies) show(curves *panel.Curves) {
	t.Session.View(func(v *markup.View) { curves.Show(v, t.Session.Words, t.Session.Snapshot, &t.Session.Charts) })
}

// Compare measures the curves of a study and shows them. Arguments are JSON.
func (t *Studies) Compare(arguments string) {
	t.Session.Tell("")
	t.Measure(arguments, func(kind string, found []snapshot.StudyCurve, err error) {
		if err != nil {
			t.Session.Refused(err)
			return
		}
		curves, of := &t.compared, &t.comparedOf
		if kind == snapshot.StudyTickets {
			curves, of = &t.tickets, &t.ticketsOf
		}
		*of = networkOf(t.Session.Snapshot)
		t.samples = of.samples
		t.showOutdated()
		*curves = panel.NewCurves(kind, found, t.Session.Snapshot.Pruning)
		t.show(curves)
	})
}

// Measure measures the curves of a study side by side. Arguments are JSON.
func (t *Studies) Measure(arguments string, done func(kind string, curves []snapshot.StudyCurve, err error)) {
	kind, tasks, err := studyTasks(arguments, len(t.Session.Snapshot.Layers))
	switch {
	case err != nil:
		done(kind, nil, err)
	case kind == snapshot.StudyTickets:
		t.run("tickets", ticketTasks(arguments, t.Helpers), func(texts []string, err error) {
			parts, err := results[snapshot.Tickets](texts, err)
			if err != nil {
				done(kind, nil, err)
				return
			}
			done(kind, snapshot.MergeTickets(parts), nil)
		})
	default:
		t.run("curve", tasks, func(texts []string, err error) {
			curves, err := results[snapshot.StudyCurve](texts, err)
			done(kind, curves, err)
		})
	}
}

// run lets helpers carry out tasks on the experiment as it is. They repeat what
// its address says, so training is paused.
func (t *Studies) run(kind string, tasks []string, finish func(results []string, err error)) {
	t.Pool.Stop()
	t.Session.Paused(func(err error) {
		if err != nil {
			finish(nil, err)
			return
		}
		t.Pool.Run(kind, tasks, t.Helpers, finish)
	})
}

// CrossValidate carries out all folds by a rule and shows what they choose;
// done is called then, or with what went wrong.
func (t *Studies) CrossValidate(folds, tolerance float64, r recipe.Rule, done func(choice *snapshot.Choice, err error)) {
	tasks, problem := foldTasks(folds, r, t.Axis().Max)
	if problem != nil {
		done(nil, problem)
		return
	}
	t.task, t.choice = tasks[0], nil
	t.showChoice()
	t.run("fold", encoded(tasks), func(texts []string, err error) {
		found, err := results[snapshot.FoldResult](texts, err)
		if err == nil {
			var choice snapshot.Choice
			if choice, err = snapshot.CombineFolds(found, tolerance); err == nil {
				t.choice, t.samples = &choice, t.Session.Snapshot.Revisions.Samples
				t.showChoice()
			}
		}
		done(t.choice, err)
	})
}

func (t *Studies) showChoice() {
	w, s := t.Session.Words, t.Session.Snapshot
	t.Session.View(func(v *markup.View) {
		panel.CrossChoice(v, w, s, t.choice, t.task.By)
		if t.choice != nil {
			t.compared = panel.Curves{} // give way on the chart
			panel.CrossChart(v, w, s, &t.Session.Charts, t.choice, t.task.By)
		}
	})
}

// Use prunes by the amount that the cross-validation has chosen. What the
// cross-validation does not say, such as the guard, is that of r.
func (t *Studies) Use(r recipe.Rule) {
	r.Criterion, r.Scope, r.By = t.task.Criterion, t.task.Scope, t.task.By
	r.Amount = t.choice.Means[t.choice.Chosen].Amount
	t.Session.Prune(r)
}

// CompareRivals trains what else the bytes of the pruned network could have
// been, with a teacher of a temperature and a share of the true answers.
func (t *Studies) CompareRivals(temperature, hard float64) {
	t.Session.Tell("")
	t.run("rivals", []string{rivalsTask(temperature, hard)}, func(texts []string, err error) {
		found, err := results[[]snapshot.Rival](texts, err)
		if err != nil {
			t.Session.Refused(err)
			return
		}
		t.rivals, t.rivalsOf = found[0], networkOf(t.Session.Snapshot)
		t.showOutdated()
		t.Session.View(func(v *markup.View) { panel.Rivals(v, t.Session.Words, t.Session.Snapshot, t.rivals) })
	})
}
