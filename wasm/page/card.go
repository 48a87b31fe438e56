//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// card shows the neuron or the connection that is pointed at, and lets its
// numbers be set. With the keyboard, arrows on the picture of the network go
// from neuron to neuron, and Enter opens the card.
type card struct {
	*services
	picture *picture
	open    bool
	on      panel.Card
	tip     js.Value // beside the pointer

	unit       *recipe.Unit       // that is pointed at
	connection *layout.Connection // that is pointed at
}

func newCard(sv *services, picture *picture) *card {
	tip := dom.New("output")
	tip.Set("className", "tip")
	dom.SetHidden(tip, true)
	dom.SetAttribute(tip, "aria-hidden", "true") // the card says the same, for all
	dom.ByID("network").Call("append", tip)
	return &card{services: sv, picture: picture, tip: tip}
}

func (c *card) bind() {
	network, form := dom.ByID("network"), dom.ByID("card")
	dom.On(network, "pointermove", func(event js.Value) {
		c.point(c.at(event))
		c.hint(event)
	})
	dom.On(network, "pointerleave", func(js.Value) {
		c.point(nil, nil)
		dom.SetHidden(c.tip, true)
	})
	dom.On(network, "click", c.click)
	dom.On(network, "keydown", c.key)
	dom.On(form, "submit", func(event js.Value) { event.Call("preventDefault") })
	dom.On(form, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" {
			c.close()
		}
	})
	dom.On(dom.ByID("cardFrom"), "change", func(js.Value) {
		if from, err := strconv.Atoi(dom.Value("cardFrom")); err == nil {
			c.on.From = from
		}
		c.update(c.snapshot)
		c.scene.redraw()
	})
	dom.On(dom.ByID("cardPin"), "change", func(js.Value) {
		at := c.on.Connection()
		c.do("pin", command.Pin(at.Layer, at.Out, at.In, dom.Value("cardPin")), false)
	})
	dom.On(dom.ByID("cardNeuronPin"), "change", func(js.Value) {
		at := c.on.Connection()
		c.do("pin", command.PinNeuron(at.Layer, at.Out, dom.Value("cardNeuronPin")), false)
	})
	dom.On(dom.ByID("cardWeight"), "change", func(js.Value) {
		at := c.on.Connection()
		c.edit("cardWeight", func(v float64) string { return command.Edit(at.Layer, at.Out, at.In, v) })
	})
	dom.On(dom.ByID("cardBias"), "change", func(js.Value) {
		at := c.on.Connection()
		c.edit("cardBias", func(v float64) string { return command.EditBias(at.Layer, at.Out, v) })
	})
}

// edit sets a weight or a bias to what its control holds.
func (c *card) edit(id string, arguments func(v float64) string) {
	v := numberIn(id)
	if !dom.IsNumber(v) {
		c.update(c.snapshot)
		return
	}
	c.do("edit", arguments(v), false)
}

func (c *card) translate() {
	for _, id := range []string{"cardPin", "cardNeuronPin"} {
		dom.Show("#"+id, markup.Options(panel.Pins, func(pin string) string { return c.words.Option("pin", pin) })...)
	}
}

// hint writes the numbers of what is pointed at beside the pointer.
func (c *card) hint(event js.Value) {
	text := panel.Hint(c.words, c.shown, c.unit, c.connection)
	dom.SetHidden(c.tip, text == "")
	dom.SetText(c.tip, text)
	place := c.scene.place("network")
	left, top := panel.HintAt(place, event.Get("clientX").Float(), event.Get("clientY").Float(), c.tip.Get("offsetWidth").Float())
	c.tip.Get("style").Set("left", left)
	c.tip.Get("style").Set("top", top)
}

// at is the unit or else the connection under the pointer: in the picture of
// the network a kept one, in that of a layer's weights any.
func (c *card) at(event js.Value) (*recipe.Unit, *layout.Connection) {
	s, target := c.shown, event.Get("target")
	if s == nil || !target.Equal(dom.ByID("network")) && !target.Equal(dom.ByID("overlay")) {
		return nil, nil
	}
	x, y := event.Get("clientX").Float(), event.Get("clientY").Float()
	if layer, ok := c.picture.layer(s); ok {
		return nil, c.picture.connectionAt(s, layer, x, y)
	}
	arrangement, scale := c.scene.arrangement(s)
	if unit, ok := arrangement.UnitAt(scale*x, scale*y); ok {
		return &unit, nil
	}
	kept := func(layer, out, in int) bool { return s.Layers[layer].Mask[out*s.Layers[layer].In+in] != 0 }
	if connection, ok := arrangement.ConnectionAt(scale*x, scale*y, kept); ok {
		return nil, &connection
	}
	return nil, nil
}

