//go:build js

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
)

// words are the page's messages in the language of the person; the loader
// keeps them. Numbers that were written once are remembered: most of them are
// written again in the next frame.
type words struct {
	host    js.Value
	written map[writtenNumber]string
}

type writtenNumber struct {
	value  float64
	digits int
}

func newWords(host js.Value) words { return words{host, map[writtenNumber]string{}} }

// forget is called when the language has changed.
func (w words) forget() { clear(w.written) }

// text is a message with its {names} filled in.
func (w words) text(key string, values map[string]any) string {
	return w.host.Call("text", key, values).String()
}

// mostWritten is how many numbers are remembered.
const mostWritten = 1000

// number writes a number the way the language does.
func (w words) number(v float64, digits int) string {
	key := writtenNumber{v, digits}
	text, ok := w.written[key]
	if !ok {
		if len(w.written) >= mostWritten {
			clear(w.written)
		}
		text = w.host.Call("number", v, digits).String()
		w.written[key] = text
	}
	return text
}

// count writes a whole number.
func (w words) count(n int) string { return w.number(float64(n), 0) }

// accuracy writes a share of right answers, or in regression R².
func (w words) accuracy(regression bool, v float64) string {
	if regression {
		return w.number(v, 3)
	}
	return w.percent(v)
}

// percent writes a share as per cent with one digit.
func (w words) percent(share float64) string { return w.number(100*share, 1) + " %" }

// problem is what the engine found wrong, as a sentence. Names of fields and
// of options are put into the person's language where there is a word.
func (w words) problem(p *recipe.Problem) string {
	values := map[string]any{}
	for name, value := range p.Shown() {
		values[name] = value
		if n, err := strconv.Atoi(value); err == nil && n > 9999 {
			values[name] = w.count(n)
		}
	}
	if field, ok := p.Args["field"]; ok {
		values["field"] = w.orElse("field."+field, field)
		if options, ok := p.Args["options"]; ok {
			values["options"] = w.options(field, options)
		}
	}
	return w.text("problem."+p.Code, values)
}

func (w words) options(field, list string) string {
	names := strings.Split(list, ", ")
	for i, name := range names {
		names[i] = w.orElse("option."+field+"."+name, name)
	}
	return strings.Join(names, ", ")
}

// orElse is a message, or the fallback where there is none by that key.
func (w words) orElse(key, fallback string) string {
	if text := w.text(key, nil); text != key {
		return text
	}
	return fallback
}
