//go:build js

package dom

import "syscall/js"

// Value returns what a control of index.html holds.
func Value(id string) string { return ByID(id).Get("value").String() }

// Ticked tells whether a check box of index.html is ticked.
func Ticked(id string) bool { return ByID(id).Get("checked").Bool() }

// Number returns the number in a control of index.html, NaN if it is empty.
func Number(id string) float64 { return ByID(id).Get("valueAsNumber").Float() }

// SetValue fills a control, unless it is a number that its user is typing.
func SetValue(control js.Value, value string) {
	if control.Get("value").String() != value && !(IsFocused(control) && control.Get("type").String() == "number") {
		control.Set("value", value)
	}
}

// Chosen returns the value of the radio button that is on.
func Chosen(name string) string {
	return One(Document, `input[name="`+name+`"]:checked`).Get("value").String()
}

// At returns where the pointer is in the window, in CSS pixels.
func At(event js.Value) (x, y float64) {
	return event.Get("clientX").Float(), event.Get("clientY").Float()
}
