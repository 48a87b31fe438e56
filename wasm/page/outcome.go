//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/chart"
	"bonsai/web/panel"
)

// outcome is the panel of the numbers before and after pruning, with the sizes
// and the charts.
type outcome struct{ *services }

// update shows the numbers.
func (o *outcome) update(s *snapshot.Snapshot) {
	dom.WriteAll(panel.Outcome(o.words, s))
	dom.Show("#formats", panel.Formats(o.words, s.Bytes)...)
	if s.Problem != nil {
		o.tell(o.words.Problem(s.Problem))
	}
}

// describe shows what does not move with ε: the charts, what accuracy is
// called, and what the pictures show in words.
func (o *outcome) describe(s *snapshot.Snapshot) {
	dom.Each(dom.Document, "[data-i18n-regression]", func(e js.Value) {
		key := dom.Data(e, "i18n")
		if s.Classes == 0 {
			key = dom.Data(e, "i18nRegression")
		}
		dom.SetText(e, o.words.Text(key))
	})
	for id, description := range panel.Descriptions(o.words, s, o.scene.axis(s).Max) {
		dom.SetAttribute(dom.ByID(id), "aria-label", description)
	}
	drawings, ends := panel.Charts(o.words, s)
	for name, drawing := range drawings {
		show(name, drawing)
	}
	dom.WriteAll(ends)
}

// show draws a chart into the drawing of index.html with a name.
func show(name string, drawing panel.Drawing) {
	dom.Show(`[data-chart="`+name+`"]`, drawing.Draw(chart.Box)...)
	dom.SetAttribute(dom.Chart(name), "aria-label", drawing.Label)
}
