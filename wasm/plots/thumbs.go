//go:build js

package plots

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/panel"
)

// DrawThumbs draws the pictures of the data sets with their points, by data set, in the
// colours of a style.
func DrawThumbs(points map[string][]snapshot.Dot, style func(name string) string) {
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
		for _, dots := range panel.ThumbDots(points[dataset]) {
			ctx.Set("fillStyle", colours[dots.Class])
			ctx.Set("globalAlpha", dots.Strength)
			ctx.Call("fill", path(dots.Path))
		}
	}
}
