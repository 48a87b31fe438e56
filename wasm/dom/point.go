//go:build js

package dom

import "syscall/js"

// Focus moves the keyboard to the last of the elements that a selector finds and that can
// be seen. As much of it as there is room for is in view then, from its beginning.
func Focus(selector string) {
	Each(Document, selector, func(e js.Value) {
		e.Call("focus")
		e.Call("scrollIntoView", map[string]any{"block": "nearest"})
	})
}

// PointOut draws a ring around the first element that a selector finds and that can be
// seen, and brings it into view. If none can be seen, it does so with another selector. The
// ring that there was goes.
func PointOut(selector, otherwise string) {
	Each(Document, ".pointed", func(e js.Value) { e.Get("classList").Call("remove", "pointed") })
	if selector != "" && !ring(selector) {
		ring(otherwise)
	}
}

func ring(selector string) (seen bool) {
	Each(Document, selector, func(e js.Value) {
		if seen {
			return
		}
		uncover(e)
		if e.Call("getClientRects").Length() > 0 {
			e.Get("classList").Call("add", "pointed")
			e.Call("scrollIntoView", map[string]any{"block": "nearest"})
			seen = true
		}
	})
	return seen
}

// uncover opens what an element is in: the section, and the view of which a radio button
// named "view" shows one.
func uncover(e js.Value) {
	if section := e.Call("closest", "details"); !section.IsNull() {
		section.Set("open", true)
	}
	if view := e.Call("closest", "[data-when]"); !view.IsNull() {
		One(Document, `[name="view"][value="`+Data(view, "when")+`"]`).Set("checked", true)
	}
}
