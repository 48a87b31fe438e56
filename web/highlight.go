package web

import (
	"bonsai/engine/recipe"
	"bonsai/web/layout"
)

// A Highlight is what the pointer or the keyboard is on: a unit, a connection, or
// nothing.
type Highlight struct {
	Unit       *recipe.Unit
	Connection *layout.Connection
}

// touches reports whether c is highlighted or leads to or from the highlighted unit.
func (h Highlight) touches(c layout.Connection) bool {
	switch {
	case h.Connection != nil:
		return c == *h.Connection
	case h.Unit != nil:
		return *h.Unit == recipe.Unit{Layer: c.Layer, Index: c.In} ||
			*h.Unit == recipe.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	return false
}

// any reports whether anything is highlighted.
func (h Highlight) any() bool { return h.Unit != nil || h.Connection != nil }

// marks reports whether u is highlighted or at an end of the highlighted connection.
func (h Highlight) marks(u recipe.Unit) bool {
	if c := h.Connection; c != nil {
		return u == recipe.Unit{Layer: c.Layer, Index: c.In} || u == recipe.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	return h.Unit != nil && *h.Unit == u
}

// within returns h, or no highlight if a network with these layers of units has no
// such unit or connection: it may have become smaller since the pointer moved.
func (h Highlight) within(units []int) Highlight {
	has := func(layer, index int) bool {
		return layer >= 0 && layer < len(units) && index >= 0 && index < units[layer]
	}
	if c := h.Connection; c != nil && !(has(c.Layer, c.In) && has(c.Layer+1, c.Out)) {
		return Highlight{}
	}
	if u := h.Unit; u != nil && !has(u.Layer, u.Index) {
		return Highlight{}
	}
	return h
}
