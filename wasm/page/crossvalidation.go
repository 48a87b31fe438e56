//go:build js

package main

import (
	"fmt"
	"math"
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// crossValidation runs the folds side by side and offers what they choose.
type crossValidation struct {
	app    *app
	task   snapshot.FoldTask // the first of the folds that the choice is from
	choice *snapshot.Choice  // nil: none yet
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
	tolerance := float64(snapshot.ByOneError)
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

// run carries all folds out; done is called when they are combined, or something
// went wrong.
func (c *crossValidation) run(folds, tolerance float64, done func(error)) {
	a := c.app
	if !(folds >= snapshot.MinFolds && folds <= snapshot.MaxFolds) || folds != math.Trunc(folds) {
		p := &recipe.Problem{Code: "range", Args: map[string]string{
			"field": "folds", "value": decimal(folds), "min": strconv.Itoa(snapshot.MinFolds), "max": strconv.Itoa(snapshot.MaxFolds),
		}}
		done(&refusal{text: p.Error(), problem: p})
		return
	}
	r := a.rule()
	tasks := make([]snapshot.FoldTask, int(folds))
	for i := range tasks {
		tasks[i] = snapshot.FoldTask{
			Folds: len(tasks), Index: i, Criterion: r.Criterion, Scope: r.Scope, By: r.By, Highest: a.axis(a.snapshot).Max,
		}
	}
	c.task, c.choice = tasks[0], nil
	c.showChoice()
	a.work.run("fold", tasksOf(tasks), func(outputs []js.Value, err error) {
		results, err := resultsOf[snapshot.FoldResult](outputs, err)
		if err == nil {
			err = c.combine(results, tolerance)
		}
		done(err)
	})
}

func (c *crossValidation) combine(results []snapshot.FoldResult, tolerance float64) error {
	choice, err := snapshot.CombineFolds(results, tolerance)
	if err != nil {
		return err
	}
	c.choice = &choice
	c.showChoice()
	c.draw()
	return nil
}

// use prunes by what was chosen.
func (c *crossValidation) use() {
	r := c.app.rule()
	r.Criterion, r.Scope, r.By = c.task.Criterion, c.task.Scope, c.task.By
	r.Amount = c.choice.Means[c.choice.Chosen].Amount
	c.app.prune(r)
}

// showChoice says what was chosen, and offers it.
func (c *crossValidation) showChoice() {
	a := c.app
	one(document, `[data-command="useChoice"]`).Set("hidden", c.choice == nil)
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
	if by == recipe.BySparsity {
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
