//go:build js

package main

import (
	"encoding/json"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// thumbs are the data sets to choose from, each drawn from its own points.
type thumbs struct {
	*services
	chosen string
	own    bool                      // the person has opened data of their own
	dots   map[string][]snapshot.Dot // by data set; the worker generates them
}

const thumbsPlace = `[data-field="dataset"]`

func (t *thumbs) translate() {
	var labels []markup.Node
	for _, name := range recipe.Datasets() {
		labels = append(labels, panel.Thumb(t.words, name, name == t.chosen, name == "own" && !t.own))
	}
	dom.Show(thumbsPlace, labels...)
}

// update shows which data set is chosen.
func (t *thumbs) update(s *snapshot.Snapshot) {
	if s.Recipe.Dataset != t.chosen || (s.Own != "") != t.own {
		t.chosen, t.own = s.Recipe.Dataset, s.Own != ""
		t.translate()
	}
}

// load asks the worker for the points of the data sets.
func (t *thumbs) load() {
	t.worker.send("thumbnails", "", false, func(reply js.Value, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &t.dots)
		}
		if err == nil { // without pictures, the data sets still have their names
			t.draw(dom.Style())
		}
	})
}

// draw draws the points in the colours of the theme.
func (t *thumbs) draw(style func(name string) string) {
	colours := []string{style("--negative"), style("--positive"), style("--third")}
	for i, name := range recipe.Datasets() {
		ctx := dom.One(dom.Shown(thumbsPlace, i), "canvas").Call("getContext", "2d")
		ctx.Call("clearRect", 0, 0, panel.ThumbSize, panel.ThumbSize)
		ctx.Set("globalAlpha", 1)
		if sign := panel.ThumbSign(name); sign != "" {
			ctx.Set("strokeStyle", style("--muted"))
			ctx.Set("lineWidth", 2)
			ctx.Set("lineJoin", "round")
			ctx.Call("stroke", path(sign))
		}
		for _, dots := range panel.ThumbDots(t.dots[name]) {
			ctx.Set("fillStyle", colours[dots.Class])
			ctx.Set("globalAlpha", dots.Strength)
			ctx.Call("fill", path(dots.Path))
		}
	}
}

// path is an SVG path as a canvas draws it.
func path(text string) js.Value { return js.Global().Get("Path2D").New(text) }
