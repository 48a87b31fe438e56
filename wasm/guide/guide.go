//go:build js

// Package guide shows the help of the page beside what is pointed at, touched or
// has the focus.
package guide

import (
	"strings"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/help"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// A Guide explains what is pointed at, touched or has the focus, while help is on.
type Guide struct {
	*session.Session
	Load func() js.Value // promises the glossary in the language of now

	on      bool
	entries js.Value // the glossary in the language of now; undefined before it is fetched
	target  js.Value // what was pointed at last
	keys    string   // of what the card is about
	fresh   bool     // the card has just got this content
}

// Bind connects the guide with the page.
func (g *Guide) Bind() {
	for _, event := range []string{"pointerover", "focusin"} {
		dom.On(dom.Document, event, func(e js.Value) { g.explain(e.Get("target")) })
	}
	dom.On(dom.Document, "keydown", func(event js.Value) {
		key := event.Get("key").String()
		if key == "F1" || key == "Escape" && g.on {
			event.Call("preventDefault")
			g.Toggle()
		}
	})
	// With help on the mouse asks, and changes nothing.
	for _, event := range []string{"pointerdown", "click"} {
		dom.Intercept(event, func(event js.Value) bool {
			return g.on && pointerOf(event) == "mouse" && event.Get("target").Call("closest", `#help, [data-command="help"]`).IsNull()
		})
	}
	// A finger cannot point without pressing: the first touch of a button explains
	// it, the second presses it.
	dom.Intercept("click", func(event js.Value) (stop bool) {
		stop = g.on && g.fresh && pointerOf(event) == "touch" &&
			event.Get("target").Call("closest", `[data-command="help"]`).IsNull()
		g.fresh = false
		return stop
	})
}

// pointerOf returns what an event comes from: "mouse", "touch" or "pen", and "" if it is
// not a pointer's, such as a click by a key.
func pointerOf(event js.Value) string {
	if kind := event.Get("pointerType"); kind.Type() == js.TypeString {
		return kind.String()
	}
	return ""
}

// Toggle turns help on or off. The glossary is fetched when it is first needed.
func (g *Guide) Toggle() {
	g.on, g.keys, g.target = !g.on, "", js.Undefined()
	dom.Show(func(v *markup.View) {
		v.Flag(markup.Command("help"), "aria-pressed", g.on)
		v.Hide("#help", !g.on)
	})
	if g.on && g.entries.IsUndefined() {
		g.fetch()
	} else {
		g.begin()
	}
}

func (g *Guide) fetch() {
	dom.Await(g.Load(), func(entries js.Value) {
		g.entries = entries
		g.begin()
	}, func(reason js.Value) {
		g.Toggle()
		g.Tell(g.Words.Text("problem.failed", "detail", reason.Get("message").String()))
	})
}

// Translate fetches the glossary of another language.
func (g *Guide) Translate() {
	g.entries, g.keys = js.Undefined(), ""
	if g.on {
		g.fetch()
	}
}

// begin explains what has been pointed at since help was turned on, or else how
// help is used.
func (g *Guide) begin() {
	switch {
	case !g.on:
	case !g.target.IsUndefined():
		g.explain(g.target)
	default:
		touch := dom.Window.Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
		dom.Show(func(v *markup.View) { help.Begin(v, g.Words, touch) })
		g.place(dom.Visible(markup.Command("help")))
	}
}

// explain shows what the glossary says about an element, and nothing if it says
// nothing.
func (g *Guide) explain(target js.Value) {
	if !g.on || target.Get("closest").IsUndefined() {
		return
	}
	if g.target = target; g.entries.IsUndefined() {
		return // they are on their way
	}
	elements, path := dom.Path(target)
	keys, at := help.Find(path, func(key string) bool { return !g.entries.Get(key).IsUndefined() })
	joined := strings.Join(keys, " ")
	if g.fresh = joined != g.keys; !g.fresh {
		return
	}
	g.keys = joined
	dom.Show(func(v *markup.View) {
		if at < 0 {
			v.Hide("#help", true)
			return
		}
		help.Show(v, g.Words, keys, g.entry, path[at].Layer)
	})
	if at >= 0 {
		g.place(elements[at])
	}
}

func (g *Guide) entry(key string) help.Entry {
	part := func(name string) string {
		if v := g.entries.Get(key).Get(name); !v.IsUndefined() {
			return v.String()
		}
		return ""
	}
	return help.Entry{Name: part("name"), What: part("what"), Formula: part("formula"), Source: part("source"), Try: part("try")}
}

// place puts the card beside an element, and into its dialog: what is outside of
// an open dialog cannot be read by a screen reader.
func (g *Guide) place(about js.Value) {
	card, dialog := dom.ByID("help"), about.Call("closest", "dialog")
	if dialog.IsNull() {
		dialog = dom.Document.Get("body")
	}
	if !card.Get("parentNode").Equal(dialog) {
		dialog.Call("append", card)
	}
	window := layout.Rect{W: dom.Root.Get("clientWidth").Float(), H: dom.Root.Get("clientHeight").Float()}
	x, y := help.Place(dom.Rect(about), dom.Rect(card), window)
	dom.MoveTo(card, x, y)
}
