//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// picture is the choice of what the middle of the page shows: the network, or
// the weights of one of its layers as an image.
type picture struct {
	app    *app
	choice js.Value
	made   string // for which layers the choice was filled
}

func newPicture(a *app) *picture { return &picture{app: a, choice: byID("picture")} }

func (p *picture) bind() {
	on(p.choice, "change", func(js.Value) {
		p.app.card.point(nil, nil)
		p.show(p.app.shown)
		p.app.scene.redraw()
	})
}

// layer is the place in the snapshot's Layers of the weights to be shown; not
// ok: the network.
func (p *picture) layer(s *snapshot.Snapshot) (layer int, ok bool) {
	layer, err := strconv.Atoi(p.choice.Get("value").String())
	return layer, err == nil && layer < len(s.Layers)
}

// show offers the layers there are. A layer that has gone is shown no longer.
func (p *picture) show(s *snapshot.Snapshot) {
	made := document.Get("documentElement").Get("lang").String()
	for _, layer := range s.Layers {
		made += " " + strconv.Itoa(layer.In) + "." + strconv.Itoa(layer.Out)
	}
	if made != p.made {
		p.made = made
		p.fill(s)
	}
	_, matrix := p.layer(s)
	byID("overlay").Set("hidden", matrix)
}

func (p *picture) fill(s *snapshot.Snapshot) {
	chosen := p.choice.Get("value").String()
	p.choice.Call("replaceChildren")
	add := func(value, text string) {
		option := element("option", "")
		option.Set("value", value)
		setText(option, text)
		p.choice.Call("append", option)
	}
	add("", p.app.words.text("picture.network", nil))
	for i, layer := range s.Layers {
		add(strconv.Itoa(i), p.app.words.text("picture.weights", map[string]any{"inputs": layer.In, "outputs": layer.Out}))
	}
	p.choice.Set("value", chosen)
	if p.choice.Get("selectedIndex").Int() < 0 {
		p.choice.Set("value", "")
	}
}

// connectionAt is the weight at a place of the screen, where one is shown.
func (p *picture) connectionAt(s *snapshot.Snapshot, layer int, x, y float64) *layout.Connection {
	scale := deviceScale()
	place := p.app.scene.matrix.Place(s, layer, scaled(p.app.scene.place("network"), scale), scale)
	out, in, ok := place.At(x*scale, y*scale)
	if !ok {
		return nil
	}
	return &layout.Connection{Layer: layer, Out: out, In: in}
}
