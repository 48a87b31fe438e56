//go:build js

package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// bindFields gives every control of a recipe's field its range and options
// from the engine's table, and sends what a person sets.
func (a *app) bindFields() {
	for _, f := range recipe.Fields() {
		each(document, `[data-field="`+f.Name+`"]`, func(control js.Value) {
			if control.Get("tagName").String() == "FIELDSET" {
				return // of radio buttons or check boxes, filled elsewhere
			}
			if f.Max > f.Min && control.Get("type").String() != "checkbox" {
				control.Set("min", decimal(f.Min))
				control.Set("max", decimal(f.Max))
			}
			on(control, "input", func(js.Value) { a.showValue(f.Name, control.Get("value").String()) })
			on(control, "change", func(js.Value) { a.setFrom(f.Name, control) })
		})
	}
	a.bindInputs()
	a.fillOptions()
}

// setFrom sends the field as the control says it.
func (a *app) setFrom(name string, control js.Value) {
	switch control.Get("type").String() {
	case "checkbox":
		a.set(name, control.Get("checked").Bool())
	case "number", "range":
		v := floatOf(control)
		if !isNumber(v) {
			a.tell(a.words.text("problem.empty", map[string]any{"field": a.words.text("field."+name, nil)}))
			a.showControls(a.snapshot)
			return
		}
		a.set(name, v)
	default:
		a.set(name, control.Get("value").String())
	}
}

// set sends one field of the recipe. What was playing goes on playing.
func (a *app) set(name string, value any) { a.setAll(map[string]any{name: value}) }

func (a *app) setAll(values map[string]any) {
	endless := a.snapshot.Training && a.snapshot.Goal == 0
	a.do("set", arguments(values), false)
	if endless {
		a.do("play", "", true)
	}
}

// fillOptions fills the choices that the engine's table names.
func (a *app) fillOptions() {
	for _, f := range recipe.Fields() {
		if len(f.Options) > 0 {
			each(document, `select[data-field="`+f.Name+`"]`, func(s js.Value) { a.fillSelect(s, f.Name, f.Options) })
		}
	}
	a.fillSelect(byID("criterion"), "criterion", recipe.Criteria())
	a.fillSelect(byID("scope"), "scope", recipe.Scopes())
	a.fillMethods()
	each(document, `[data-field="inputs"] label`, func(label js.Value) {
		setText(label.Get("lastChild"), a.words.text("option.inputs."+one(label, "input").Get("value").String(), nil))
	})
}

// fillSelect fills a choice, each option by its name in the language.
func (a *app) fillSelect(s js.Value, name string, options []string) {
	chosen := s.Get("value")
	s.Call("replaceChildren")
	for _, option := range options {
		o := element("option", "")
		o.Set("value", option)
		setText(o, a.words.text("option."+name+"."+option, nil))
		s.Call("append", o)
	}
	if slices.Contains(options, chosen.String()) {
		s.Set("value", chosen)
	}
}

// bindInputs makes the check boxes of the input features.
func (a *app) bindInputs() {
	fieldset := one(document, `[data-field="inputs"]`)
	for _, f := range recipe.Fields() {
		if f.Name != "inputs" {
			continue
		}
		for _, option := range f.Options {
			label, box := element("label", "chip"), element("input", "")
			box.Set("type", "checkbox")
			box.Set("value", option)
			label.Call("append", box, element("span", ""))
			fieldset.Call("append", label)
			on(box, "change", func(js.Value) { a.set("inputs", checked(fieldset)) })
		}
	}
}

// checked lists the values of the ticked boxes.
func checked(fieldset js.Value) []string {
	values := []string{}
	each(fieldset, "input:checked", func(box js.Value) { values = append(values, box.Get("value").String()) })
	return values
}

// showControls makes the controls say what holds.
func (a *app) showControls(s *snapshot.Snapshot) {
	for name, value := range recipeValues(&s.Recipe) {
		each(document, `[data-field="`+name+`"]`, func(control js.Value) { showField(control, value) })
		if number, ok := value.(float64); ok {
			a.showValue(name, decimal(number))
		}
	}
	setDisabled := func(command string, disabled bool) {
		each(document, `[data-command="`+command+`"]`, func(b js.Value) { b.Set("disabled", disabled) })
	}
	setDisabled("undo", !s.CanUndo)
	setDisabled("redo", !s.CanRedo)
	each(document, `[data-command="play"]`, func(b js.Value) {
		setAttribute(b, "aria-pressed", strconv.FormatBool(s.Training))
		b.Get("classList").Call("toggle", "playing", s.Training)
		label := "command.play"
		if s.Training {
			label = "command.pause"
		}
		setAttribute(b, "aria-label", a.words.text(label, nil))
		setAttribute(b, "title", a.words.text(label, nil))
	})
	a.showParts(s)
}

// recipeValues is a recipe as JSON sees it: numbers, strings, lists.
func recipeValues(r *recipe.Recipe) map[string]any {
	var values map[string]any
	b, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(b, &values)
	}
	if err != nil {
		panic(err) // a recipe that the engine has accepted
	}
	return values
}

func showField(control js.Value, value any) {
	switch v := value.(type) {
	case string:
		each(control, `input[value="`+v+`"]`, func(radio js.Value) { radio.Set("checked", true) })
		if control.Get("tagName").String() != "FIELDSET" {
			setValue(control, v)
		}
	case float64:
		setValue(control, decimal(v))
	case bool:
		control.Set("checked", v)
	case []any:
		showList(control, v)
	}
}

// showList ticks the boxes of a list; a single choice shows the first of it,
// or nothing where the layers differ.
func showList(control js.Value, list []any) {
	if control.Get("tagName").String() != "FIELDSET" {
		if len(list) == 1 {
			setValue(control, list[0].(string))
		} else {
			control.Set("selectedIndex", -1)
		}
		return
	}
	each(control, "input", func(box js.Value) {
		box.Set("checked", slices.Contains(list, any(box.Get("value").String())))
	})
}

// showValue writes a slider's value beside it.
func (a *app) showValue(name, value string) {
	each(document, `[data-value="`+name+`"]`, func(output js.Value) {
		v, err := strconv.ParseFloat(value, 64)
		if err == nil {
			setText(output, a.words.number(v, 0)+a.words.orElse("unit."+name, ""))
		}
	})
}

// showParts hides what the address hides, and what does not go with the data.
func (a *app) showParts(s *snapshot.Snapshot) {
	root := document.Get("documentElement")
	setAttribute(root, "data-plane", strconv.FormatBool(s.Plane))
	each(document, "[data-control]", func(e js.Value) {
		name := data(e, "control")
		hidden := slices.Contains(s.Recipe.Hide, name) ||
			!s.Plane && (name == "inputs" || name == "showTest" || name == "discretize" || name == "boundary")
		e.Set("hidden", hidden)
	})
	byID("drawing").Set("hidden", s.Recipe.Dataset != "drawn")
}
