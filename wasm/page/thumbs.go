//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/lab"
	"bonsai/wasm/page/dom"
	"bonsai/web/panel"
)

// drawThumbs draws the pictures of the data sets, in the colours of a style.
func drawThumbs(style func(name string) string) {
	colours := []string{style("--negative"), style("--positive"), style("--third")}
	path := func(text string) js.Value { return js.Global().Get("Path2D").New(text) }
	for i, dataset := range lab.Datasets() {
		ctx := dom.One(dom.Child(panel.ThumbsAt, i), "canvas").Call("getContext", "2d")
		ctx.Call("clearRect", 0, 0, panel.ThumbSize, panel.ThumbSize)
		ctx.Set("globalAlpha", 1)
		if sign := panel.ThumbSign(dataset); sign != "" {
			ctx.Set("strokeStyle", style("--muted"))
			ctx.Set("lineWidth", 2)
			ctx.Set("lineJoin", "round")
			ctx.Call("stroke", path(sign))
		}
		for _, dots := range panel.ThumbDots(dataset) {
			ctx.Set("fillStyle", colours[dots.Class])
			ctx.Set("globalAlpha", dots.Strength)
			ctx.Call("fill", path(dots.Path))
		}
	}
}
