//go:build js

package dom

import (
	"strconv"
	"syscall/js"
)

// Remember keeps a text for this tab, also while the page is loaded again. A browser that
// keeps nothing loses it.
func Remember(name, text string) {
	Attempt(func() { tab().Call("setItem", name, text) })
}

// Recall returns the text that was kept under a name, "" if there is none.
func Recall(name string) (text string) {
	Attempt(func() {
		if v := tab().Call("getItem", name); v.Type() == js.TypeString {
			text = v.String()
		}
	})
	return text
}

// LeaveNote leaves a number for this page when it is loaded again.
func LeaveNote(name string, n int) { Remember(name, strconv.Itoa(n)) }

// TakeNote returns the number that was left under a name, 0 if there is none, and removes it.
func TakeNote(name string) int {
	n, _ := strconv.Atoi(Recall(name)) // 0 if somebody else wrote it
	Attempt(func() { tab().Call("removeItem", name) })
	return n
}

// tab is what the browser keeps for this tab. A page in a sandbox may not even look at it:
// the browser throws, which Go can catch in a call, but not in Get.
func tab() js.Value { return js.Global().Get("Reflect").Call("get", js.Global(), "sessionStorage") }
