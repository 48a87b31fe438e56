//go:build js

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// The methods beside the rule: what restrains it, and what is done before and
// after pruning.

// bindMethods connects the controls of the methods.
func (a *app) bindMethods() {
	on(byID("guard"), "change", func(js.Value) { a.prune(a.rule()) })
	for _, id := range []string{"schedule", "scheme"} {
		on(byID(id), "change", func(js.Value) { a.showMethods(a.snapshot) })
	}
	a.bindBytes()
}

func (a *app) fillMethods() {
	a.fillSelect(byID("schedule"), "schedule", append(recipe.Schedules(), "rigl"))
	a.fillSelect(byID("scheme"), "scheme", append(recipe.Schemes(), "off"))
	a.fillCross()
	a.sharing.fillOptions()
	a.studies.translate()
	for _, id := range []string{"cardPin", "cardNeuronPin"} {
		a.fillSelect(byID(id), "pin", []string{"free", "cut", "protect"})
	}
}

// methodCommands are those that the methods' buttons stand for.
func (a *app) methodCommands() map[string]func() {
	return map[string]func(){
		"compensate": func() { a.do("compensate", "", false) },
		"gradual":    a.gradual,
		"lottery":    a.lottery,
		"mark":       func() { a.do("mark", "", false) },
		"rewind":     func() { a.do("rewind", arguments(map[string]bool{"random": ticked("redraw")}), false) },
		"quantize":   a.quantize,
		"distil":     a.distil,
		"rivals":     a.compareRivals,
		"tickets":    func() { a.studies.compareTickets() },

		"compareCriteria": func() { a.studies.compare(snapshot.StudyCriteria) },
		"sensitivity":     func() { a.studies.compare(snapshot.StudySensitivity) },
		"crossValidate":   func() { a.cross.start() },
		"stopWork":        func() { a.work.stop() },
		"useChoice":       func() { a.cross.use() },
	}
}

func ticked(id string) bool { return byID(id).Get("checked").Bool() }

// given is the number in a control, or nil, which the engine refuses by name.
func given(id string) any {
	if v := floatOf(byID(id)); isNumber(v) {
		return v
	}
	return nil
}

// share is a control in per cent as a share.
func share(id string) any {
	if v := floatOf(byID(id)); isNumber(v) {
		return v / 100
	}
	return nil
}

func (a *app) gradual() {
	schedule, epochs := byID("schedule").Get("value").String(), given("gradualEpochs")
	if schedule == "rigl" {
		a.do("rigl", arguments(map[string]any{"sparsity": share("gradualLevel"), "epochs": epochs}), true)
		return
	}
	r := a.rule()
	args := map[string]any{
		"criterion": r.Criterion, "scope": r.Scope, "guard": r.Guard, "bounds": pairs(r.Bounds),
		"schedule": schedule, "epochs": epochs,
	}
	if schedule == "decay" {
		args["epsilon"], args["decaySteps"], args["decayRate"] = given("gradualEpsilon"), given("decaySteps"), given("decayRate")
	} else {
		args["sparsity"] = share("gradualLevel")
	}
	a.do("gradual", arguments(args), true)
}

func (a *app) lottery() {
	args := a.lotteryArguments()
	args["random"] = ticked("redraw")
	a.do("lottery", arguments(args), true)
}

func (a *app) lotteryArguments() map[string]any {
	r := a.rule()
	return map[string]any{
		"criterion": r.Criterion, "scope": r.Scope, "rounds": given("rounds"), "epochs": given("lotteryEpochs"),
		"fraction": share("fraction"), "rewindStep": given("rewindStep"),
	}
}

func (a *app) quantize() {
	args := map[string]any{"scheme": byID("scheme").Get("value").String()}
	if args["scheme"] == "codebook" {
		args["entries"] = given("entries")
	}
	a.do("quantize", arguments(args), false)
}

func (a *app) distil() {
	layers := []any{}
	for _, text := range strings.FieldsFunc(byID("studentLayers").Get("value").String(), func(r rune) bool { return strings.ContainsRune(". ,;", r) }) {
		if n, err := strconv.Atoi(text); err == nil {
			layers = append(layers, n)
		} else {
			layers = append(layers, text) // the engine says what is wrong with it
		}
	}
	a.do("distil", arguments(map[string]any{
		"layers": layers, "temperature": given("temperature"), "hard": given("hard"),
	}), false)
}

