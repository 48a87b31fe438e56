//go:build js

// Package plots connects the charts of the page with the pointer and the keyboard,
// and saves them as files.
package plots

import (
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/chart"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// Plots are the charts of a session.
type Plots struct {
	*session.Session
	Choose func(tickets bool, name string) // a line was clicked

	pointed string       // the chart that the pointer is on; "" for none
	large   *chart.Chart // in the dialog
}

// Bind connects the charts with the page.
func (p *Plots) Bind() {
	for _, kind := range []string{"pointermove", "pointerdown"} {
		dom.On(dom.Document, kind, p.point)
	}
	dom.On(dom.Document, "focusout", func(event js.Value) {
		if name, _ := plotOf(event); name != "" {
			p.leave(name)
		}
	})
	dom.On(dom.Document, "click", func(event js.Value) {
		if name, _ := plotOf(event); name != "" {
			p.choose(name)
		}
	})
	dom.On(dom.Document, "keydown", func(event js.Value) {
		name, _ := plotOf(event)
		key := event.Get("key").String()
		handled := false
		switch {
		case name == "":
		case key == "Enter":
			p.choose(name)
		default:
			p.View(func(v *markup.View) { handled = p.Charts.Press(v, name, key) })
		}
		if handled {
			event.Call("preventDefault")
		}
	})
}

// plotOf returns the name of the chart at whose plot an event is, and the plot; ""
// for none.
func plotOf(event js.Value) (name string, plot js.Value) {
	target := event.Get("target")
	if target.Get("closest").IsUndefined() {
		return "", plot
	}
	if plot = target.Call("closest", "[data-plot]"); plot.IsNull() {
		return "", plot
	}
	return dom.Data(plot.Call("closest", "[data-chart]"), "chart"), plot
}

// point moves the cursor to where the pointer is.
func (p *Plots) point(event js.Value) {
	name, plot := plotOf(event)
	if p.pointed != "" && p.pointed != name {
		p.leave(p.pointed)
	}
	p.pointed = name
	if name == "" {
		return
	}
	x, y := dom.At(event)
	box := dom.Rect(plot)
	p.View(func(v *markup.View) { p.Charts.Point(v, name, (x-box.X)/box.W, (y-box.Y)/box.H) })
}

func (p *Plots) leave(name string) { p.View(func(v *markup.View) { p.Charts.Leave(v, name) }) }

// choose selects the line that the cursor follows.
func (p *Plots) choose(name string) {
	if command, line := p.Charts.Pointed(name); command != "" {
		p.Choose(command == "tickets.choose", line)
	}
}

// Clicked carries out what the buttons of a chart offer.
func (p *Plots) Clicked(command string, e js.Value) {
	switch command {
	case "enlarge":
		p.View(func(v *markup.View) {
			if p.large = p.Charts.Enlarge(v, dom.Data(e, "name")); p.large != nil {
				v.Say("#enlargedTitle", p.large.Title)
			}
		})
		dom.ByID("enlarged").Call("showModal")
	case "closeEnlarged":
		dom.ByID("enlarged").Call("close")
	case "chartSVG":
		dom.Save("bonsai-chart.svg", "image/svg+xml", p.drawing())
	case "chartPNG":
		dom.SavePicture("bonsai-chart.png", p.drawing(), chart.Width, chart.Height, 2)
	case "chartCSV":
		dom.Save("bonsai-chart.csv", "text/csv", p.Charts.Get(chart.Large).CSV())
	}
}

// drawing returns the chart in the dialog as a figure that stands alone, in the
// colours of the page.
func (p *Plots) drawing() string {
	style := dom.Style()
	return p.Charts.Get(chart.Large).SVG(func(name string) string { return style("--" + name) })
}
