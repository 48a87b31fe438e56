//go:build js

package main

import (
	"math"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// The rule of pruning is set by a slider, a number, and a handle on the
// histogram: three ways to the same value. While one of them moves, the page
// itself shows what would go, and asks the engine for the accuracy as fast as
// it answers; letting go makes it a step.

// epsilonTicks is how finely the slider of ε is divided.
const epsilonTicks = 1000

func (a *app) bindPruning() {
	for _, id := range []string{"criterion", "scope"} {
		on(byID(id), "change", func(js.Value) { a.prune(a.rule()) })
	}
	each(document, `input[name="by"]`, func(radio js.Value) {
		on(radio, "change", func(js.Value) { a.changeBy(radio.Get("value").String()) })
	})
	for id, by := range map[string]string{"epsilon": recipe.ByEpsilon, "level": recipe.BySparsity} {
		slider, number := byID(id), byID(id+"Value")
		on(slider, "input", func(js.Value) { a.dragTo(by, amountOf(slider, by)) })
		on(slider, "change", func(js.Value) { a.letGo() })
		on(number, "change", func(js.Value) { a.enter(by, amountOf(number, by)) })
	}
	a.bindHistogram()
}

// amountOf is what a control of the level or of ε says.
func amountOf(control js.Value, by string) float64 {
	v := floatOf(control)
	if by == recipe.BySparsity {
		return v / 100
	}
	return v
}

// rule is the one in force, with the criterion and scope of the controls.
func (a *app) rule() recipe.Rule {
	r := a.shown.Pruning
	r.Criterion = byID("criterion").Get("value").String()
	r.Scope = byID("scope").Get("value").String()
	r.Guard = ticked("guard")
	return r
}

// changeBy keeps what is pruned and changes the way it is said.
func (a *app) changeBy(by string) {
	r := a.rule()
	r.By = by
	r.Amount = a.shown.Epsilon
	if by == recipe.BySparsity {
		r.Amount = sparsity(a.shown)
	}
	a.prune(r)
}

// enter takes a typed amount.
func (a *app) enter(by string, amount float64) {
	if !isNumber(amount) {
		a.showAmount(a.shown)
		return
	}
	r := a.rule()
	r.By, r.Amount = by, amount
	a.prune(r)
}

// dragTo shows the rule under the hand.
func (a *app) dragTo(by string, amount float64) {
	a.class.explore()
	r := a.rule()
	r.By, r.Amount = by, amount
	a.dragged, a.released = &r, false
	if by != a.shown.Pruning.By {
		a.showBy(by)
	}
	a.showSoon()
	a.preview()
}

// preview asks the engine to measure the rule under the hand; while it is at
// it, newer ones wait, and only the newest is asked for next.
func (a *app) preview() {
	if a.asked {
		return
	}
	a.asked = true
	r := *a.dragged
	a.worker.send("prune", ruleArguments(r, true), false, func(_ js.Value, err error) {
		a.asked = false
		if err != nil {
			a.dragged = nil
			a.refused(err)
			return
		}
		if a.dragged != nil && !a.released && !a.dragged.Same(r) {
			a.preview()
		}
	})
}

// letGo makes the rule under the hand a step.
func (a *app) letGo() {
	if a.dragged == nil || a.released {
		return
	}
	a.released = true
	r := *a.dragged
	a.worker.send("prune", ruleArguments(r, false), false, func(_ js.Value, err error) {
		if a.released {
			a.dragged = nil
		}
		if err != nil {
			a.refused(err)
			return
		}
		a.show()
		a.announce()
	})
}

func (a *app) prune(r recipe.Rule) {
	a.class.explore()
	a.tell("")
	a.worker.send("prune", ruleArguments(r, false), false, func(_ js.Value, err error) {
		if err != nil {
			a.refused(err)
			return
		}
		a.announce()
	})
}

func ruleArguments(r recipe.Rule, preview bool) string {
	return arguments(map[string]any{
		r.By: r.Amount, "criterion": r.Criterion, "scope": r.Scope, "preview": preview,
		"guard": r.Guard, "bounds": pairs(r.Bounds),
	})
}

// bindHistogram lets ε be dragged on the picture of the weights.
func (a *app) bindHistogram() {
	picture := byID("histogram")
	held := false
	to := func(event js.Value) {
		axis := a.axis(a.snapshot)
		ticks := math.Round(axis.Value(event.Get("clientX").Float()) / axis.Max * epsilonTicks)
		a.dragTo(recipe.ByEpsilon, ticks*axis.Max/epsilonTicks)
	}
	on(picture, "pointerdown", func(event js.Value) {
		held = true
		attempt(func() { picture.Call("setPointerCapture", event.Get("pointerId")) })
		to(event)
	})
	on(picture, "pointermove", func(event js.Value) {
		if held {
			to(event)
		}
	})
	for _, end := range []string{"pointerup", "pointercancel"} {
		on(picture, end, func(js.Value) {
			if held {
				held = false
				a.letGo()
			}
		})
	}
}

// axis is the scale of |w| that slider and histogram share, in CSS pixels.
func (a *app) axis(s *snapshot.Snapshot) layout.Axis {
	return a.scene.histogram.Axis(s, a.scene.place("histogram"), 1)
}

// showRule makes the controls of pruning say what holds, but for how much.
func (a *app) showRule(s *snapshot.Snapshot) {
	axis := a.axis(s)
	slider := byID("epsilon")
	setAttribute(slider, "max", decimal(axis.Max))
	setAttribute(slider, "step", decimal(axis.Max/epsilonTicks))
	byID("criterion").Set("value", s.Pruning.Criterion)
	byID("scope").Set("value", s.Pruning.Scope)
	a.showBy(s.Pruning.By)
}

// showBy makes them say in what the amount is measured.
func (a *app) showBy(by string) {
	each(document, `input[name="by"][value="`+by+`"]`, func(radio js.Value) { radio.Set("checked", true) })
	setAttribute(document.Get("documentElement"), "data-by", by)
}

// showAmount makes them say how much is pruned.
func (a *app) showAmount(s *snapshot.Snapshot) {
	slider := byID("epsilon")
	if !(a.dragged != nil && isFocused(slider)) {
		slider.Set("value", decimal(s.Epsilon))
	}
	setAttribute(slider, "aria-valuetext", a.words.text("epsilon.value", map[string]any{
		"epsilon": a.words.number(s.Epsilon, 4), "kept": a.words.count(s.Kept), "total": a.words.count(s.Total),
	}))
	setValue(byID("epsilonValue"), rounded(s.Epsilon))
	percent := 100 * level(s)
	byID("level").Set("value", decimal(percent))
	setValue(byID("levelValue"), rounded(percent))
	held := ""
	if s.Held > 0 {
		held = a.words.text("rule.held", map[string]any{"held": a.words.count(s.Held)})
	}
	a.outputs.write("held", held)
}

// rounded writes a number for a field that shows it: four digits behind the
// point are more than an eye uses.
func rounded(v float64) string { return decimal(math.Round(v*1e4) / 1e4) }
