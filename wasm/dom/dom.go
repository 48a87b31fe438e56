//go:build js

// Package dom reads and changes the elements of the page.
//
// An element of index.html stays as long as the page and is known by its id.
// Elements that come and go are made from nodes by Apply and have no
// listeners: their events are heard at the document (see Delegate). Whatever
// else listens for a while is released by the one that made it. So nothing
// that has left the page is kept in memory.
package dom

import (
	"strconv"
	"strings"
	"syscall/js"
)

var (
	Document = js.Global().Get("document")
	Root     = Document.Get("documentElement")
	Window   = js.Global()
)

var elements = map[string]js.Value{}

// ByID returns an element of index.html. It is looked up once.
func ByID(id string) js.Value {
	e, found := elements[id]
	if !found {
		e = Document.Call("getElementById", id)
		elements[id] = e
	}
	return e
}

// Each calls f for every element inside of root that a selector finds.
func Each(root js.Value, selector string, f func(e js.Value)) {
	found := root.Call("querySelectorAll", selector)
	for i := range found.Length() {
		f(found.Index(i))
	}
}

// One returns the first element inside of root that a selector finds, null if
// there is none.
func One(root js.Value, selector string) js.Value { return root.Call("querySelector", selector) }

// ByCommand returns the button of index.html that carries out a command.
func ByCommand(name string) js.Value { return One(Document, `[data-command="`+name+`"]`) }

// New returns a new element that is not in the page yet.
func New(tag string) js.Value { return Document.Call("createElement", tag) }

// Data returns the value of a data attribute, named as in JavaScript; "" if
// there is none.
func Data(e js.Value, name string) string {
	v := e.Get("dataset").Get(name)
	if v.IsUndefined() {
		return ""
	}
	return v.String()
}

// Whole returns the whole number in a data attribute, which one of our panels has
// written.
func Whole(e js.Value, name string) int {
	n, err := strconv.Atoi(Data(e, name))
	if err != nil {
		panic(err)
	}
	return n
}

// IsFocused tells whether an element has the keyboard.
func IsFocused(e js.Value) bool { return Document.Get("activeElement").Equal(e) }

// Query returns a parameter of the page's address: "" if it is not there or
// has no value.
func Query(name string) string {
	value := js.Global().Get("URLSearchParams").New(Location().Get("search")).Call("get", name)
	if value.IsNull() {
		return ""
	}
	return value.String()
}

// SetQuery sets a parameter of the page's address, or removes it if the value is "", and
// loads nothing.
func SetQuery(name, value string) {
	location := Location()
	query := js.Global().Get("URLSearchParams").New(location.Get("search"))
	query.Call("delete", name)
	if value != "" {
		query.Call("set", name, value)
	}
	address := location.Get("pathname").String()
	if search := query.Call("toString").String(); search != "" {
		address += "?" + search
	}
	address += location.Get("hash").String()
	Attempt(func() { js.Global().Get("history").Call("replaceState", nil, "", address) })
}

// Location returns the address of the page.
func Location() js.Value { return js.Global().Get("location") }

// Style returns a function that reads the custom properties of the style
// sheet, as they are in the theme of now: Style()("--ink").
func Style() func(name string) string {
	style := js.Global().Call("getComputedStyle", Root)
	return func(name string) string {
		return strings.TrimSpace(style.Call("getPropertyValue", name).String())
	}
}

// Attempt runs f and tells whether it went through. Storage, the clipboard and
// the history throw in some contexts.
func Attempt(f func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, thrown := r.(js.Error); !thrown {
				panic(r)
			}
			ok = false
		}
	}()
	f()
	return true
}

// Save gives the browser a file to keep, with a type such as "text/csv".
func Save(name, kind string, content any) {
	blob := js.Global().Get("Blob").New([]any{content}, map[string]any{"type": kind})
	url := js.Global().Get("URL").Call("createObjectURL", blob)
	link := New("a")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	js.Global().Get("URL").Call("revokeObjectURL", url)
}

// ImageAddress returns pixels, [height][width] of red, green, blue and alpha, as the
// data URL of a PNG image.
func ImageAddress(pixels js.Value, width, height int) string {
	canvas := New("canvas")
	canvas.Set("width", width)
	canvas.Set("height", height)
	clamped := js.Global().Get("Uint8ClampedArray").New(pixels.Get("buffer"))
	canvas.Call("getContext", "2d").Call("putImageData", js.Global().Get("ImageData").New(clamped, width), 0, 0)
	return canvas.Call("toDataURL").String()
}

// Copy puts the text of a control on the clipboard and tells whether the browser
// let it. If not, the text is selected, to be copied by hand.
func Copy(control js.Value) (copied bool) {
	control.Call("focus")
	control.Call("select")
	// The old way, which a page over plain http has too.
	Attempt(func() { copied = Document.Call("execCommand", "copy").Bool() })
	return copied
}
