//go:build js

package dom

import "syscall/js"

// outputs are the places of index.html where a text stands, by the name in
// their data-out attribute.
var outputs = map[string]*output{}

type output struct {
	places []js.Value
	text   string
}

// Write makes the places with a name say a text. What they say is remembered,
// since most of it stays the same from frame to frame.
func Write(name, text string) {
	o, found := outputs[name]
	if !found {
		o = &output{}
		Each(Document, `[data-out="`+name+`"]`, func(e js.Value) { o.places = append(o.places, e) })
		outputs[name] = o
	} else if o.text == text {
		return
	}
	o.text = text
	for _, e := range o.places {
		SetText(e, text)
	}
}

// WriteAll writes texts by the names of their places.
func WriteAll(texts map[string]string) {
	for name, text := range texts {
		Write(name, text)
	}
}
