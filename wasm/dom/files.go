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

// Named returns those files whose name has a property.
func Named(list js.Value, has func(name string) bool) js.Value {
	named := js.Global().Get("Array").New()
	for i := range list.Length() {
		if file := list.Index(i); has(file.Get("name").String()) {
			named.Call("push", file)
		}
	}
	return named
}