// pairs are bounds as a command takes them.
func pairs(bounds []recipe.Bound) [][2]int {
	list := make([][2]int, len(bounds))
	for i, b := range bounds {
		list[i] = [2]int{b.Least, b.Most}
	}
	return list
}

// showMethods makes the methods say what holds, and what a choice means.
func (a *app) showMethods(s *snapshot.Snapshot) {
	root := document.Get("documentElement")
	schedule, scheme := byID("schedule").Get("value").String(), byID("scheme").Get("value").String()
	setAttribute(root, "data-schedule", schedule)
	setAttribute(root, "data-scheme", scheme)
	byID("guard").Set("checked", s.Pruning.Guard)
	a.showBounds(s)
	sharing, student := "", ""
	if s.Sharing != nil {
		counts := make([]string, len(s.Sharing))
		for i, n := range s.Sharing {
			counts[i] = a.words.count(n)
		}
		sharing = a.words.text("quantize.sharing", map[string]any{"counts": strings.Join(counts, " · ")})
	}
	if s.Student {
		student = a.words.text("distil.student", nil)
	}
	for name, text := range map[string]string{
		"criterionWhy":     a.words.text("why.criterion."+s.Pruning.Criterion, nil),
		"criterionFormula": formulas["criterion."+s.Pruning.Criterion],
		"scheduleWhy":      a.words.text("why.schedule."+schedule, nil),
		"scheduleFormula":  formulas["schedule."+schedule],
		"schemeWhy":        a.words.text("why.scheme."+scheme, nil),
		"schemeFormula":    formulas["scheme."+scheme],
		"sharing":          sharing,
		"student":          student,
	} {
		a.outputs.write(name, text)
	}
	a.showSparsity(s)
}

// showBounds has a row for each layer of connections: the least and the most
// per cent that a rule may cut.
func (a *app) showBounds(s *snapshot.Snapshot) {
	root := byID("bounds")
	if root.Get("children").Length() != 1+3*len(s.Layers) {
		for root.Get("children").Length() > 1 {
			root.Get("lastElementChild").Call("remove")
		}
		for l := range s.Layers {
			name := element("span", "")
			root.Call("append", name, a.boundInput(l, "least"), a.boundInput(l, "most"))
		}
	}
	for l := range s.Layers {
		bound := recipe.Bound{Most: 100}
		if l < len(s.Pruning.Bounds) {
			bound = s.Pruning.Bounds[l]
		}
		row := root.Get("children")
		values := map[string]any{"layer": l + 1}
		setText(row.Index(1+3*l), a.words.text("bounds.layer", values))
		least, most := row.Index(2+3*l), row.Index(3+3*l)
		setAttribute(least, "aria-label", a.words.text("bounds.least", values))
		setAttribute(most, "aria-label", a.words.text("bounds.most", values))
		setValue(least, strconv.Itoa(bound.Least))
		setValue(most, strconv.Itoa(bound.Most))
	}
}

func (a *app) boundInput(layer int, which string) js.Value {
	input := element("input", "")
	input.Set("type", "number")
	input.Set("min", 0)
	input.Set("max", 100)
	on(input, "change", func(js.Value) {
		v := floatOf(input)
		if !isNumber(v) {
			a.showBounds(a.snapshot)
			return
		}
		r := a.rule()
		bounds := make([]recipe.Bound, len(a.snapshot.Layers))
		for l := range bounds {
			bounds[l].Most = 100
		}
		copy(bounds, r.Bounds)
		if which == "least" {
			bounds[layer].Least = int(v)
		} else {
			bounds[layer].Most = int(v)
		}
		r.Bounds = bounds
		a.prune(r)
	})
	return input
}

// showSparsity draws the schedule and beside it what was reached.
func (a *app) showSparsity(s *snapshot.Snapshot) {
	last := s.Curve[len(s.Curve)-1].Step
	for _, p := range s.Plan {
		last = max(last, p.Step)
	}
	var planned, reached polyline
	for _, p := range s.Plan {
		planned.add(float64(p.Step)/float64(max(last, 1)), p.Sparsity)
	}
	for _, p := range s.Curve {
		reached.add(float64(p.Step)/float64(max(last, 1)), p.Sparsity)
	}
	svg := one(document, `[data-chart="sparsity"]`)
	setAttribute(one(svg, ".train"), "points", planned.String())
	setAttribute(one(svg, ".test"), "points", reached.String())
	setAttribute(svg, "aria-label", a.words.text("gradual.chart", map[string]any{
		"sparsity": a.words.percent(s.Curve[len(s.Curve)-1].Sparsity), "step": a.words.count(last),
	}))
}
