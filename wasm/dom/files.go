//go:build js

package dom

import "syscall/js"

// Files are JavaScript's lists of {name, bytes}.

// AreFiles tells whether a value is a list of {name, bytes}.
func AreFiles(list js.Value) bool {
	if !js.Global().Get("Array").Call("isArray", list).Bool() {
		return false
	}
	for i := range list.Length() {
		file := list.Index(i)
		if file.Type() != js.TypeObject || file.Get("name").Type() != js.TypeString || !file.Get("bytes").InstanceOf(js.Global().Get("Uint8Array")) {
			return false
		}
	}
	return true
}

// ContentOf copies the bytes of a file.
func ContentOf(file js.Value) []byte {
	b := make([]byte, file.Get("bytes").Length())
	js.CopyBytesToGo(b, file.Get("bytes"))
	return b
}

// NamesOf returns the names of files.
func NamesOf(list js.Value) (names []string) {
	for i := range list.Length() {
		names = append(names, list.Index(i).Get("name").String())
	}
	return names
}

// Filter returns a JavaScript list of those values of another for which keep is
// true.
func Filter(list js.Value, keep func(js.Value) bool) js.Value {
	kept := js.Global().Get("Array").New()
	for i := range list.Length() {
		if v := list.Index(i); keep(v) {
			kept.Call("push", v)
		}
	}
	return kept
}
