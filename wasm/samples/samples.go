//go:build js

// Package samples connects the panel that shows what pruning forgot with its controls
// and with the pen of a person who draws.
package samples

import (
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/forgot"
	"bonsai/web/session"
)

// New returns the panel of a session. redraw draws the picture of the network again.
func New(s *session.Session, redraw func()) *forgot.Panel {
	seen := false
	p := forgot.New(s, func() bool { return seen }, redraw)
	panel := dom.ByID("forgotten")
	observer := dom.Window.Get("ResizeObserver").New(js.FuncOf(func(js.Value, []js.Value) any {
		if now := dom.Rect(panel).W > 0; now != seen {
			seen = now
			p.Update()
			redraw()
		}
		return nil
	}))
	observer.Call("observe", panel)
	return p
}

// Bind connects the panel with its controls.
func Bind(p *forgot.Panel) {
	dom.Each(dom.Document, `[name="looked"]`, func(e js.Value) {
		dom.On(e, "change", func(js.Value) { p.Draw(e.Get("value").String() == "draw") })
	})
	dom.On(dom.ByID("inputNoise"), "input", func(js.Value) { p.SetNoise(int(dom.Number("inputNoise"))) })
	dom.On(dom.ByID("paths"), "change", func(js.Value) { p.ShowPaths(dom.Ticked("paths")) })
	dom.On(dom.ByID("looked"), "keydown", func(event js.Value) {
		if by, is := map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[event.Get("key").String()]; is {
			event.Call("preventDefault")
			p.Step(by)
		}
	})
	bindPen(p)
}

// bindPen lets a person draw on the paper, with a mouse, a pen or a finger.
func bindPen(p *forgot.Panel) {
	paper := dom.ByID("paper")
	at := func(event js.Value) (x, y float64) {
		x, y = dom.At(event)
		box := dom.Rect(paper)
		return (x - box.X) / box.W * forgot.PaperSide, (y - box.Y) / box.H * forgot.PaperSide
	}
	dom.OnDrag(paper, func(event js.Value) {
		event.Call("preventDefault")
		p.Begin(at(event))
	}, func(event js.Value) { p.To(at(event)) }, func() {})
}

// Clicked carries out what the buttons of the panel offer.
func Clicked(p *forgot.Panel, command string) {
	switch command {
	case "previousSample":
		p.Step(-1)
	case "nextSample":
		p.Step(+1)
	case "clearDigit":
		p.Clear()
	}
}
