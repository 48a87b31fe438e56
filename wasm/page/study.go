//go:build js

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"syscall/js"

	"bonsai/engine/lab"
)

// studies shows what would happen: the curve of the rule in force over the
// histogram, without being asked, and curves of all criteria or layers beside
// each other.
type studies struct {
	app    *app
	curve  []lab.StudyPoint // of the rule in force
	of     string           // what it was measured for
	curves []lab.StudyCurve // on the chart
	kind   string           // what they are
	chosen string           // the one that stands out
	asked  int              // studies under way; an answer to any but the last is old
}

func newStudies(a *app) *studies { return &studies{app: a} }

// translate names the chart while there is nothing on it, and the curves on it
// in the language of now.
func (t *studies) translate() {
	setAttribute(one(document, `[data-chart="study"]`), "aria-label", t.app.words.text("study.criteria", nil))
	if t.curves != nil {
		t.drawChart()
	}
}

// subject is what a curve depends on: the address, but for the amount.
func (t *studies) subject(s *lab.Snapshot) string {
	return fmt.Sprint(s.Step, s.Epoch, s.Recipe.Dataset, s.Recipe.Seed, s.Recipe.Layers, s.Pruning.Criterion, s.Pruning.Scope, s.CanRedo, s.Dense, s.Sharing)
}

// show keeps the curve over the histogram up to date: it is asked for when the
// experiment stands still.
func (t *studies) show(s *lab.Snapshot) {
	t.draw(s)
	a := t.app
	if s.Training || a.dragged != nil || !a.opened || !s.Quick() || t.of == t.subject(s) {
		return
	}
	t.of = t.subject(s)
	t.curve = nil
	t.draw(s)
	t.ask(lab.StudyCurveOnly, s, func(curves []lab.StudyCurve) {
		t.curve = curves[0].Points
		t.draw(a.shown)
	})
}

// ask measures, and calls back with the curves unless something came between.
func (t *studies) ask(kind string, s *lab.Snapshot, done func([]lab.StudyCurve)) {
	args := arguments(map[string]string{"kind": kind, "criterion": s.Pruning.Criterion, "scope": s.Pruning.Scope})
	of := t.of
	t.app.worker.send("study", args, false, func(reply js.Value, err error) {
		byID("studyProgress").Set("hidden", true)
		var curves []lab.StudyCurve
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &curves)
		}
		switch {
		case err != nil:
			if kind != lab.StudyCurveOnly { // nobody asked for that one
				t.app.refused(err)
			}
		case curves != nil:
			done(curves)
		case t.of == of:
			t.of = "" // a command came between: ask again when it is done
		}
	})
}

// draw puts the curve over the histogram: accuracy as a line, bytes dashed.
func (t *studies) draw(s *lab.Snapshot) {
	svg := byID("curve")
	place := t.app.scene.place(byID("histogram"))
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
	a.tell("")
	bar := byID("studyProgress")
	bar.Set("value", 0)
	bar.Set("hidden", false)
	a.worker.onProgress = func(share float64) { bar.Set("value", share) }
	t.ask(kind, a.snapshot, func(curves []lab.StudyCurve) {
		t.curves, t.kind, t.chosen = curves, kind, curves[0].Name
		if kind == lab.StudyCriteria {
			t.chosen = a.snapshot.Pruning.Criterion
		}
		t.drawChart()
		t.show(a.shown) // whose curve may have had to make room
	})
}

// drawChart draws accuracy over sparsity, a line each, and names them in the
// order of what is left at the sparsity of now.
func (t *studies) drawChart() {
	svg := one(document, `[data-chart="study"]`)
	svg.Call("replaceChildren")
	lowest := 1.0
	for _, c := range t.curves {
		for _, p := range c.Points {
			lowest = min(lowest, p.Accuracy)
		}
	}
	lowest = max(lowest, 0)
	for _, c := range t.curves {
		var line polyline
		for _, p := range c.Points {
			line.add(p.Sparsity, (p.Accuracy-lowest)/max(1-lowest, 1e-9))
		}
		e := drawing(svg, "polyline")
		setAttribute(e, "points", line.String())
		if c.Name == t.chosen {
			setAttribute(e, "class", "chosen")
		}
	}
	t.drawLegend()
	a := t.app
	title := a.words.text("study."+t.kind, nil)
	a.outputs.write("studyTitle", title)
	setAttribute(svg, "aria-label", title)
}

func (t *studies) drawLegend() {
	a := t.app
	now := sparsity(a.snapshot)
	sorted := slices.Clone(t.curves)
	slices.SortStableFunc(sorted, func(x, y lab.StudyCurve) int {
		return -compare(accuracyAt(x, now), accuracyAt(y, now))
	})
	list := byID("studyLegend")
	list.Call("replaceChildren")
	for _, c := range sorted {
		item, button := element("li", ""), element("button", "")
		button.Set("type", "button")
		if c.Name == t.chosen {
			button.Set("className", "chosen")
		}
		name, value := element("span", ""), element("span", "")
		setText(name, t.nameOf(c))
		setText(value, a.accuracy(a.snapshot, accuracyAt(c, now)))
		button.Call("append", name, value)
		on(button, "click", func(js.Value) {
			t.chosen = c.Name
			t.drawChart()
		})
		item.Call("append", button)
		list.Call("append", item)
	}
}

func (t *studies) nameOf(c lab.StudyCurve) string {
	if t.kind == lab.StudyCriteria {
		return t.app.words.text("option.criterion."+c.Name, nil)
	}
	return t.app.words.text("bounds.layer", map[string]any{"layer": c.Name})
}

// accuracyAt is that of the point nearest to a sparsity.
func accuracyAt(c lab.StudyCurve, sparsity float64) float64 {
	best := c.Points[0]
	for _, p := range c.Points {
		if abs(p.Sparsity-sparsity) < abs(best.Sparsity-sparsity) {
			best = p
		}
	}
	return best.Accuracy
}

func abs(x float64) float64 { return max(x, -x) }

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// drawing adds a shape to a chart.
func drawing(svg js.Value, shape string) js.Value {
	e := document.Call("createElementNS", "http://www.w3.org/2000/svg", shape)
	svg.Call("append", e)
	return e
}
