//go:build js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"bonsai/engine/snapshot"
)

// studies shows what would happen: the curve of the rule in force over the
// histogram, without being asked, and curves of all criteria, of all layers, or
// of a lottery beside each other.
type studies struct {
	app     *app
	curve   []snapshot.StudyPoint // of the rule in force
	of      measuredFor
	kind    string // of the curves on the chart; "" for none
	chart   *plot
	tickets *plot
}

func newStudies(a *app) *studies {
	t := &studies{app: a}
	t.chart = &plot{app: a, svg: one(document, `[data-chart="study"]`), legend: byID("studyLegend"), name: t.nameOf}
	t.tickets = &plot{app: a, svg: one(document, `[data-chart="tickets"]`), legend: byID("ticketsLegend"), name: t.nameOf}
	return t
}

// translate names the charts, and the curves on them, in the language of now.
func (t *studies) translate() {
	words := t.app.words
	setAttribute(t.chart.svg, "aria-label", words.text("study.criteria", nil))
	setAttribute(t.tickets.svg, "aria-label", words.text("study.tickets", nil))
	if t.kind != "" {
		t.drawChart()
	}
	if t.tickets.curves != nil {
		t.tickets.draw()
	}
}

// measuredFor is what a curve over the histogram depends on: revisions of the
// experiment, and the rule but for its amount. The zero value is nothing.
type measuredFor struct {
	samples, weights, base int
	criterion, scope       string
}

func subjectOf(s *snapshot.Snapshot) measuredFor {
	r := s.Revisions
	return measuredFor{r.Samples, r.Weights, r.Base, s.Pruning.Criterion, s.Pruning.Scope}
}

// show keeps the curve over the histogram up to date: it is asked for when the
// experiment stands still.
func (t *studies) show(s *snapshot.Snapshot) {
	t.draw(s)
	a := t.app
	subject := subjectOf(s)
	if s.Training || a.dragged != nil || !a.opened || !s.Quick() || t.of == subject {
		return
	}
	t.of = subject
	t.curve = nil
	t.draw(s)
	task := snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: s.Pruning.Criterion, Scope: s.Pruning.Scope}
	a.worker.send("study", arguments(task), false, func(reply js.Value, err error) {
		var curve *snapshot.StudyCurve
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &curve)
		}
		switch {
		case err != nil: // nobody asked for it
		case curve != nil:
			t.curve = curve.Points
			t.draw(a.shown)
		case t.of == subject:
			t.of = measuredFor{} // a command came between: ask again when it is done
		}
	})
}

// draw puts the curve over the histogram: accuracy as a line, bytes dashed.
func (t *studies) draw(s *snapshot.Snapshot) {
	svg := byID("curve")
	place := t.app.scene.place("histogram")
	axis := t.app.axis(s)
	top := axis.Plot.Y - place.Y
	var accuracy, bytes string
	lowest, most := 1.0, 1
	for _, p := range t.curve {
		lowest, most = min(lowest, p.Accuracy), max(most, p.Bytes)
	}
	lowest = max(lowest, 0)
	for _, p := range t.curve {
		x := axis.X(p.Epsilon) - place.X
		at := func(share float64) string {
			return fmt.Sprintf("%.1f,%.1f ", x, top+axis.Plot.H*(1-min(max(share, 0), 1)))
		}
		accuracy += at((p.Accuracy - lowest) / max(1-lowest, 1e-9))
		bytes += at(float64(p.Bytes) / float64(most))
	}
	setAttribute(one(svg, ".test"), "points", accuracy)
	setAttribute(one(svg, ".train"), "points", bytes)
}

// compare puts the curves of all criteria, or of all layers, on the chart.
func (t *studies) compare(kind string) {
	a := t.app
	args := map[string]string{"kind": kind, "criterion": a.snapshot.Pruning.Criterion, "scope": a.snapshot.Pruning.Scope}
	t.ask(args, func(curves []snapshot.StudyCurve) {
		t.kind, t.chart.curves, t.chart.chosen = kind, curves, curves[0].Name
		if kind == snapshot.StudyCriteria {
			t.chart.chosen = a.snapshot.Pruning.Criterion
		}
		t.drawChart()
	})
}

// compareTickets puts the tickets of a lottery and their controls on a chart.
func (t *studies) compareTickets() {
	args := t.app.lotteryArguments()
	args["kind"] = snapshot.StudyTickets
	t.ask(args, func(curves []snapshot.StudyCurve) {
		t.tickets.curves, t.tickets.chosen = curves, curves[0].Name
		byID("tickets").Set("hidden", false)
		t.tickets.draw()
	})
}

// ask measures what a person asks for.
func (t *studies) ask(args any, done func([]snapshot.StudyCurve)) {
	t.app.tell("")
	t.measure(arguments(args), func(curves []snapshot.StudyCurve, err error) {
		if err != nil {
			t.app.refused(err)
			return
		}
		done(curves)
	})
}

// measure measures the curves of a study side by side.
func (t *studies) measure(args string, done func([]snapshot.StudyCurve, error)) {
	var about snapshot.StudyTask
	if err := json.Unmarshal([]byte(args), &about); err != nil {
		done(nil, fmt.Errorf("bonsai: a study is {kind, criterion, scope}: %w", err))
		return
	}
	a := t.app
	if about.Kind == snapshot.StudyTickets {
		a.work.run("tickets", a.ticketTasks(args), func(outputs []js.Value, err error) {
			parts, err := resultsOf[snapshot.Tickets](outputs, err)
			if err != nil {
				done(nil, err)
				return
			}
			done(snapshot.MergeTickets(parts), nil)
		})
		return
	}
	tasks, err := snapshot.StudyTasks(about.Kind, about.Criterion, about.Scope, len(a.snapshot.Layers))
	if err != nil {
		done(nil, err)
		return
	}
	a.work.run("curve", tasksOf(tasks), func(outputs []js.Value, err error) {
		curves, err := resultsOf[snapshot.StudyCurve](outputs, err)
		done(curves, err)
	})
}

// ticketTasks shares a lottery out among all helpers.
func (a *app) ticketTasks(args string) []string {
	lottery := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(args), &lottery); err != nil {
		panic(err) // it has been read before
	}
	delete(lottery, "kind")
	tasks := make([]snapshot.TicketTask, a.work.size())
	for i := range tasks {
		tasks[i] = snapshot.TicketTask{Lottery: json.RawMessage(arguments(lottery)), Part: i, Of: len(tasks)}
	}
	return tasksOf(tasks)
}

// drawChart draws the curves that were compared, under their title.
func (t *studies) drawChart() {
	t.chart.draw()
	title := t.app.words.text("study."+t.kind, nil)
	t.app.outputs.write("studyTitle", title)
	setAttribute(t.chart.svg, "aria-label", title)
}

func (t *studies) nameOf(c snapshot.StudyCurve) string {
	switch words := t.app.words; {
	case c.Name == snapshot.TicketsFound || c.Name == snapshot.TicketsRedrawn:
		return words.text("tickets."+c.Name, nil)
	case t.kind == snapshot.StudyCriteria:
		return words.text("option.criterion."+c.Name, nil)
	default:
		return words.text("bounds.layer", map[string]any{"layer": c.Name})
	}
}

// stopped tells whether a person, or what was asked for next, ended a job.
func stopped(err error) bool { return errors.Is(err, errReplaced) }
