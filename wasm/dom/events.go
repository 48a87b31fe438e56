//go:build js

package dom

import "syscall/js"

// started is true once the listeners that stay are bound.
var started bool

// Started ends the time in which On and Delegate may be called. After it, a
// listener that stays would be one more each time that something happens.
func Started() { started = true }

// On calls f at every event of a kind at what stays as long as the page: the
// document, the window, or an element of index.html.
func On(target js.Value, event string, f func(event js.Value)) {
	if started {
		panic("dom: a listener for " + event + " that stays is bound after the page's start")
	}
	Listen(target, event, f)
}

// OnCapture is On for events that do not bubble, at whatever is inside of the
// target. f cannot prevent what the browser does.
func OnCapture(target js.Value, event string, f func(event js.Value)) {
	if started {
		panic("dom: a listener for " + event + " that stays is bound after the page's start")
	}
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any { f(args[0]); return nil })
	target.Call("addEventListener", event, listener, map[string]any{"capture": true, "passive": true})
}

// Intercept calls f at every event of a kind before anything else hears of it. If
// f returns true, nothing else does, and the browser does nothing.
func Intercept(event string, f func(event js.Value) (stop bool)) {
	if started {
		panic("dom: a listener for " + event + " that stays is bound after the page's start")
	}
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if f(args[0]) {
			args[0].Call("preventDefault")
			args[0].Call("stopPropagation")
		}
		return nil
	})
	Document.Call("addEventListener", event, listener, true)
}

// Delegate calls f at every event of a kind at an element with a data
// attribute, or at what is inside of one, wherever it is in the page and
// whenever it was made. f gets the attribute's value, the element, and the
// element inside of it at which the event began. What is in a closed dialog does nothing: a
// script can click it, but what the dialog was about is not there.
func Delegate(event, attribute string, f func(value string, e, target js.Value)) {
	selector := "[" + attribute + "]"
	On(Document, event, func(event js.Value) {
		target := event.Get("target")
		if target.Get("closest").IsUndefined() { // the document itself
			return
		}
		if e := target.Call("closest", selector); !e.IsNull() && e.Call("closest", "dialog:not([open])").IsNull() {
			f(e.Call("getAttribute", attribute).String(), e, target)
		}
	})
}

// A Listener is bound to something that ends before the page does, such as a
// worker.
type Listener struct {
	target js.Value
	event  string
	f      js.Func
}

// Listen calls f at every event of a kind until the Listener is released.
func Listen(target js.Value, event string, f func(event js.Value)) Listener {
	l := Listener{target, event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})}
	target.Call("addEventListener", event, l.f)
	return l
}

// Release ends the listening.
func (l Listener) Release() {
	l.target.Call("removeEventListener", l.event, l.f)
	l.f.Release()
}

// Await calls then with the value of a promise, or failed with the reason why
// it was rejected. Both may be nil.
func Await(promise js.Value, then, failed func(js.Value)) {
	var kept, broken js.Func
	settle := func(f func(js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			kept.Release()
			broken.Release()
			if f != nil {
				f(args[0])
			}
			return nil
		})
	}
	kept, broken = settle(then), settle(failed)
	promise.Call("then", kept, broken)
}
