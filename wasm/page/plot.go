//go:build js

package main

import (
	"cmp"
	"slices"
	"syscall/js"

	"bonsai/engine/snapshot"
)

// A plot shows curves of accuracy over sparsity on a chart, a line each, of
// which one stands out, and names them beside it in the order of what is left
// at the sparsity of now.
type plot struct {
	app    *app
	svg    js.Value
	legend js.Value
	curves []snapshot.StudyCurve
	chosen string // the one that stands out
	name   func(snapshot.StudyCurve) string
}

func (p *plot) draw() {
	p.svg.Call("replaceChildren")
	lowest := 1.0
	for _, c := range p.curves {
		for _, point := range c.Points {
			lowest = min(lowest, point.Accuracy)
		}
	}
	lowest = max(lowest, 0)
	for _, c := range p.curves {
		var line polyline
		for _, point := range c.Points {
			line.add(point.Sparsity, (point.Accuracy-lowest)/max(1-lowest, 1e-9))
		}
		e := drawing(p.svg, "polyline")
		setAttribute(e, "points", line.String())
		if c.Name == p.chosen {
			setAttribute(e, "class", "chosen")
		}
	}
	p.drawLegend()
}

func (p *plot) drawLegend() {
	a := p.app
	now := sparsity(a.snapshot)
	sorted := slices.Clone(p.curves)
	slices.SortStableFunc(sorted, func(x, y snapshot.StudyCurve) int {
		return cmp.Compare(accuracyAt(y, now), accuracyAt(x, now))
	})
	p.legend.Call("replaceChildren")
	for _, c := range sorted {
		item, button := element("li", ""), element("button", "")
		button.Set("type", "button")
		if c.Name == p.chosen {
			button.Set("className", "chosen")
		}
		name, value := element("span", ""), element("span", "")
		setText(name, p.name(c))
		setText(value, a.accuracy(a.snapshot, accuracyAt(c, now)))
		button.Call("append", name, value)
		on(button, "click", func(js.Value) {
			p.chosen = c.Name
			p.draw()
		})
		item.Call("append", button)
		p.legend.Call("append", item)
	}
}

// accuracyAt is that of the point nearest to a sparsity.
func accuracyAt(c snapshot.StudyCurve, sparsity float64) float64 {
	best := c.Points[0]
	for _, p := range c.Points {
		if abs(p.Sparsity-sparsity) < abs(best.Sparsity-sparsity) {
			best = p
		}
	}
	return best.Accuracy
}

func abs(x float64) float64 { return max(x, -x) }

// drawing adds a shape to a chart.
func drawing(svg js.Value, shape string) js.Value {
	e := document.Call("createElementNS", "http://www.w3.org/2000/svg", shape)
	svg.Call("append", e)
	return e
}
