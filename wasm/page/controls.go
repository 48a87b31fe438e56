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
type controls struct {
	*services
	stroke command.Stroke
	tip    func(x float64) // says what the histogram has at a place of the window
	byKey  bool            // the handle of ε is moved by keys
}

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
	c.bindAmount()
	for _, id := range []string{"schedule", "scheme", "gradualEpochs", "rounds", "fraction"} {
		dom.On(dom.ByID(id), "change", func(js.Value) { c.Show() })
	}
	dom.On(dom.ByID("crossRule"), "change", func(js.Value) { showCrossRule() })
	dom.RememberTyped()
	c.bindDrawing()
	dom.On(dom.Document, "keydown", c.shortcut)
	c.bindHistogram()
}

// fieldChanged sends a field of the recipe as a control says it.
func (c *controls) fieldChanged(name string, e, control js.Value) {
	var value any = control.Get("value").String()
	switch kind := control.Get("type").String(); {
	case name == "dataset":
		c.Begin(control.Get("value").String())
		return
	case name == "inputs":
		value = ticked(e)
	case kind == "checkbox":
		value = control.Get("checked").Bool()
	case kind == "number" || kind == "range":
		value = command.Entered(control.Get("valueAsNumber").Float())
	}
	c.Set(command.Fields{name: value})
}

// ticked lists the values of the check boxes that are ticked.
func ticked(fieldset js.Value) []string {
	values := []string{}
	dom.Each(fieldset, "input:checked", func(box js.Value) { values = append(values, box.Get("value").String()) })
	return values
}

// shortcut undoes and redoes with the keys that other programs have for it. In a text
// or a number that is being typed they are the browser's own.
func (c *controls) shortcut(event js.Value) {
	if !event.Get("ctrlKey").Bool() && !event.Get("metaKey").Bool() || dom.IsTyping(event.Get("target")) {
		return
	}
	if name := command.Shortcut(event.Get("key").String(), event.Get("shiftKey").Bool()); name != "" {
		event.Call("preventDefault")
		c.Do(name, "", false)
	}
}

// bindDrawing lets points be drawn by hand on the picture of the plane, one after the
// other while the pointer is down, or erased.
func (c *controls) bindDrawing() {
	draw := func(event js.Value) {
		x, y := layout.NewPlane(c.scene.place("boundary")).Point(dom.At(event))
		if fields, drawn := c.stroke.To(dom.Chosen("pen"), x, y); drawn {
			c.Set(fields)
		}
	}
	dom.OnDrag(dom.ByID("boundary"), func(event js.Value) {
		if c.Snapshot != nil && c.Snapshot.Recipe.Dataset == "drawn" {
			c.stroke.Begin(&c.Snapshot.Recipe)
			draw(event)
		}
	}, func(event js.Value) {
		if c.stroke.Active() {
			draw(event)
		}
	}, c.stroke.End)
}

func showCrossRule() { dom.Root.Call("setAttribute", "data-cross", dom.Value("crossRule")) }

// bindAmount connects the sliders and the numbers of the amount. Both sliders stand on
// the axis of the histogram, below its handle.
func (c *controls) bindAmount() {
	for id, by := range map[string]string{"epsilon": recipe.ByEpsilon, "level": recipe.BySparsity} {
		slider, pressed := dom.ByID(id), false
		dom.On(slider, "pointerdown", func(js.Value) { pressed, c.byKey = true, false })
		dom.On(slider, "pointerup", func(js.Value) { // no change follows if the slider is back where it was
			if pressed {
				pressed = false
				c.LetGo()
			}
		})
		dom.On(slider, "keyup", func(js.Value) {
			c.byKey = true
			c.tipAtHandle()
		})
		dom.On(slider, "blur", func(js.Value) {
			c.byKey = false
			c.endTip()
		})
		dom.On(slider, "input", func(js.Value) { c.drag(by, c.amountAt(by, dom.Number(id))) })
		dom.On(slider, "change", func(js.Value) {
			if pressed {
				pressed = false
				c.LetGo()
				return
			}
			c.LetGoSoon()
		})
	}
	// A key moves the level by half a per cent, wherever on the axis that is.
	dom.On(dom.ByID("level"), "keydown", func(event js.Value) {
		level, moved := command.KeyLevel(event.Get("key").String(), figures.Level(c.Shown), figures.Settled(c.Shown))
		if moved {
			event.Call("preventDefault")
			c.drag(recipe.BySparsity, level)
			c.LetGoSoon()
		}
	})
	dom.On(dom.ByID("epsilonValue"), "change", func(js.Value) { c.enter(recipe.ByEpsilon, dom.Number("epsilonValue")) })
	dom.On(dom.ByID("levelValue"), "change", func(js.Value) { c.enter(recipe.BySparsity, dom.Number("levelValue")/100) })
}

// amountAt returns the amount at a threshold on the histogram's axis: the threshold
// itself, or the share of the weights that it prunes.
func (c *controls) amountAt(by string, epsilon float64) float64 {
	if by == recipe.BySparsity {
		return figures.LevelAt(c.Snapshot, epsilon)
	}
	return epsilon
}

// rule is the rule in force, with the criterion, scope and guard of the
// controls. What a person prunes anew is no longer the rule of an old link.
func (c *controls) rule() recipe.Rule {
	r := c.Shown.Pruning
	r.Criterion, r.Scope, r.Guard = dom.Value("criterion"), dom.Value("scope"), dom.Ticked("guard")
	r.Legacy = false
	return r
}

// enter takes an amount that was typed; the engine refuses what is none.
func (c *controls) enter(by string, amount float64) {
	r := c.rule()
	r.By, r.Amount = by, amount
	c.Enter(r)
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
	to := func(event js.Value) {
		axis := c.scene.axis(c.Snapshot)
		x, _ := dom.At(event)
		by := c.Shown.Pruning.By
		c.drag(by, c.amountAt(by, panel.OnTick(axis.Value(x), axis.Max)))
	}
	dom.OnDrag(histogram, to, to, c.LetGo)
	dom.On(histogram, "pointermove", func(event js.Value) {
		if x, _ := dom.At(event); c.Snapshot != nil {
			c.tip(x)
		}
	})
	dom.On(histogram, "pointerleave", func(js.Value) { c.endTip() })
}

// tipAtHandle says what the histogram has at ε while keys move it.
func (c *controls) tipAtHandle() {
	if c.byKey && c.Shown != nil {
		c.tip(c.scene.axis(c.Shown).X(c.Shown.Epsilon))
	}
}

func (c *controls) endTip() { dom.Show(func(v *markup.View) { v.Fill("#histogramTip") }) }
