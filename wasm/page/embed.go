//go:build js

package main

import (
	"slices"
	"strings"
	"syscall/js"
)

// A page of somebody else's that shows this one in a frame, with "?embed" or
// "?embed=https://example.org", can send it {bonsai: "prune", args: [{…}], id}:
// the methods of the bonsai object, from the origins that the address names.
// The answer is {bonsai: "answer", id, value} or {bonsai: "answer", id, error}.

// bindViews puts the page into the view that its address asks for.
func (a *app) bindViews() {
	search := js.Global().Get("URLSearchParams").New(js.Global().Get("location").Get("search"))
	for _, view := range []string{"present", "embed"} {
		if search.Call("has", view).Bool() {
			setAttribute(document.Get("documentElement"), "data-mode", view)
		}
	}
	origins := strings.FieldsFunc(query("embed"), func(r rune) bool { return r == ',' })
	if len(origins) == 0 {
		return
	}
	on(window, "message", func(event js.Value) {
		origin := event.Get("origin").String()
		if !slices.Contains(origins, origin) || event.Get("data").Type() != js.TypeObject {
			return
		}
		a.whenReady(func() { a.obey(event.Get("data"), event.Get("source"), origin) })
	})
}

// obey calls the method that a message names.
func (a *app) obey(message, from js.Value, origin string) {
	name, id := message.Get("bonsai"), message.Get("id")
	if name.Type() != js.TypeString {
		return // it is not for us
	}
	answer := func(field string, value any) {
		from.Call("postMessage", map[string]any{"bonsai": "answer", "id": id, field: value}, origin)
	}
	bonsai := js.Global().Get("bonsai")
	if !bonsai.Call("hasOwnProperty", name).Bool() || bonsai.Get(name.String()).Type() != js.TypeFunction {
		answer("error", "bonsai: there is no method "+name.String())
		return
	}
	args := []any{}
	if list := message.Get("args"); list.Type() == js.TypeObject {
		for i := range list.Length() {
			args = append(args, list.Index(i))
		}
	}
	bonsai.Call(name.String(), args...).Call("then",
		js.FuncOf(func(_ js.Value, values []js.Value) any { answer("value", values[0]); return nil }),
		js.FuncOf(func(_ js.Value, errs []js.Value) any { answer("error", errs[0].Get("message")); return nil }))
}

// showCode shows the QR code of the experiment in the presenter's corner, or
// takes it away.
func (a *app) showCode() {
	corner := byID("corner")
	if !corner.Call("hasAttribute", "hidden").Bool() {
		corner.Call("setAttribute", "hidden", "")
		return
	}
	a.sharing.draw(corner, a.snapshot.Link)
	corner.Call("removeAttribute", "hidden")
}
