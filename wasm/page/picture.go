//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/layout"
	"bonsai/web/panel"
)

// picture is the choice of what the middle of the page shows: the network, or
// the weights of one of its layers as an image.
type picture struct{ *services }

// bind calls changed when another picture is chosen.
func (p *picture) bind(changed func()) {
	dom.On(dom.ByID("picture"), "change", func(js.Value) {
		changed()
		p.update(p.shown)
		p.scene.redraw()
	})
}

// layer is the index of the layer whose weights are shown; not ok: it is the
// network.
func (p *picture) layer(s *snapshot.Snapshot) (layer int, ok bool) {
	layer, err := strconv.Atoi(dom.Value("picture"))
	return layer, err == nil && layer < len(s.Layers)
}

// update offers the layers that there are. A layer that is gone gives way to
// the network.
func (p *picture) update(s *snapshot.Snapshot) {
	dom.Show("#picture", panel.Pictures(p.words, s)...)
	_, matrix := p.layer(s)
	dom.SetHidden(dom.ByID("overlay"), matrix)
}

// connectionAt is the weight at a point of the window, nil if there is none.
func (p *picture) connectionAt(s *snapshot.Snapshot, layer int, x, y float64) *layout.Connection {
	scale := deviceScale()
	place := p.scene.matrix.Place(s, layer, scaled(p.scene.place("network"), scale), scale)
	out, in, ok := place.At(x*scale, y*scale)
	if !ok {
		return nil
	}
	return &layout.Connection{Layer: layer, Out: out, In: in}
}
