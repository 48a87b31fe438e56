//go:build js

package main

import (
	"fmt"
	"math"
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/layout"
)

// card shows the neuron or the connection that is pointed at, and lets its
// numbers be set. With the keyboard, arrows on the picture of the network go
// from neuron to neuron, and Enter opens the card.
type card struct {
	app  *app
	open bool
	unit recipe.Unit // the neuron that the card is about
	from int         // the unit before it from which the connection comes

	tip js.Value // beside the pointer

	hovered           *recipe.Unit
	hoveredConnection *layout.Connection
}

func newCard(a *app) *card {
	tip := element("output", "tip")
	tip.Set("hidden", true)
	setAttribute(tip, "aria-hidden", "true") // the card says the same, for all
	byID("network").Call("append", tip)
	return &card{app: a, tip: tip}
}

func (c *card) bind() {
	picture := byID("network")
	on(picture, "pointermove", c.hover)
	on(picture, "pointerleave", func(js.Value) {
		c.point(nil, nil)
		c.tip.Set("hidden", true)
	})
	on(picture, "click", c.click)
	on(picture, "keydown", c.key)
	form := byID("card")
	on(form, "submit", func(event js.Value) { event.Call("preventDefault") })
	on(form, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" {
			c.close()
		}
	})
	on(byID("cardFrom"), "change", func(js.Value) {
		c.from = int(parse(byID("cardFrom").Get("value").String()))
		c.show(c.app.snapshot)
		c.app.scene.redraw()
	})
	on(byID("cardPin"), "change", func(js.Value) { c.pin(c.from, byID("cardPin")) })
	on(byID("cardNeuronPin"), "change", func(js.Value) { c.pin(-1, byID("cardNeuronPin")) })
	on(byID("cardWeight"), "change", func(js.Value) { c.edit(c.from, byID("cardWeight")) })
	on(byID("cardBias"), "change", func(js.Value) { c.edit(-1, byID("cardBias")) })
}

