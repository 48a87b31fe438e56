//go:build js

package main

import (
	"slices"
	"strings"
	"syscall/js"

	"bonsai/wasm/dom"
)

// A page of somebody else's that shows this one in a frame, with "?embed" or
// "?embed=https://example.org", can send it {bonsai: "prune", args: [{…}], id}:
// the methods of the bonsai object, from the origins that the address names.
// The answer is {bonsai: "answer", id, value} or {bonsai: "answer", id, error}.

// bindViews puts the page into the view that its address asks for.
func (p *page) bindViews() {
	search := js.Global().Get("URLSearchParams").New(dom.Location().Get("search"))
	for _, view := range []string{"present", "embed"} {
		if search.Call("has", view).Bool() {
			dom.Root.Call("setAttribute", "data-mode", view)
		}
	}
	origins := originsOf(dom.Query("embed"))
	if len(origins) == 0 {
		return
	}
	dom.On(dom.Window, "message", func(event js.Value) {
		origin, message, from := event.Get("origin").String(), event.Get("data"), event.Get("source")
		if slices.Contains(origins, origin) && message.Type() == js.TypeObject && !from.IsNull() {
			p.whenReady(func() { obey(message, from, origin) })
		}
	})
}

// originsOf returns the origins of a list of addresses. "null" is that of pages
// without one, such as those from a file.
func originsOf(list string) (origins []string) {
	for _, address := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		if address == "null" {
			origins = append(origins, address)
		}
		dom.Attempt(func() { // a text that is not an address has no origin
			origins = append(origins, js.Global().Get("URL").New(address).Get("origin").String())
		})
	}
	return origins
}

// obey calls the method that a message names, and answers with what comes of it.
func obey(message, from js.Value, origin string) {
	name, id := message.Get("bonsai"), message.Get("id")
	if name.Type() != js.TypeString {
		return // it is not for us
	}
	to := origin
	if to == "null" {
		to = "*" // nothing else names it
	}
	answer := func(field string, value any) {
		dom.Attempt(func() { // the page that asked may be gone
			from.Call("postMessage", map[string]any{"bonsai": "answer", "id": id, field: value}, to)
		})
	}
	bonsai := js.Global().Get("bonsai")
	if !bonsai.Call("hasOwnProperty", name).Bool() || bonsai.Get(name.String()).Type() != js.TypeFunction {
		answer("error", "bonsai: there is no method "+name.String())
		return
	}
	args := []any{}
	if list := message.Get("args"); js.Global().Get("Array").Call("isArray", list).Bool() {
		for i := range list.Length() {
			args = append(args, list.Index(i))
		}
	}
	dom.Await(bonsai.Call(name.String(), args...),
		func(value js.Value) { answer("value", value) },
		func(reason js.Value) { answer("error", reason.Get("message")) })
}
