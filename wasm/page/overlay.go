//go:build js

package main

import (
	"fmt"
	"math"
	"slices"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// overlay is what stands in HTML over the picture of the network: names of
// the inputs, and above each hidden layer its tools.
type overlay struct {
	app  *app
	root js.Value
	made string // for which network and which place the overlay was made
}

func newOverlay(a *app) *overlay { return &overlay{app: a, root: byID("overlay")} }

// roomForTools is how far apart layers must be for all their tools, in CSS
// pixels.
const roomForTools = 104

// forget makes the overlay anew the next time it is shown.
func (o *overlay) forget() { o.made = "" }

func (o *overlay) show(s *snapshot.Snapshot) {
	origin := o.app.scene.place("network")
	arrangement, scale := o.app.scene.arrangement(s)
	made := fmt.Sprint(s.Inputs, s.Recipe.Layers, s.Recipe.Activation, s.Recipe.Hide, origin)
	if made == o.made {
		return
	}
	o.made = made
	focused := o.focused()
	o.root.Call("replaceChildren")
	at := func(e js.Value, x, y float64) {
		e.Get("style").Set("left", fmt.Sprintf("%.1fpx", x/scale-origin.X))
		e.Get("style").Set("top", fmt.Sprintf("%.1fpx", y/scale-origin.Y))
		o.root.Call("append", e)
	}
	o.nameInputs(s, arrangement, at)
	gap := (arrangement.Columns[1].X - arrangement.Columns[0].X) / scale
	o.root.Get("classList").Call("toggle", "tight", gap < roomForTools)
	if !slices.Contains(s.Recipe.Hide, "layers") {
		o.addTools(s, arrangement, at)
	}
	o.refocus(focused)
}

// nameInputs writes beside each input what it is.
func (o *overlay) nameInputs(s *snapshot.Snapshot, arrangement *layout.Arrangement, at func(js.Value, float64, float64)) {
	if !arrangement.RoomForNames() {
		return
	}
	for i, name := range o.app.inputNames(s) {
		label := element("span", "input-label")
		setText(label, name)
		label.Set("ariaHidden", "true")
		x, y := arrangement.Unit(0, i)
		at(label, x-arrangement.Columns[0].Radius, y)
	}
}

// inputNames are the inputs in the person's words.
func (a *app) inputNames(s *snapshot.Snapshot) []string {
	names := slices.Clone(s.Inputs)
	if s.Plane {
		for i, input := range names {
			names[i] = a.words.text("option.inputs."+input, nil)
		}
	}
	return names
}

// addTools puts a layer's tools over it, and the button for one more layer
// over the output.
func (o *overlay) addTools(s *snapshot.Snapshot, arrangement *layout.Arrangement, at func(js.Value, float64, float64)) {
	layers := s.Recipe.Layers
	for i, neurons := range layers {
		tools := element("div", "layer-tools")
		setAttribute(tools, "role", "group")
		setAttribute(tools, "aria-label", o.app.words.text("layer.name", map[string]any{"layer": i + 1}))
		tools.Call("append",
			o.button("−", "neuron.remove", i, func() { o.resize(i, neurons-1) }),
			o.count(i, neurons),
			o.button("+", "neuron.add", i, func() { o.resize(i, neurons+1) }),
			o.button("×", "layer.remove", i, func() { o.removeLayer(i) }))
		if !slices.Contains(s.Recipe.Hide, "activation") {
			tools.Call("append", o.activation(s, i))
		}
		at(tools, arrangement.Columns[i+1].X, arrangement.Rect.Y)
	}
	if len(layers) < recipe.MaxLayers {
		add := o.button("+", "layer.add", len(layers), o.addLayer)
		add.Get("classList").Call("add", "add-layer")
		at(add, arrangement.Columns[len(layers)+1].X, arrangement.Rect.Y)
	}
}

func (o *overlay) button(sign, key string, layer int, do func()) js.Value {
	b := element("button", "")
	b.Set("type", "button")
	setText(b, sign)
	setAttribute(b, "data-tool", fmt.Sprintf("%s-%d", key, layer))
	label := o.app.words.text(key, map[string]any{"layer": layer + 1})
	setAttribute(b, "aria-label", label)
	setAttribute(b, "title", label)
	on(b, "click", func(js.Value) { do() })
	return b
}

// count is the number of neurons of a layer, to be typed over.
func (o *overlay) count(layer, neurons int) js.Value {
	input := element("input", "count")
	input.Set("type", "number")
	input.Set("min", 1)
	input.Set("max", recipe.MaxNeurons)
	input.Set("value", neurons)
	setAttribute(input, "data-tool", fmt.Sprintf("count-%d", layer))
	setAttribute(input, "aria-label", o.app.words.text("neuron.count", map[string]any{"layer": layer + 1}))
	on(input, "change", func(js.Value) {
		if v := floatOf(input); isNumber(v) && v == math.Trunc(v) {
			o.resize(layer, int(v))
		} else {
			input.Set("value", neurons)
		}
	})
	return input
}

// activation is the choice of one layer's activation.
func (o *overlay) activation(s *snapshot.Snapshot, layer int) js.Value {
	choice := element("select", "")
	for _, f := range recipe.Fields() {
		if f.Name == "activation" {
			o.app.fillSelect(choice, "activation", f.Options)
		}
	}
	choice.Set("value", s.Layers[layer].Activation)
	setAttribute(choice, "data-tool", fmt.Sprintf("activation-%d", layer))
	setAttribute(choice, "aria-label", o.app.words.text("layer.activation", map[string]any{"layer": layer + 1}))
	on(choice, "change", func(js.Value) {
		all := make([]string, len(s.Recipe.Layers))
		for i := range all {
			all[i] = s.Layers[i].Activation
		}
		all[layer] = choice.Get("value").String()
		o.app.set("activation", simplest(all))
	})
	return choice
}

// simplest is one name where all layers have the same.
func simplest(names []string) []string {
	if len(slices.Compact(slices.Clone(names))) == 1 {
		return names[:1]
	}
	return names
}

func (o *overlay) resize(layer, neurons int) {
	if neurons == 0 {
		o.removeLayer(layer)
		return
	}
	layers := slices.Clone(o.app.snapshot.Recipe.Layers)
	layers[layer] = neurons
	o.app.set("layers", layers)
}

func (o *overlay) removeLayer(layer int) {
	r := o.app.snapshot.Recipe
	values := map[string]any{"layers": slices.Delete(slices.Clone(r.Layers), layer, layer+1)}
	if len(r.Activation) > 1 {
		values["activation"] = simplest(slices.Delete(slices.Clone(r.Activation), layer, layer+1))
	}
	o.app.setAll(values)
}

// addLayer adds a layer as large as the last.
func (o *overlay) addLayer() {
	layers := slices.Clone(o.app.snapshot.Recipe.Layers)
	size := 4
	if n := len(layers); n > 0 {
		size = layers[n-1]
	}
	o.app.set("layers", append(layers, size))
}

// focused remembers which tool has the keyboard, across the making anew.
func (o *overlay) focused() string {
	active := document.Get("activeElement")
	if active.IsNull() || !o.root.Call("contains", active).Bool() {
		return ""
	}
	return data(active, "tool")
}

func (o *overlay) refocus(tool string) {
	if tool == "" {
		return
	}
	if e := one(o.root, `[data-tool="`+tool+`"]`); !e.IsNull() {
		e.Call("focus")
	}
}
