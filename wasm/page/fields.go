//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/text"
)

// fields is the controls of the recipe: of data, network and training.
type fields struct {
	*services
	controls map[string][]js.Value // by the name of the field
	beside   map[string]js.Value   // by field: where the value of a slider stands
	parts    []part
}

// A part of the page that an address can hide.
type part struct {
	name    string
	element js.Value
}

func newFields(sv *services) *fields {
	f := &fields{services: sv, controls: map[string][]js.Value{}, beside: map[string]js.Value{}}
	dom.Each(dom.Document, "[data-field]", func(e js.Value) {
		name := dom.Data(e, "field")
		f.controls[name] = append(f.controls[name], e)
	})
	dom.Each(dom.Document, "[data-value]", func(e js.Value) { f.beside[dom.Data(e, "value")] = e })
	dom.Each(dom.Document, "[data-control]", func(e js.Value) { f.parts = append(f.parts, part{dom.Data(e, "control"), e}) })
	return f
}

// bind gives the controls their ranges from the engine's table, and sends what
// a person sets.
func (f *fields) bind() {
	for _, field := range recipe.Fields() {
		for _, control := range f.controls[field.Name] {
			if kind := control.Get("type").String(); field.Max > field.Min && (kind == "number" || kind == "range") {
				control.Set("min", text.Decimal(field.Min))
				control.Set("max", text.Decimal(field.Max))
			}
		}
	}
	dom.Delegate("input", "data-field", func(name string, _, control js.Value) {
		if control.Get("type").String() == "range" {
			f.showBeside(name, dom.Number(control))
		}
	})
	dom.Delegate("change", "data-field", f.changed)
	dom.On(dom.ByID("boundary"), "pointerdown", f.drawPoint)
}

// changed sends a field as a control says it.
func (f *fields) changed(name string, e, control js.Value) {
	switch kind := control.Get("type").String(); {
	case name == "inputs":
		f.set(command.Fields{name: ticked(e)})
	case kind == "checkbox":
		f.set(command.Fields{name: control.Get("checked").Bool()})
	case kind == "number" || kind == "range":
		v := dom.Number(control)
		if !dom.IsNumber(v) {
			f.tell(f.words.Text("problem.empty", "field", f.words.Text("field."+name)))
			f.update(f.snapshot)
			return
		}
		f.set(command.Fields{name: v})
	default:
		f.set(command.Fields{name: control.Get("value").String()})
	}
}

// ticked lists the values of the check boxes that are ticked.
func ticked(fieldset js.Value) []string {
	values := []string{}
	dom.Each(fieldset, "input:checked", func(box js.Value) { values = append(values, box.Get("value").String()) })
	return values
}

func (f *fields) newSeed() { f.set(command.Fields{"seed": f.snapshot.Recipe.Seed + 1}) }

func (f *fields) clearPoints() { f.set(command.Fields{"points": []int{}}) }

// drawPoint draws a point by hand on the picture of the plane, or erases one.
func (f *fields) drawPoint(event js.Value) {
	if f.snapshot == nil || f.snapshot.Recipe.Dataset != "drawn" {
		return
	}
	plane := layout.NewPlane(f.scene.place("boundary"))
	x, y := plane.Point(event.Get("clientX").Float(), event.Get("clientY").Float())
	f.set(command.Draw(&f.snapshot.Recipe, dom.Chosen("pen"), x, y))
}

// translate fills the choices that the engine's table names.
func (f *fields) translate() {
	for _, field := range recipe.Fields() {
		for _, control := range f.controls[field.Name] {
			if control.Get("tagName").String() == "SELECT" {
				dom.Show(`select[data-field="`+field.Name+`"]`,
					markup.Options(field.Options, func(option string) string { return f.words.Option(field.Name, option) })...)
			}
		}
	}
}

// update shows the recipe, and hides the parts that the address hides or that
// the data have no use for.
func (f *fields) update(s *snapshot.Snapshot) {
	for _, v := range panel.Values(&s.Recipe) {
		for _, control := range f.controls[v.Field] {
			f.fill(control, v)
		}
		if v.Numeric {
			f.showBeside(v.Field, v.Number)
		}
	}
	dom.Show(`[data-field="inputs"]`, panel.Inputs(f.words, &s.Recipe)...)
	dom.SetAttribute(dom.Root, "data-plane", strconv.FormatBool(s.Plane))
	for _, p := range f.parts {
		dom.SetHidden(p.element, panel.Hidden(s, p.name))
	}
	dom.SetHidden(dom.ByID("drawing"), s.Recipe.Dataset != "drawn")
}

// fill makes a control hold a value. A set of radio buttons turns the one of
// that value on; several check boxes are made elsewhere.
func (f *fields) fill(control js.Value, v panel.Value) {
	switch {
	case control.Get("tagName").String() != "FIELDSET":
		if control.Get("type").String() == "checkbox" {
			control.Set("checked", v.Ticked)
			return
		}
		dom.SetValue(control, v.Text)
	case v.List == nil:
		dom.Choose(v.Field, v.Text)
	}
}

// showBeside writes the value of a slider beside it.
func (f *fields) showBeside(name string, v float64) {
	if e, ok := f.beside[name]; ok {
		dom.SetText(e, panel.Beside(f.words, name, v))
	}
}
