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
func ContentOf(file js.Value) []byte { return StartOf(file, file.Get("bytes").Length()) }

// StartOf copies the beginning of a file: its first bytes, up to most of them.
func StartOf(file js.Value, most int) []byte {
	b := make([]byte, min(most, file.Get("bytes").Length()))
	js.CopyBytesToGo(b, file.Get("bytes"))
	return b
}

// Those returns the files of which a list says so.
func Those(files js.Value, are []bool) js.Value {
	those := js.Global().Get("Array").New()
	for i, is := range are {
		if is {
			those.Call("push", files.Index(i))
		}
	}
	return those
}
