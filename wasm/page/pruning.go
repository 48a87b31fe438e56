//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/text"
)

// pruning is the controls of the rule. How much it prunes is set by a slider, a
// number, and a handle on the histogram. While one of them moves, the page
// itself shows which weights go, and asks the engine for the accuracy as fast
// as it answers; when it is let go, it becomes a step of the experiment.
type pruning struct {
	*services
	soon  func() // brings the page up to date with the next frame
	asked bool   // a preview is on its way to the worker and back
}

func (p *pruning) bind() {
	for _, id := range []string{"criterion", "scope", "guard"} {
		dom.On(dom.ByID(id), "change", func(js.Value) { p.prune(p.rule()) })
	}
	dom.Each(dom.Document, `input[name="by"]`, func(radio js.Value) {
		dom.On(radio, "change", func(js.Value) {
			p.prune(command.By(p.rule(), radio.Get("value").String(), p.shown.Epsilon, figures.Sparsity(p.shown)))
		})
	})
	for id, by := range map[string]string{"epsilon": recipe.ByEpsilon, "level": recipe.BySparsity} {
		slider, number := dom.ByID(id), dom.ByID(id+"Value")
		dom.On(slider, "input", func(js.Value) { p.dragTo(by, amountIn(slider, by)) })
		dom.On(slider, "change", func(js.Value) { p.letGo() })
		dom.On(number, "change", func(js.Value) { p.enter(by, amountIn(number, by)) })
	}
	p.bindHistogram()
}

func (p *pruning) translate() {
	options := func(name string, values []string) {
		dom.Show("#"+name, markup.Options(values, func(value string) string { return p.words.Option(name, value) })...)
	}
	options("criterion", recipe.Criteria())
	options("scope", recipe.Scopes())
}

// changes are the bounds of the layers.
func (p *pruning) changes() map[string]func(e js.Value) {
	bound := func(which string) func(js.Value) {
		return func(e js.Value) {
			layer, percent := number(e, "layer"), dom.Number(e)
			if !dom.IsNumber(percent) {
				dom.Restore()
				p.show()
				return
			}
			p.prune(command.Bound(p.rule(), len(p.snapshot.Layers), layer, which, int(percent)))
		}
	}
	return map[string]func(js.Value){"bound.least": bound("least"), "bound.most": bound("most")}
}

// number returns the whole number in a data attribute that a panel has made.
func number(e js.Value, attribute string) int {
	n, err := strconv.Atoi(dom.Data(e, attribute))
	if err != nil {
		panic(err)
	}
	return n
}

// amountIn returns the threshold or the share in a control.
func amountIn(control js.Value, by string) float64 {
	v := dom.Number(control)
	if by == recipe.BySparsity {
		return v / 100
	}
	return v
}

// rule is the rule in force, with the criterion, scope and guard of the
// controls.
func (p *pruning) rule() recipe.Rule {
	r := p.shown.Pruning
	r.Criterion, r.Scope, r.Guard = dom.Value("criterion"), dom.Value("scope"), dom.Ticked("guard")
	return r
}

// enter takes an amount that was typed.
func (p *pruning) enter(by string, amount float64) {
	if !dom.IsNumber(amount) {
		p.update(p.shown)
		return
	}
	r := p.rule()
	r.By, r.Amount = by, amount
	p.prune(r)
}

// dragTo shows the rule under the hand.
func (p *pruning) dragTo(by string, amount float64) {
	p.explore()
	r := p.rule()
	r.By, r.Amount = by, amount
	p.dragged, p.released = &r, false
	if by != p.shown.Pruning.By {
		showBy(by)
	}
	p.soon()
	p.preview()
}

// preview asks the engine to measure the rule under the hand. Until it answers,
// newer rules wait, and only the newest is asked for next.
func (p *pruning) preview() {
	if p.asked {
		return
	}
	p.asked = true
	r := *p.dragged
	p.worker.send("prune", command.Prune(r, true), false, func(_ js.Value, err error) {
		p.asked = false
		if err != nil {
			p.dragged = nil
			p.refused(err)
			return
		}
		if p.dragged != nil && !p.released && !p.dragged.Same(r) {
			p.preview()
		}
	})
}

// letGo makes the rule under the hand a step.
func (p *pruning) letGo() {
	if p.dragged == nil || p.released {
		return
	}
	p.released = true
	p.worker.send("prune", command.Prune(*p.dragged, false), false, func(_ js.Value, err error) {
		if p.released { // it has not been taken again
			p.dragged = nil
		}
		if err != nil {
			p.refused(err)
			return
		}
		p.show()
		p.announce(panel.Announcement(p.words, p.snapshot))
	})
}

// prune makes a rule a step.
func (p *pruning) prune(r recipe.Rule) {
	p.explore()
	p.tell("")
	p.worker.send("prune", command.Prune(r, false), false, func(_ js.Value, err error) {
		if err != nil {
			p.refused(err)
			return
		}
		p.announce(panel.Announcement(p.words, p.snapshot))
	})
}

// finetune goes on training with the mask held.
func (p *pruning) finetune() {
	p.do("finetune", command.Finetune(dom.Number(dom.ByID("finetuneEpochs"))), true)
}

// bindHistogram lets ε be dragged on the histogram.
func (p *pruning) bindHistogram() {
	picture := dom.ByID("histogram")
	held := false
	to := func(event js.Value) {
		axis := p.scene.axis(p.snapshot)
		p.dragTo(recipe.ByEpsilon, panel.OnTick(axis.Value(event.Get("clientX").Float()), axis.Max))
	}
	dom.On(picture, "pointerdown", func(event js.Value) {
		held = true
		dom.Attempt(func() { picture.Call("setPointerCapture", event.Get("pointerId")) })
		to(event)
	})
	dom.On(picture, "pointermove", func(event js.Value) {
		if held {
			to(event)
		}
	})
	for _, end := range []string{"pointerup", "pointercancel"} {
		dom.On(picture, end, func(js.Value) {
			if held {
				held = false
				p.letGo()
			}
		})
	}
}

// showRule shows the rule in force, but for its amount.
func (p *pruning) showRule(s *snapshot.Snapshot) {
	highest := p.scene.axis(s).Max
	slider := dom.ByID("epsilon")
	dom.SetAttribute(slider, "max", text.Decimal(highest))
	dom.SetAttribute(slider, "step", text.Decimal(panel.EpsilonStep(highest)))
	dom.ByID("criterion").Set("value", s.Pruning.Criterion)
	dom.ByID("scope").Set("value", s.Pruning.Scope)
	dom.ByID("guard").Set("checked", s.Pruning.Guard)
	dom.Show("#bounds", panel.Bounds(p.words, s)...)
	showBy(s.Pruning.By)
}

// showBy shows whether the amount is a threshold or a share.
func showBy(by string) {
	dom.Choose("by", by)
	dom.SetAttribute(dom.Root, "data-by", by)
}

// update shows the amount.
func (p *pruning) update(s *snapshot.Snapshot) {
	a := panel.AmountOf(p.words, s)
	slider := dom.ByID("epsilon")
	if !(p.dragged != nil && dom.IsFocused(slider)) {
		slider.Set("value", a.Epsilon)
	}
	dom.SetAttribute(slider, "aria-valuetext", a.EpsilonText)
	dom.SetValue(dom.ByID("epsilonValue"), a.EpsilonValue)
	dom.ByID("level").Set("value", a.Level)
	dom.SetValue(dom.ByID("levelValue"), a.LevelValue)
	dom.Write("held", a.Held)
}
