//go:build js

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// thumbs are the data sets to choose from, each drawn from its own points.
type thumbs struct {
	app     *app
	buttons map[string]thumb
	dots    map[string][]snapshot.Dot // by data set; the worker generates them
}

type thumb struct{ radio, canvas, name js.Value }

func newThumbs(a *app) *thumbs {
	t := &thumbs{app: a, buttons: map[string]thumb{}}
	fieldset := one(document, `[data-field="dataset"]`)
	for _, name := range recipe.Datasets() {
		label, radio, canvas, text := element("label", "thumb"), element("input", ""), element("canvas", ""), element("span", "")
		radio.Set("type", "radio")
		radio.Set("name", "dataset")
		radio.Set("value", name)
		canvas.Set("width", thumbSize)
		canvas.Set("height", thumbSize)
		label.Call("append", radio, canvas, text)
		fieldset.Call("append", label)
		t.buttons[name] = thumb{radio, canvas, text}
		on(radio, "change", func(js.Value) { a.set("dataset", name) })
	}
	t.translate()
	t.redraw()
	return t
}

// load asks the worker for the points of the data sets.
func (t *thumbs) load() {
	t.app.worker.send("thumbnails", "", false, func(reply js.Value, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &t.dots)
		}
		if err != nil {
			return // the data sets still have their names
		}
		t.redraw()
	})
}

// thumbSize is the side of a thumbnail in pixels of its own.
const thumbSize = 48

func (t *thumbs) translate() {
	for name, b := range t.buttons {
		text := t.app.words.text("option.dataset."+name, nil)
		setText(b.name, text)
		setAttribute(b.radio, "aria-label", text)
		setAttribute(b.name.Get("parentElement"), "title", text)
	}
}

func (t *thumbs) show(s *snapshot.Snapshot) {
	for name, b := range t.buttons {
		b.name.Get("parentElement").Get("classList").Call("toggle", "chosen", name == s.Recipe.Dataset)
		if name == "own" {
			b.name.Get("parentElement").Set("hidden", s.Own == "")
		}
	}
}

// redraw draws the points in the colours of the theme. A set that is no plane
// is shown as what it is: a table, a row a sample.
func (t *thumbs) redraw() {
	style := js.Global().Call("getComputedStyle", document.Get("documentElement"))
	colour := func(name string) string {
		return style.Call("getPropertyValue", name).String()
	}
	classes := []string{colour("--negative"), colour("--positive"), colour("--third")}
	for name, b := range t.buttons {
		ctx := b.canvas.Call("getContext", "2d")
		ctx.Call("clearRect", 0, 0, thumbSize, thumbSize)
		dots := t.dots[name]
		if name == "drawn" {
			drawPen(ctx, colour("--muted"))
		}
		if name == "own" {
			drawFile(ctx, colour("--muted"))
		}
		for look, path := range squares(dots) {
			ctx.Set("fillStyle", classes[look.class])
			ctx.Set("globalAlpha", look.strength)
			ctx.Call("fill", js.Global().Get("Path2D").New(path.String()))
		}
	}
}

// A look is how dots show that are drawn in one go.
type look struct {
	class    int
	strength float64
}

// squares are dots as paths of little squares: a call into the browser costs
// more than the square.
func squares(dots []snapshot.Dot) map[look]*strings.Builder {
	paths := map[look]*strings.Builder{}
	for _, p := range dots {
		l := look{p.Class, math.Ceil(10*p.Strength) / 10}
		if paths[l] == nil {
			paths[l] = &strings.Builder{}
		}
		x := (float64(p.X)/snapshot.PlaneSpan + 1) / 2 * thumbSize
		y := (1 - float64(p.Y)/snapshot.PlaneSpan) / 2 * thumbSize
		fmt.Fprintf(paths[l], "M%.1f %.1fh2.2v2.2h-2.2z", x-1, y-1)
	}
	return paths
}

// drawFile draws a sheet of paper: the data that a person has opened.
func drawFile(ctx js.Value, colour string) {
	ctx.Set("globalAlpha", 1)
	ctx.Set("strokeStyle", colour)
	ctx.Set("lineWidth", 2)
	ctx.Set("lineJoin", "round")
	path := js.Global().Get("Path2D").New("M13 7h15l8 8v26H13zM28 7v8h8M19 22h11M19 28h11M19 34h11")
	ctx.Call("stroke", path)
}

// drawPen draws a pen and its stroke: the set that is still to be drawn.
func drawPen(ctx js.Value, colour string) {
	ctx.Set("globalAlpha", 1)
	ctx.Set("strokeStyle", colour)
	ctx.Set("lineWidth", 2)
	ctx.Set("lineJoin", "round")
	path := js.Global().Get("Path2D").New("M10 36c8 6 14-6 22 0M18 30l2-7L34 9l5 5-14 14z")
	ctx.Call("stroke", path)
}
