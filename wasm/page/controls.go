//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/wasm/dom"
	"bonsai/web/command"
	"bonsai/web/figures"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// controls are those of the recipe and of the rule. How much the rule prunes is
// set by a slider, a number, and a handle on the histogram: three ways to the
// same value.
type controls struct{ *services }

func (c *controls) bind() {
	dom.Delegate("input", "data-field", func(name string, _, control js.Value) {
		if control.Get("type").String() == "range" {
			dom.Show(func(v *markup.View) { panel.Beside(v, c.Words, name, control.Get("valueAsNumber").Float()) })
		}
	})
	dom.Delegate("change", "data-field", c.fieldChanged)
	for _, id := range []string{"criterion", "scope", "guard"} {
		dom.On(dom.ByID(id), "change", func(js.Value) { c.Prune(c.rule()) })
	}
	dom.Each(dom.Document, `input[name="by"]`, func(radio js.Value) {
		dom.On(radio, "change", func(js.Value) {
			c.Prune(command.By(c.rule(), radio.Get("value").String(), c.Shown.Epsilon, figures.Sparsity(c.Shown)))
		})
	})
	for id, by := range map[string]string{"epsilon": recipe.ByEpsilon, "level": recipe.BySparsity} {
		dom.On(dom.ByID(id), "input", func(js.Value) { c.drag(by, amountIn(id, by)) })
		dom.On(dom.ByID(id), "change", func(js.Value) { c.LetGo() })
		dom.On(dom.ByID(id+"Value"), "change", func(js.Value) { c.enter(by, amountIn(id+"Value", by)) })
	}
	for _, id := range []string{"schedule", "scheme", "gradualEpochs"} {
		dom.On(dom.ByID(id), "change", func(js.Value) { c.Show() })
	}
	dom.On(dom.ByID("crossRule"), "change", func(js.Value) { showCrossRule() })
	dom.On(dom.ByID("boundary"), "pointerdown", c.drawPoint)
	c.bindHistogram()
}

// fieldChanged sends a field of the recipe as a control says it.
func (c *controls) fieldChanged(name string, e, control js.Value) {
	var value any = control.Get("value").String()
	switch kind := control.Get("type").String(); {
	case name == "inputs":
		value = ticked(e)
	case kind == "checkbox":
		value = control.Get("checked").Bool()
	case kind == "number" || kind == "range":
		number := control.Get("valueAsNumber").Float()
		if !command.IsNumber(number) {
			c.Tell(c.Words.Text("problem.empty", "field", c.Words.Text("field."+name)))
			c.Show()
			return
		}
		value = number
	}
	c.Set(command.Fields{name: value})
}

// ticked lists the values of the check boxes that are ticked.
func ticked(fieldset js.Value) []string {
	values := []string{}
	dom.Each(fieldset, "input:checked", func(box js.Value) { values = append(values, box.Get("value").String()) })
	return values
}

// drawPoint draws a point by hand on the picture of the plane, or erases one.
func (c *controls) drawPoint(event js.Value) {
	if c.Snapshot == nil || c.Snapshot.Recipe.Dataset != "drawn" {
		return
	}
	x, y := layout.NewPlane(c.scene.place("boundary")).Point(dom.At(event))
	c.Set(command.Draw(&c.Snapshot.Recipe, dom.Chosen("pen"), x, y))
}

func showCrossRule() { dom.Root.Call("setAttribute", "data-cross", dom.Value("crossRule")) }

// amountIn returns the threshold or the share in a control.
func amountIn(id, by string) float64 {
	v := dom.Number(id)
	if by == recipe.BySparsity {
		return v / 100
	}
	return v
}

// rule is the rule in force, with the criterion, scope and guard of the
// controls. What a person prunes anew is no longer the rule of an old link.
func (c *controls) rule() recipe.Rule {
	r := c.Shown.Pruning
	r.Criterion, r.Scope, r.Guard = dom.Value("criterion"), dom.Value("scope"), dom.Ticked("guard")
	r.Legacy = false
	return r
}

// enter takes an amount that was typed.
func (c *controls) enter(by string, amount float64) {
	if !command.IsNumber(amount) {
		c.Show()
		return
	}
	r := c.rule()
	r.By, r.Amount = by, amount
	c.Prune(r)
}

// drag shows the rule with an amount that is under the hand.
func (c *controls) drag(by string, amount float64) {
	if by != c.Shown.Pruning.By {
		dom.Show(func(v *markup.View) { panel.By(v, by) })
	}
	r := c.rule()
	r.By, r.Amount = by, amount
	c.Drag(r)
}

// bindHistogram lets ε be dragged on the histogram.
func (c *controls) bindHistogram() {
	histogram := dom.ByID("histogram")
	held := false
	to := func(event js.Value) {
		axis := c.scene.axis(c.Snapshot)
		x, _ := dom.At(event)
		c.drag(recipe.ByEpsilon, panel.OnTick(axis.Value(x), axis.Max))
	}
	dom.On(histogram, "pointerdown", func(event js.Value) {
		held = true
		dom.Attempt(func() { histogram.Call("setPointerCapture", event.Get("pointerId")) })
		to(event)
	})
	dom.On(histogram, "pointermove", func(event js.Value) {
		if held {
			to(event)
		}
	})
	for _, end := range []string{"pointerup", "pointercancel"} {
		dom.On(histogram, end, func(js.Value) {
			if held {
				held = false
				c.LetGo()
			}
		})
	}
}
