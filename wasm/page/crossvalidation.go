//go:build js

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"syscall/js"

	"bonsai/engine/lab"
)

// crossValidation runs the folds side by side, each in a worker of its own, and
// offers what they choose.
type crossValidation struct {
	app     *app
	workers []*client
	task    lab.FoldTask
	next    int // fold to be given out
	results []lab.FoldResult
	choice  *lab.Choice

	tolerance float64 // or lab.ByOneError
	done      func(error)
}

// crossRules are the ways to choose.
var crossRules = []string{"one-error", "tolerance"}

func (a *app) bindCross() {
	on(byID("crossRule"), "change", func(js.Value) { a.showCrossRule() })
}

func (a *app) fillCross() {
	a.fillSelect(byID("crossRule"), "cross", crossRules)
	a.showCrossRule()
}

func (a *app) showCrossRule() {
	setAttribute(document.Get("documentElement"), "data-cross", byID("crossRule").Get("value").String())
}

// start cross-validates as the controls say.
func (c *crossValidation) start() {
	tolerance := float64(lab.ByOneError)
	if byID("crossRule").Get("value").String() == "tolerance" {
		tolerance = max(floatOf(byID("tolerance"))/100, 0)
	}
	c.app.tell("")
	c.run(floatOf(byID("folds")), tolerance, func(err error) {
		if err != nil {
			c.app.refused(err)
		}
	})
}

// run gives the first folds out; done is called when all are combined, or
// something went wrong.
func (c *crossValidation) run(folds, tolerance float64, done func(error)) {
	a := c.app
	c.cancel()
	if !(folds >= lab.MinFolds && folds <= lab.MaxFolds) || folds != math.Trunc(folds) {
		p := &lab.Problem{Code: "range", Args: map[string]string{
			"field": "folds", "value": decimal(folds), "min": strconv.Itoa(lab.MinFolds), "max": strconv.Itoa(lab.MaxFolds),
		}}
		done(&refusal{text: p.Error(), problem: p})
		return
	}
	r := a.rule()
	c.task = lab.FoldTask{
		Hash: a.snapshot.Link, Folds: int(folds), Criterion: r.Criterion, Scope: r.Scope, By: r.By,
		Highest: a.axis(a.snapshot).Max,
	}
	c.next, c.results, c.choice, c.tolerance, c.done = 0, nil, nil, tolerance, done
	many := max(1, js.Global().Get("navigator").Get("hardwareConcurrency").Int()-1)
	for range min(many, c.task.Folds) {
		w := newClient(a.words.host.Call("helper"), func(*lab.Snapshot, bool) {})
		c.workers = append(c.workers, w)
		c.give(w)
	}
	c.showState()
}

// give lets a worker carry out the next fold.
func (c *crossValidation) give(w *client) {
	if c.next == c.task.Folds {
		return
	}
	task := c.task
	task.Index = c.next
	c.next++
	w.send("fold", arguments(task), false, func(reply js.Value, err error) {
		var result lab.FoldResult
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &result)
		}
		if err != nil {
			c.cancel()
			c.done(err)
			return
		}
		c.results = append(c.results, result)
		if len(c.results) == c.task.Folds {
			c.finish()
			return
		}
		c.showState()
		c.give(w)
	})
}

// stop ends the workers, and with them what they do.
func (c *crossValidation) stop() {
	for _, w := range c.workers {
		w.worker.Call("terminate")
	}
	c.workers = nil
}

func (c *crossValidation) cancel() {
	c.stop()
	c.results = nil
	c.showState()
}

func (c *crossValidation) finish() {
	c.stop()
	choice, err := lab.CombineFolds(c.results, c.tolerance)
	if err == nil {
		c.choice = &choice
		c.showState()
		c.draw()
	}
	c.done(err)
}

// use prunes by what was chosen.
func (c *crossValidation) use() {
	r := c.app.rule()
	r.Criterion, r.Scope, r.By = c.task.Criterion, c.task.Scope, c.task.By
	r.Amount = c.choice.Means[c.choice.Chosen].Amount
	c.app.prune(r)
}

// showState makes the buttons and the progress say how far it is.
func (c *crossValidation) showState() {
	a := c.app
	running := len(c.workers) > 0
	button := func(command string, shown bool) {
		one(document, `[data-command="`+command+`"]`).Set("hidden", !shown)
	}
	button("crossValidate", !running)
	button("cancelCross", running)
	button("useChoice", c.choice != nil)
	bar := byID("studyProgress")
	bar.Set("hidden", !running)
	bar.Set("value", float64(len(c.results))/float64(max(c.task.Folds, 1)))
	text := ""
	if c.choice != nil {
		m := c.choice.Means[c.choice.Chosen]
		text = a.words.text("cross.result", map[string]any{
			"amount": a.amount(m.Amount, c.task.By), "sparsity": a.words.percent(m.Sparsity),
			"accuracy": a.accuracy(a.snapshot, m.Accuracy), "error": a.accuracy(a.snapshot, m.AccuracyError),
			"dense": a.accuracy(a.snapshot, c.choice.Means[0].Accuracy),
		})
	}
	a.outputs.write("crossResult", text)
}

// amount writes a threshold or a level.
func (a *app) amount(v float64, by string) string {
	if by == lab.BySparsity {
		return a.words.percent(v)
	}
	return "ε = " + a.words.number(v, 4)
}

// draw shows the mean accuracy over the sparsity, with its standard errors, and
// what was chosen.
func (c *crossValidation) draw() {
	svg := one(document, `[data-chart="study"]`)
	svg.Call("replaceChildren")
	byID("studyLegend").Call("replaceChildren")
	lowest := 1.0
	for _, m := range c.choice.Means {
		lowest = min(lowest, m.Accuracy-m.AccuracyError)
	}
	lowest = max(lowest, 0)
	height := func(v float64) float64 { return (v - lowest) / max(1-lowest, 1e-9) }
	stroke := func(class string, x, y0, y1 float64) {
		e := drawing(svg, "line")
		setAttribute(e, "class", class)
		for name, v := range map[string]float64{"x1": 300 * x, "x2": 300 * x, "y1": 100 - 100*y0, "y2": 100 - 100*y1} {
			setAttribute(e, name, fmt.Sprintf("%.1f", v))
		}
	}
	var line polyline
	for _, m := range c.choice.Means {
		line.add(m.Sparsity, height(m.Accuracy))
		stroke("error", m.Sparsity, height(m.Accuracy-m.AccuracyError), height(m.Accuracy+m.AccuracyError))
	}
	e := drawing(svg, "polyline")
	setAttribute(e, "class", "chosen")
	setAttribute(e, "points", line.String())
	stroke("pick", c.choice.Means[c.choice.Chosen].Sparsity, 0, 1)
	title := c.app.words.text("study.cross", nil)
	c.app.outputs.write("studyTitle", title)
	setAttribute(svg, "aria-label", title+". "+one(document, `[data-out="crossResult"]`).Get("textContent").String())
}
