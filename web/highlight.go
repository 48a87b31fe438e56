package web

import (
	"bonsai/engine/recipe"
	"bonsai/web/layout"
)

// A Highlight is what is pointed at: a unit, a connection, or nothing.
type Highlight struct {
	Unit       *recipe.Unit
	Connection *layout.Connection
}

// touches tells whether a connection is, or hangs on, what is pointed at.
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

func (h Highlight) some() bool { return h.Unit != nil || h.Connection != nil }

// marks tells whether a unit is, or is at an end of, what is pointed at.
func (h Highlight) marks(u recipe.Unit) bool {
	if c := h.Connection; c != nil {
		return u == recipe.Unit{Layer: c.Layer, Index: c.In} || u == recipe.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	return h.Unit != nil && *h.Unit == u
}

// within is the highlight, or none where the layers of units have no such unit
// or connection: the network may have shrunk under the pointer.
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
