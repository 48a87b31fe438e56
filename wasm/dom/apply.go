//go:build js

package dom

import (
	"strings"
	"syscall/js"

	"bonsai/web/markup"
)

// A place is the elements of index.html that a selector finds, and what they
// were last made to be: most of it stays the same from frame to frame, and
// comparing it here is faster than asking the browser.
type place struct {
	elements []js.Value
	control  bool // the elements are controls, which hold a value
	values   map[string]string
	children []shown
}

var places = map[string]*place{} // by selector

// Apply makes elements of index.html be as a view says.
func Apply(v *markup.View) {
	for _, c := range v.Changes {
		placeAt(c.At).apply(c)
	}
	refused = false
}

// Show changes elements of index.html as f says.
func Show(f func(v *markup.View)) {
	v := &markup.View{}
	f(v)
	Apply(v)
}

func placeAt(selector string) *place {
	p, found := places[selector]
	if !found {
		p = &place{values: map[string]string{}}
		Each(Document, selector, func(e js.Value) {
			p.elements = append(p.elements, e)
			tag := e.Get("tagName").String()
			p.control = tag == "INPUT" || tag == "SELECT"
		})
		places[selector] = p
	}
	return p
}

// Forget forgets what elements were made to be. The loader, too, writes texts
// and names when the language changes.
func Forget() {
	for _, p := range places {
		clear(p.values)
	}
}

// refused is true until the next Apply, which fills also the number that is being typed.
var refused bool

// Restore makes the next Apply, and the next children, set their controls to the values in
// force, even where something else was typed. It is for a command that was refused.
func Restore() {
	refused = true
	Each(Document, typed, func(control js.Value) {
		if control.Get("value").String() == "" || !valid(control) {
			control.Set("value", control.Get("defaultValue"))
		}
	})
	for _, p := range places {
		restore(p.children)
	}
}

// typed are the numbers of index.html that no snapshot has, such as the epochs of the
// fine-tuning: their default is the last valid number that was typed.
const typed = `input[type=number][value]:not([data-field], [data-change])`

func valid(control js.Value) bool { return control.Get("validity").Get("valid").Bool() }

// RememberTyped makes each number that is typed and valid the one to which Restore returns.
func RememberTyped() {
	On(Document, "change", func(event js.Value) {
		e := event.Get("target")
		if e.Call("matches", typed).Bool() && e.Get("value").String() != "" && valid(e) {
			e.Set("defaultValue", e.Get("value"))
		}
	})
}

// Child returns the i-th element that was made from a node.
func Child(selector string, i int) js.Value { return places[selector].children[i].element }

func (p *place) apply(c markup.Change) {
	switch {
	case len(p.elements) == 0: // such as a field of the recipe that has no control
	case c.Name == "children":
		p.children = update(p.elements[0], p.children, c.Nodes)
	case c.Name == "value" && p.control:
		for _, e := range p.elements {
			SetValue(e, c.Value)
		}
	case c.Name == "checked":
		for _, e := range p.elements {
			e.Set("checked", c.Value == "true")
		}
	default:
		if value, known := p.values[c.Name]; known && value == c.Value {
			return
		}
		p.values[c.Name] = c.Value
		for _, e := range p.elements {
			set(e, c.Name, c.Value)
		}
	}
}

func set(e js.Value, name, value string) {
	switch name {
	case "text":
		e.Set("textContent", value)
	case "hidden", "disabled":
		e.Call("toggleAttribute", name, value == "true") // drawings have no property for it
	case "initial": // of a control, until something is typed
		e.Call("setAttribute", "value", value)
	case "value": // of a progress bar
		if value == "" {
			e.Call("removeAttribute", name)
			return
		}
		e.Call("setAttribute", name, value)
	default:
		if property, isStyle := strings.CutPrefix(name, "style."); isStyle {
			e.Get("style").Set(property, value)
			return
		}
		e.Call("setAttribute", name, value)
	}
}
