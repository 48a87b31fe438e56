//go:build js

// Package embedding lets a page of somebody else's that shows this one in a frame, with
// "?embed=https://example.org", call the methods of the bonsai object: it sends
// {bonsai: "prune", args: [{…}], id}. The answer is {bonsai: "answer", id, value} or
// {bonsai: "answer", id, error}.
package embedding

import (
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/embed"
)

// Bind listens for messages of the page that embeds this one, if the address of this page
// names its origin. whenReady calls a function when there is an experiment.
func Bind(whenReady func(f func())) {
	allowed, parent := embed.Origins(dom.Query("embed"), origin), dom.Window.Get("parent")
	if len(allowed) == 0 || parent.Equal(dom.Window) {
		return
	}
	dom.On(dom.Window, "message", func(event js.Value) {
		from, message, origin := event.Get("source"), event.Get("data"), event.Get("origin").String()
		if allowed.Hear(origin, from.Equal(parent)) && message.Type() == js.TypeObject {
			whenReady(func() { obey(message, from, origin) })
		}
	})
}

// origin returns the origin of an address, as the browser has it, or false for a text
// that is not an address.
func origin(address string) (origin string, ok bool) {
	ok = dom.Attempt(func() { origin = js.Global().Get("URL").New(address).Get("origin").String() })
	return origin, ok
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
