//go:build js

package main

import (
	"encoding/json"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/wasm/dom"
	"bonsai/web/panel"
)

// loadThumbs asks the worker for the points of the data sets.
func (p *page) loadThumbs() {
	p.Send("thumbnails", "", false, func(outputs string, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &p.dots)
		}
		if err == nil { // without pictures, the data sets still have their names
			p.drawThumbs(dom.Style())
		}
	})
}

// drawThumbs draws the pictures of the data sets, in the colours of a style.
func (p *page) drawThumbs(style func(name string) string) {
	colours := []string{style("--negative"), style("--positive"), style("--third")}
	path := func(text string) js.Value { return js.Global().Get("Path2D").New(text) }
	for i, dataset := range recipe.Datasets() {
		ctx := dom.One(dom.Child(panel.ThumbsAt, i), "canvas").Call("getContext", "2d")
		ctx.Call("clearRect", 0, 0, panel.ThumbSize, panel.ThumbSize)
		ctx.Set("globalAlpha", 1)
		if sign := panel.ThumbSign(dataset); sign != "" {
			ctx.Set("strokeStyle", style("--muted"))
			ctx.Set("lineWidth", 2)
			ctx.Set("lineJoin", "round")
			ctx.Call("stroke", path(sign))
		}
		for _, dots := range panel.ThumbDots(p.dots[dataset]) {
			ctx.Set("fillStyle", colours[dots.Class])
			ctx.Set("globalAlpha", dots.Strength)
			ctx.Call("fill", path(dots.Path))
		}
	}
}
