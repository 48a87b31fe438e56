package web

import (
	"slices"

	"bonsai/engine/recipe"
	"bonsai/web/layout"
)

// A Highlight is what the pointer or the keyboard is on: a unit, a connection, or
// nothing. If it is nothing, there may be paths.
type Highlight struct {
	Unit       *recipe.Unit
	Connection *layout.Connection
	Paths      []layout.Connection // connections that carry an answer
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
	return slices.Contains(h.Paths, c)
}

// any reports whether anything is highlighted.
func (h Highlight) any() bool { return h.Unit != nil || h.Connection != nil || len(h.Paths) > 0 }

// marks reports whether u is highlighted or at an end of a highlighted connection.
func (h Highlight) marks(u recipe.Unit) bool {
	ends := func(c layout.Connection) bool {
		return u == recipe.Unit{Layer: c.Layer, Index: c.In} || u == recipe.Unit{Layer: c.Layer + 1, Index: c.Out}
	}
	switch {
	case h.Connection != nil:
		return ends(*h.Connection)
	case h.Unit != nil:
		return *h.Unit == u
	}
	return slices.ContainsFunc(h.Paths, ends)
}

// within returns h, or no highlight if a network with these layers of units lacks such
// a unit or connection: it may have become smaller since the pointer moved.
func (h Highlight) within(units []int) Highlight {
	has := func(layer, index int) bool {
		return layer >= 0 && layer < len(units) && index >= 0 && index < units[layer]
	}
	missing := func(c layout.Connection) bool { return !has(c.Layer, c.In) || !has(c.Layer+1, c.Out) }
	if c := h.Connection; c != nil && missing(*c) {
		return Highlight{}
	}
	if u := h.Unit; u != nil && !has(u.Layer, u.Index) {
		return Highlight{}
	}
	if slices.ContainsFunc(h.Paths, missing) {
		return Highlight{}
	}
	return h
}
