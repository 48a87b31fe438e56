//go:build js

package dom

import (
	"strconv"
	"syscall/js"
)

// Value returns what a control of index.html holds.
func Value(id string) string { return ByID(id).Get("value").String() }

// Ticked tells whether a check box of index.html is ticked.
func Ticked(id string) bool { return ByID(id).Get("checked").Bool() }

// Number returns the number in a control of index.html, NaN if it is empty.
func Number(id string) float64 { return ByID(id).Get("valueAsNumber").Float() }

// SetValue fills a control, unless it is a number that its user is typing and that was not
// refused.
func SetValue(control js.Value, value string) {
	typing := !refused && IsFocused(control) && control.Get("type").String() == "number"
	if control.Get("value").String() != value && !typing {
		control.Set("value", value)
	}
}

// Argument returns what the control of an operation's argument holds, or false
// if there is none or it is disabled. A check box holds "true" or "false".
func Argument(operation, argument string) (value string, ok bool) {
	control := One(Document, `[data-argument="`+operation+"."+argument+`"]`)
	if control.IsNull() || control.Get("disabled").Bool() {
		return "", false
	}
	if control.Get("type").String() == "checkbox" {
		return strconv.FormatBool(control.Get("checked").Bool()), true
	}
	return control.Get("value").String(), true
}

// Chosen returns the value of the radio button that is on.
func Chosen(name string) string {
	return One(Document, `input[name="`+name+`"]:checked`).Get("value").String()
}

// At returns where the pointer is in the window, in CSS pixels.
func At(event js.Value) (x, y float64) {
	return event.Get("clientX").Float(), event.Get("clientY").Float()
}

// IsTyping reports whether an element is a field in which text or a number is typed.
func IsTyping(e js.Value) bool {
	if e.Get("tagName").String() != "INPUT" {
		return false
	}
	kind := e.Get("type").String()
	return kind == "text" || kind == "number"
}
