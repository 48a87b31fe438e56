//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/wasm/dom"
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
	open    bool
	on      panel.Card
	sources sources  // of which the choice was filled
	tip     js.Value // beside the pointer

	unit       *recipe.Unit       // that is pointed at
	connection *layout.Connection // that is pointed at
}

// sources are the units at which a connection to a neuron can begin.
type sources struct{ layer, count int }

func newCard(sv *services) *card {
	tip := dom.New("output")
	tip.Set("className", "tip")
	tip.Set("hidden", true)
	tip.Call("setAttribute", "aria-hidden", "true") // the card says the same, for all
	dom.ByID("network").Call("append", tip)
	return &card{services: sv, tip: tip}
}

func (c *card) bind() {
	network, form := dom.ByID("network"), dom.ByID("card")
	dom.On(network, "pointermove", func(event js.Value) {
		c.point(c.at(event))
		c.hint(event)
	})
	dom.On(network, "pointerleave", func(js.Value) {
		c.point(nil, nil)
		c.tip.Set("hidden", true)
	})
	dom.On(network, "click", c.click)
	dom.On(network, "keydown", c.key)
	dom.On(dom.ByID("picture"), "change", func(js.Value) {
		c.point(nil, nil)
		c.Show()
	})
	dom.On(form, "submit", func(event js.Value) { event.Call("preventDefault") })
	dom.On(form, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" {
			c.close()
		}
	})
	for id, do := range map[string]func(){
		"cardFrom":      c.changeFrom,
		"cardPin":       func() { c.Do("pin", command.Pin(c.on.Connection(), dom.Value("cardPin")), false) },
		"cardNeuronPin": func() { c.Do("pin", command.PinNeuron(c.on.Connection(), dom.Value("cardNeuronPin")), false) },
		"cardWeight":    func() { c.edit("cardWeight", command.Edit) },
		"cardBias":      func() { c.edit("cardBias", command.EditBias) },
	} {
		dom.On(dom.ByID(id), "change", func(js.Value) { do() })
	}
}

func (c *card) changeFrom() {
	if from, err := strconv.Atoi(dom.Value("cardFrom")); err == nil {
		c.on.From = from
	}
	c.Show()
}

// edit sets a weight or a bias to what its control holds.
func (c *card) edit(id string, arguments func(at layout.Connection, v float64) string) {
	v := dom.Number(id)
	if !command.IsNumber(v) {
		c.Show()
		return
	}
	c.Do("edit", arguments(c.on.Connection(), v), false)
}

// hint writes the numbers of what is pointed at beside the pointer.
func (c *card) hint(event js.Value) {
	text := panel.Hint(c.Words, c.Shown, c.unit, c.connection)
	c.tip.Set("hidden", text == "")
	c.tip.Set("textContent", text)
	x, y := dom.At(event)
	left, top := panel.HintAt(c.scene.place("network"), x, y, c.tip.Get("offsetWidth").Float())
	c.tip.Get("style").Set("left", left)
	c.tip.Get("style").Set("top", top)
}

// at is the unit or else the connection under the pointer.
func (c *card) at(event js.Value) (*recipe.Unit, *layout.Connection) {
	target := event.Get("target")
	if c.Shown == nil || !target.Equal(dom.ByID("network")) && !target.Equal(dom.ByID("overlay")) {
		return nil, nil
	}
	return c.scene.at(dom.At(event))
}

// point lights a unit or a connection up. Over a plane, the picture of the
// plane shows what the unit computes.
func (c *card) point(unit *recipe.Unit, connection *layout.Connection) {
	sameUnit := same(unit, c.unit)
	if sameUnit && same(connection, c.connection) {
		return
	}
	if !sameUnit && c.Snapshot.Plane {
		c.Ask("focus", command.Focus(unit), false) // pointing changes nothing
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
	if on, ok := panel.CardOf(c.at(event)); ok {
		c.openOn(on)
	} else {
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
		if next, ok := panel.Moved(c.Shown, unit, key); ok {
			event.Call("preventDefault")
			c.point(&next, nil)
			c.Announce(panel.Neuron(c.Words, next))
		}
	}
}

func (c *card) openOn(on panel.Card) {
	c.open, c.on = true, on
	c.Show()
}

func (c *card) close() {
	if !c.open {
		return
	}
	c.leave()
	c.Show()
}

// leave closes the card. The keyboard goes back to the picture of the network.
func (c *card) leave() {
	c.open = false
	if dom.ByID("card").Call("contains", dom.Document.Get("activeElement")).Bool() {
		dom.ByID("network").Call("focus")
	}
}

// view shows the card, and closes it if the network has lost the neuron.
func (c *card) view(v *markup.View) {
	if c.open && !c.on.On(c.Shown) {
		c.leave()
	}
	v.Hide("#card", !c.open)
	if !c.open {
		return
	}
	if now := (sources{c.on.Unit.Layer, c.Shown.Layers[c.on.Unit.Layer-1].In}); now != c.sources {
		c.sources = now
		c.on.ShowSources(v, c.Words, c.Shown)
	}
	c.on.Show(v, c.Words, c.Shown)
}
