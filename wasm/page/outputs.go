//go:build js

package main

import "syscall/js"

// outputs are the places of the page where numbers and sentences stand, by
// their names. Finding one and reading it takes longer than knowing what it
// says, so both are remembered.
type outputs struct {
	places map[string][]js.Value
	says   map[string]string
}

func newOutputs() *outputs { return &outputs{map[string][]js.Value{}, map[string]string{}} }

// write makes the places of a name say a text.
func (o *outputs) write(name, text string) {
	places, found := o.places[name]
	if !found {
		each(document, `[data-out="`+name+`"]`, func(e js.Value) { places = append(places, e) })
		o.places[name] = places
	} else if o.says[name] == text {
		return
	}
	o.says[name] = text
	for _, e := range places {
		setText(e, text)
	}
}
