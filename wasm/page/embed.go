//go:build js

package main

import (
	"slices"
	"strconv"
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
	origins := originsOf(query("embed"))
	if len(origins) == 0 {
		return
	}
	on(window, "message", func(event js.Value) {
		origin := event.Get("origin").String()
		if !slices.Contains(origins, origin) || event.Get("data").Type() != js.TypeObject || event.Get("source").IsNull() {
			return
		}
		a.whenReady(func() { a.obey(event.Get("data"), event.Get("source"), origin) })
	})
}

// originsOf are the origins of a list of addresses. "null" is that of pages
// without one, as those from a file.
func originsOf(list string) (origins []string) {
	for _, address := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		if address == "null" {
			origins = append(origins, address)
		}
		attempt(func() { // what is no address has no origin
			origins = append(origins, js.Global().Get("URL").New(address).Get("origin").String())
		})
	}
	return origins
}

// obey calls the method that a message names.
func (a *app) obey(message, from js.Value, origin string) {
	name, id := message.Get("bonsai"), message.Get("id")
	if name.Type() != js.TypeString {
		return // it is not for us
	}
	to := origin
	if to == "null" {
		to = "*" // there is no other way to name it
	}
	answer := func(field string, value any) {
		attempt(func() { // whoever asked may be gone
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
	bonsai.Call(name.String(), args...).Call("then",
		js.FuncOf(func(_ js.Value, values []js.Value) any { answer("value", values[0]); return nil }),
		js.FuncOf(func(_ js.Value, errs []js.Value) any { answer("error", errs[0].Get("message")); return nil }))
}

// bindCode lets Escape take the presenter's QR code away.
func (a *app) bindCode() {
	on(document, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" && a.codeShown() {
			a.toggleCode()
		}
	})
}

// codeShown tells whether the QR code of the experiment is in the presenter's
// corner.
func (a *app) codeShown() bool { return !byID("corner").Call("hasAttribute", "hidden").Bool() }

// toggleCode puts it there, or takes it away.
func (a *app) toggleCode() {
	hidden := byID("corner").Call("toggleAttribute", "hidden").Bool()
	setAttribute(byID("code"), "aria-expanded", strconv.FormatBool(!hidden))
	a.showCode()
}

// showCode lets the code, where it is shown, be that of the experiment as it is.
func (a *app) showCode() {
	if a.codeShown() {
		a.sharing.draw(byID("corner"), a.snapshot.Link)
	}
}
