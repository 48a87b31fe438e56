package panel

import (
	"strconv"

	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// pins are the names of what a person can decide about a connection, by the
// engine's numbers: leave it to the rule, cut it, keep it.
var pins = []string{"free", "cut", "protect"}

// A Card shows the numbers of a neuron, and those of one connection that leads
// to it.
type Card struct {
	Unit recipe.Unit // the neuron; its layer is at least 1
	From int         // the unit in the layer before, at which the connection begins
}

// CardOf returns the card of what is pointed at: a neuron or a connection. There
// is none for an input and for nothing.
func CardOf(unit *recipe.Unit, connection *layout.Connection) (c Card, ok bool) {
	switch {
	case connection != nil:
		return Card{Unit: recipe.Unit{Layer: connection.Layer + 1, Index: connection.Out}, From: connection.In}, true
	case unit != nil && unit.Layer > 0:
		return Card{Unit: *unit}, true
	}
	return c, false
}

// On tells whether a snapshot's network has the card's neuron and connection.
func (c Card) On(s *snapshot.Snapshot) bool {
	return c.Unit.Layer >= 1 && c.Unit.Layer <= len(s.Layers) &&
		c.Unit.Index < s.Layers[c.Unit.Layer-1].Out && c.From < s.Layers[c.Unit.Layer-1].In
}

// Connection returns the card's connection.
func (c Card) Connection() layout.Connection {
	return layout.Connection{Layer: c.Unit.Layer - 1, Out: c.Unit.Index, In: c.From}
}

// Show shows the numbers that a snapshot has for the card's neuron and connection.
func (c Card) Show(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	layer := s.Layers[c.Unit.Layer-1]
	at := c.Unit.Index*layer.In + c.From
	pruned, state := layer.Mask[at] == 0, "card.kept"
	switch {
	case pruned:
		state = "card.pruned"
	case s.Dead[c.Unit.Layer][c.Unit.Index] && !heard(s)[c.Unit.Layer][c.Unit.Index]:
		state = "card.unused"
	case s.Dead[c.Unit.Layer][c.Unit.Index]:
		state = "card.dead"
	}
	v.Say("#cardTitle", Neuron(w, c.Unit))
	v.Say("#cardState", w.Text(state))
	v.Set("#cardFrom", "value", strconv.Itoa(c.From))
	v.Set("#cardBias", "value", text.Weight(layer.B[c.Unit.Index]))
	v.Set("#cardWeight", "value", text.Weight(layer.W[at]))
	v.Flag("#cardWeight", "disabled", pruned)
	v.Set("#cardPin", "value", pins[pin(layer, at)])
	v.Set("#cardNeuronPin", "value", pins[neuronPin(layer, c.Unit.Index)])
}

// heard reports for each unit whether a path of kept connections leads from it to an
// output.
func heard(s *snapshot.Snapshot) [][]bool {
	return prune.Heard(s.Units(), s.Masks())
}

// ShowSources offers the units at which the connection can begin, by their
// index.
func (c Card) ShowSources(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	options := make([]*markup.Node, s.Layers[c.Unit.Layer-1].In)
	for i := range options {
		options[i] = markup.New("option").WithNumber("value", i).Saying(c.source(w, s, i))
	}
	v.Fill("#cardFrom", options...)
}

// Neuron returns what a neuron is called.
func Neuron(w *text.Words, unit recipe.Unit) string {
	return w.Text("card.neuron", "index", strconv.Itoa(unit.Index+1), "layer", strconv.Itoa(unit.Layer))
}

// source returns what a unit of the layer before is called.
func (c Card) source(w *text.Words, s *snapshot.Snapshot, i int) string {
	if c.Unit.Layer > 1 {
		return Neuron(w, recipe.Unit{Layer: c.Unit.Layer - 1, Index: i})
	}
	return w.Text("card.input", "input", InputNames(w, s)[i])
}

func pin(layer snapshot.Layer, at int) int {
	if layer.Pins == nil {
		return 0
	}
	return int(layer.Pins[at])
}

// neuronPin returns what holds for every connection to a neuron, or else that
// they are left to the rule.
func neuronPin(layer snapshot.Layer, index int) int {
	first := index * layer.In
	same := pin(layer, first)
	for i := range layer.In {
		if pin(layer, first+i) != same {
			return 0
		}
	}
	return same
}

// Hint returns the name and the numbers of what is pointed at: a connection, a
// neuron or an input; "" for nothing.
func Hint(w *text.Words, s *snapshot.Snapshot, unit *recipe.Unit, connection *layout.Connection) string {
	number := func(v float32) string { return w.Number(float64(v), 3) }
	switch {
	case connection != nil:
		layer := s.Layers[connection.Layer]
		at := connection.Out*layer.In + connection.In
		if layer.Mask[at] == 0 {
			return w.Text("card.pruned")
		}
		return w.Text("tip.connection", "weight", number(layer.W[at]))
	case unit != nil && unit.Layer > 0:
		neuron := Neuron(w, *unit)
		if names := OutputNames(w, s); unit.Layer == len(s.Layers) && unit.Index < len(names) {
			neuron = w.Text("card.output", "output", names[unit.Index])
		}
		return w.Text("tip.neuron", "neuron", neuron, "bias", number(s.Layers[unit.Layer-1].B[unit.Index]))
	case unit != nil:
		return w.Text("card.input", "input", InputNames(w, s)[unit.Index])
	}
	return ""
}

// Moved returns the neuron that an arrow key leads to, and whether the key is
// one. At the edges of the network it stays where it is.
func Moved(s *snapshot.Snapshot, unit recipe.Unit, key string) (recipe.Unit, bool) {
	switch key {
	case "ArrowLeft":
		unit.Layer--
	case "ArrowRight":
		unit.Layer++
	case "ArrowUp":
		unit.Index--
	case "ArrowDown":
		unit.Index++
	default:
		return unit, false
	}
	unit.Layer = min(max(unit.Layer, 1), len(s.Layers))
	unit.Index = min(max(unit.Index, 0), s.Layers[unit.Layer-1].Out-1)
	return unit, true
}

// HintAt returns where the hint stands in the picture of the network, as CSS
// lengths from its upper left corner: beside the pointer, which would cover it,
// and inside of the picture. All lengths are CSS pixels.
func HintAt(picture layout.Rect, x, y, width float64) (left, top string) {
	const beside, margin = 12, 4
	return pixels(min(x-picture.X+beside, picture.W-width-margin)), pixels(y - picture.Y + beside)
}

// pixels writes a length in CSS pixels for a style.
func pixels(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) + "px" }
