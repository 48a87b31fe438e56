//go:build js

package dom

import "syscall/js"

// OnDrag calls begin when a pointer is pressed on what stays as long as the page, to
// wherever the pointer is moved then, also outside of the target, and end when it is
// lifted.
func OnDrag(target js.Value, begin, to func(event js.Value), end func()) {
	held := false
	On(target, "pointerdown", func(event js.Value) {
		held = true
		Attempt(func() { target.Call("setPointerCapture", event.Get("pointerId")) })
		begin(event)
	})
	On(target, "pointermove", func(event js.Value) {
		if held {
			to(event)
		}
	})
	for _, lifted := range []string{"pointerup", "pointercancel"} {
		On(target, lifted, func(js.Value) {
			if held {
				held = false
				end()
			}
		})
	}
}
