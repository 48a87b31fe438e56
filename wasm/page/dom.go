//go:build js

package main

import (
	"math"
	"strconv"
	"syscall/js"
)

// What the page needs of the browser's document, in a few short words.

var (
	document = js.Global().Get("document")
	window   = js.Global()
)

// elements are those with an id that have been asked for. They stay as long as
// the page, and remembering one is faster than finding it.
var elements = map[string]js.Value{}

func byID(id string) js.Value {
	e, found := elements[id]
	if !found {
		e = document.Call("getElementById", id)
		elements[id] = e
	}
	return e
}

// each calls f for every element that a selector finds inside root.
func each(root js.Value, selector string, f func(e js.Value)) {
	found := root.Call("querySelectorAll", selector)
	for i := range found.Length() {
		f(found.Index(i))
	}
}

func one(root js.Value, selector string) js.Value { return root.Call("querySelector", selector) }

// on calls f at every event of a kind. The page lives as long as the program,
// so no listener is ever released.
func on(target js.Value, event string, f func(event js.Value)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	}))
}

func element(tag, class string) js.Value {
	e := document.Call("createElement", tag)
	if class != "" {
		e.Set("className", class)
	}
	return e
}

func data(e js.Value, name string) string {
	v := e.Get("dataset").Get(name)
	if v.IsUndefined() {
		return ""
	}
	return v.String()
}

func setText(e js.Value, text string) {
	if e.Get("textContent").String() != text {
		e.Set("textContent", text)
	}
}

func setAttribute(e js.Value, name, value string) {
	if current := e.Call("getAttribute", name); current.IsNull() || current.String() != value {
		e.Call("setAttribute", name, value)
	}
}

// setValue fills a control, but never the one that a person is typing into.
func setValue(e js.Value, value string) {
	if e.Get("value").String() != value && !(isFocused(e) && e.Get("type").String() == "number") {
		e.Set("value", value)
	}
}

func isFocused(e js.Value) bool { return document.Get("activeElement").Equal(e) }

// floatOf is the number in a control; NaN where there is none.
func floatOf(e js.Value) float64 { return e.Get("valueAsNumber").Float() }

func isNumber(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// decimal writes a number for a control or an attribute: always with a point.
func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// attempt runs what may throw in the browser (storage, the clipboard, the
// history are refused in some contexts) and tells whether it went through.
func attempt(f func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, thrown := r.(js.Error); !thrown {
				panic(r)
			}
			ok = false
		}
	}()
	f()
	return true
}