func parse(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// hover lights up what is under the pointer; over a plane, the picture of the
// plane shows what the neuron computes.
func (c *card) hover(event js.Value) {
	unit, connection := c.at(event)
	c.point(unit, connection)
	c.hint(event)
}

// hint writes the numbers of what is pointed at beside the pointer.
func (c *card) hint(event js.Value) {
	text := c.hintText()
	c.tip.Set("hidden", text == "")
	setText(c.tip, text)
	place := c.app.scene.place("network")
	x, y := event.Get("clientX").Float()-place.X, event.Get("clientY").Float()-place.Y
	const beside = 12 // CSS pixels, so that the pointer does not cover it
	left := min(x+beside, place.W-c.tip.Get("offsetWidth").Float()-4)
	c.tip.Get("style").Set("left", fmt.Sprintf("%.0fpx", left))
	c.tip.Get("style").Set("top", fmt.Sprintf("%.0fpx", y+beside))
}

func (c *card) hintText() string {
	layers, number := c.app.shown.Layers, func(v float32) string { return c.app.words.number(float64(v), 3) }
	switch on := c.hoveredConnection; {
	case on != nil:
		layer := layers[on.Layer]
		if layer.Mask[on.Out*layer.In+on.In] == 0 {
			return c.app.words.text("card.pruned", nil)
		}
		return c.app.words.text("tip.connection", map[string]any{"weight": number(layer.W[on.Out*layer.In+on.In])})
	case c.hovered != nil && c.hovered.Layer > 0:
		return c.app.words.text("tip.neuron", map[string]any{
			"neuron": c.title(*c.hovered), "bias": number(layers[c.hovered.Layer-1].B[c.hovered.Index]),
		})
	}
	return ""
}

// at is the unit or else the connection under the pointer: in the picture of
// the network a kept one, in that of a layer's weights any.
func (c *card) at(event js.Value) (*recipe.Unit, *layout.Connection) {
	s := c.app.shown
	if s == nil || !event.Get("target").Equal(byID("network")) && !event.Get("target").Equal(byID("overlay")) {
		return nil, nil
	}
	if layer, ok := c.app.picture.layer(s); ok {
		return nil, c.app.picture.connectionAt(s, layer, event.Get("clientX").Float(), event.Get("clientY").Float())
	}
	arrangement, scale := c.app.scene.arrangement(s)
	x, y := scale*event.Get("clientX").Float(), scale*event.Get("clientY").Float()
	if unit, ok := arrangement.UnitAt(x, y); ok {
		return &unit, nil
	}
	kept := func(layer, out, in int) bool { return s.Layers[layer].Mask[out*s.Layers[layer].In+in] != 0 }
	if connection, ok := arrangement.ConnectionAt(x, y, kept); ok {
		return nil, &connection
	}
	return nil, nil
}

// point makes a unit or a connection the one that is lit.
func (c *card) point(unit *recipe.Unit, connection *layout.Connection) {
	if same(unit, c.hovered) && same(connection, c.hoveredConnection) {
		return
	}
	if !same(unit, c.hovered) {
		c.focusOn(unit)
	}
	c.hovered, c.hoveredConnection = unit, connection
	cursor := ""
	if unit != nil || connection != nil {
		cursor = "pointer"
	}
	byID("network").Get("style").Set("cursor", cursor)
	c.app.scene.redraw()
}

// highlight is what the picture of the network lights up: what is pointed at,
// or else what the card is about.
func (c *card) highlight() web.Highlight {
	switch {
	case c.hovered != nil || c.hoveredConnection != nil:
		return web.Highlight{Unit: c.hovered, Connection: c.hoveredConnection}
	case c.open:
		return web.Highlight{Connection: &layout.Connection{Layer: c.unit.Layer - 1, Out: c.unit.Index, In: c.from}}
	}
	return web.Highlight{}
}

func same[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// focusOn asks for the picture of what a neuron computes over the plane.
func (c *card) focusOn(unit *recipe.Unit) {
	if !c.app.snapshot.Plane {
		return
	}
	args := ""
	if unit != nil && unit.Layer > 0 {
		args = arguments(map[string]int{"layer": unit.Layer, "index": unit.Index})
	}
	c.app.ask("focus", args, false) // looking is no change
}

func (c *card) click(event js.Value) {
	unit, connection := c.at(event)
	switch {
	case connection != nil:
		c.openOn(recipe.Unit{Layer: connection.Layer + 1, Index: connection.Out}, connection.In)
	case unit != nil && unit.Layer > 0:
		c.openOn(*unit, 0)
	default:
		c.close()
	}
}

// key moves the light from neuron to neuron.
func (c *card) key(event js.Value) {
	if !event.Get("target").Equal(byID("network")) {
		return
	}
	s := c.app.shown
	unit := recipe.Unit{Layer: 1}
	if c.hovered != nil {
		unit = *c.hovered
	}
	switch event.Get("key").String() {
	case "ArrowLeft":
		unit.Layer--
	case "ArrowRight":
		unit.Layer++
	case "ArrowUp":
		unit.Index--
	case "ArrowDown":
		unit.Index++
	case "Enter", " ":
		event.Call("preventDefault")
		c.openOn(unit, 0)
		byID("cardBias").Call("focus")
		return
	case "Escape":
		c.close()
		return
	default:
		return
	}
	event.Call("preventDefault")
	unit.Layer = min(max(unit.Layer, 1), len(s.Layers))
	unit.Index = min(max(unit.Index, 0), s.Layers[unit.Layer-1].Out-1)
	c.point(&unit, nil)
	setText(byID("announce"), c.title(unit))
}

func (c *card) openOn(unit recipe.Unit, from int) {
	c.open, c.unit, c.from = true, unit, from
	c.fillFrom()
	c.show(c.app.snapshot)
	c.app.scene.redraw()
}

func (c *card) close() {
	if !c.open {
		return
	}
	c.open = false
	held := byID("card").Call("contains", document.Get("activeElement")).Bool()
	byID("card").Set("hidden", true)
	if held {
		byID("network").Call("focus")
	}
	c.app.scene.redraw()
}

// title is what a neuron is called.
func (c *card) title(unit recipe.Unit) string {
	return c.app.words.text("card.neuron", map[string]any{"index": unit.Index + 1, "layer": unit.Layer})
}

func (c *card) fillFrom() {
	from := byID("cardFrom")
	from.Call("replaceChildren")
	for i := range c.app.snapshot.Layers[c.unit.Layer-1].In {
		option := element("option", "")
		option.Set("value", i)
		setText(option, c.source(i))
		from.Call("append", option)
	}
}

// source is what a unit before the neuron is called.
func (c *card) source(i int) string {
	s := c.app.snapshot
	if c.unit.Layer > 1 {
		return c.title(recipe.Unit{Layer: c.unit.Layer - 1, Index: i})
	}
	name := s.Inputs[i]
	if s.Plane {
		name = c.app.words.text("option.inputs."+name, nil)
	}
	return c.app.words.text("card.input", map[string]any{"input": name})
}

// show fills the card with the numbers of now, and closes it where the
// network has no such neuron any more.
func (c *card) show(s *snapshot.Snapshot) {
	if !c.open {
		return
	}
	if c.unit.Layer > len(s.Layers) || c.unit.Index >= s.Layers[c.unit.Layer-1].Out || c.from >= s.Layers[c.unit.Layer-1].In {
		c.close()
		return
	}
	layer := s.Layers[c.unit.Layer-1]
	if byID("cardFrom").Get("length").Int() != layer.In {
		c.fillFrom()
	}
	at := c.unit.Index*layer.In + c.from
	byID("card").Set("hidden", false)
	setText(byID("cardTitle"), c.title(c.unit))
	setValue(byID("cardFrom"), strconv.Itoa(c.from))
	setValue(byID("cardBias"), short(layer.B[c.unit.Index]))
	setValue(byID("cardWeight"), short(layer.W[at]))
	byID("cardWeight").Set("disabled", layer.Mask[at] == 0)
	byID("cardPin").Set("value", pinNames[pinAt(layer, at)])
	byID("cardNeuronPin").Set("value", pinNames[c.neuronPin(layer)])
	state := "card.kept"
	switch {
	case layer.Mask[at] == 0:
		state = "card.pruned"
	case s.Dead[c.unit.Layer][c.unit.Index]:
		state = "card.dead"
	}
	setText(byID("cardState"), c.app.words.text(state, nil))
}

// short writes a weight with the digits that a float32 has.
func short(w float32) string { return strconv.FormatFloat(float64(w), 'g', 5, 32) }

// edit sets the weight from a unit, or the bias where from is −1.
func (c *card) edit(from int, input js.Value) {
	v := floatOf(input)
	if !isNumber(v) {
		c.show(c.app.snapshot)
		return
	}
	c.app.do("edit", arguments(map[string]any{
		"layer": c.unit.Layer - 1, "to": c.unit.Index, "from": from, "value": v,
	}), false)
}

// pinNames by what a person decided about a connection.
var pinNames = []string{"free", "cut", "protect"}

func pinAt(layer snapshot.Layer, at int) int {
	if layer.Pins == nil {
		return 0
	}
	return int(layer.Pins[at])
}

// neuronPin is what holds for all that leads to the neuron, or else free.
func (c *card) neuronPin(layer snapshot.Layer) int {
	first := c.unit.Index * layer.In
	pin := pinAt(layer, first)
	for i := range layer.In {
		if pinAt(layer, first+i) != pin {
			return 0
		}
	}
	return pin
}

// pin cuts or protects the connection from a unit, or the whole neuron where
// from is −1.
func (c *card) pin(from int, control js.Value) {
	c.app.do("pin", arguments(map[string]any{
		"layer": c.unit.Layer - 1, "to": c.unit.Index, "from": from, "pin": control.Get("value").String(),
	}), false)
}