// point lights a unit or a connection up. Over a plane, the picture of the
// plane shows what the unit computes.
func (c *card) point(unit *recipe.Unit, connection *layout.Connection) {
	sameUnit := same(unit, c.unit)
	if sameUnit && same(connection, c.connection) {
		return
	}
	if !sameUnit && c.snapshot.Plane {
		c.ask("focus", command.Focus(unit), false) // looking is no change
	}
	c.unit, c.connection = unit, connection
	cursor := ""
	if unit != nil || connection != nil {
		cursor = "pointer"
	}
	dom.ByID("network").Get("style").Set("cursor", cursor)
	c.scene.redraw()
}

// same tells whether two point to the same, or both to nothing.
func same[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// highlight is what the picture of the network lights up: what is pointed at,
// or else what the card is about.
func (c *card) highlight() web.Highlight {
	switch {
	case c.unit != nil || c.connection != nil:
		return web.Highlight{Unit: c.unit, Connection: c.connection}
	case c.open:
		on := c.on.Connection()
		return web.Highlight{Connection: &on}
	}
	return web.Highlight{}
}

func (c *card) click(event js.Value) {
	unit, connection := c.at(event)
	switch {
	case connection != nil:
		c.openOn(panel.Card{Unit: recipe.Unit{Layer: connection.Layer + 1, Index: connection.Out}, From: connection.In})
	case unit != nil && unit.Layer > 0:
		c.openOn(panel.Card{Unit: *unit})
	default:
		c.close()
	}
}

// key goes from neuron to neuron.
func (c *card) key(event js.Value) {
	if !event.Get("target").Equal(dom.ByID("network")) {
		return
	}
	unit := recipe.Unit{Layer: 1}
	if c.unit != nil {
		unit = *c.unit
	}
	switch key := event.Get("key").String(); key {
	case "Enter", " ":
		event.Call("preventDefault")
		c.openOn(panel.Card{Unit: unit})
		dom.ByID("cardBias").Call("focus")
	case "Escape":
		c.close()
	default:
		if next, ok := panel.Moved(c.shown, unit, key); ok {
			event.Call("preventDefault")
			c.point(&next, nil)
			c.announce(panel.Neuron(c.words, next))
		}
	}
}

func (c *card) openOn(on panel.Card) {
	c.open, c.on = true, on
	c.showSources(c.snapshot)
	c.update(c.snapshot)
	c.scene.redraw()
}

func (c *card) close() {
	if !c.open {
		return
	}
	c.open = false
	form := dom.ByID("card")
	focused := form.Call("contains", dom.Document.Get("activeElement")).Bool()
	dom.SetHidden(form, true)
	if focused {
		dom.ByID("network").Call("focus")
	}
	c.scene.redraw()
}

// showSources offers the units at which a connection to the neuron can begin.
func (c *card) showSources(s *snapshot.Snapshot) {
	if c.open && c.on.On(s) {
		dom.Show("#cardFrom", c.on.Sources(c.words, s)...)
	}
}

// update shows the numbers of the card, and closes it if the network has lost
// the neuron.
func (c *card) update(s *snapshot.Snapshot) {
	if !c.open {
		return
	}
	if !c.on.On(s) {
		c.close()
		return
	}
	view := c.on.View(c.words, s)
	dom.SetHidden(dom.ByID("card"), false)
	dom.SetText(dom.ByID("cardTitle"), view.Title)
	dom.SetText(dom.ByID("cardState"), view.State)
	dom.SetValue(dom.ByID("cardFrom"), view.From)
	dom.SetValue(dom.ByID("cardBias"), view.Bias)
	dom.SetValue(dom.ByID("cardWeight"), view.Weight)
	dom.ByID("cardWeight").Set("disabled", view.Pruned)
	dom.ByID("cardPin").Set("value", view.Pin)
	dom.ByID("cardNeuronPin").Set("value", view.NeuronPin)
}
