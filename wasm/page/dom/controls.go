//go:build js

package dom

import "syscall/js"

// Value returns what a control of index.html holds.
func Value(id string) string { return ByID(id).Get("value").String() }

// Ticked tells whether a check box of index.html is ticked.
func Ticked(id string) bool { return ByID(id).Get("checked").Bool() }

// Number returns the number in a control, NaN if there is none.
func Number(control js.Value) float64 { return control.Get("valueAsNumber").Float() }

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

// Choose turns the radio button with a value on.
func Choose(name, value string) {
	if e := One(Document, `input[name="`+name+`"][value="`+value+`"]`); !e.IsNull() {
		e.Set("checked", true)
	}
}
