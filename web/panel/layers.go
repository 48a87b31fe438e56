package panel

import (
	"slices"
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// roomForTools is the least distance of two layers, in CSS pixels, at which
// all their tools fit side by side.
const roomForTools = 104

// OverNetwork returns what stands over the picture of the network: the names
// of the inputs and, above each hidden layer, its tools. They are placed in
// CSS pixels from the upper left corner of the picture. Tight tells whether the
// layers are too close for all tools at once.
func OverNetwork(w *text.Words, s *snapshot.Snapshot, a *layout.Arrangement) (nodes []markup.Node, tight bool) {
	o := overNetwork{w, s, a}
	if !slices.Contains(s.Recipe.Hide, "layers") {
		nodes = o.tools() // first, so that they stay the same elements when the names go
	}
	nodes = append(nodes, o.inputNames()...)
	gap := (a.Columns[1].X - a.Columns[0].X) / a.Scale
	return nodes, gap < roomForTools
}

type overNetwork struct {
	words       *text.Words
	snapshot    *snapshot.Snapshot
	arrangement *layout.Arrangement
}

// at places an element at a point of the arrangement.
func (o *overNetwork) at(n markup.Node, x, y float64) markup.Node {
	pixels := func(v float64) string { return strconv.FormatFloat(v/o.arrangement.Scale, 'f', 1, 64) + "px" }
	return n.With("style.left", pixels(x-o.arrangement.Rect.X)).With("style.top", pixels(y-o.arrangement.Rect.Y))
}

func (o *overNetwork) inputNames() []markup.Node {
	if !o.arrangement.RoomForNames() {
		return nil
	}
	var names []markup.Node
	for i, name := range InputNames(o.words, o.snapshot) {
		x, y := o.arrangement.Unit(0, i)
		label := markup.New("span", "class", "input-label", "aria-hidden", "true").Saying(name)
		names = append(names, o.at(label, x-o.arrangement.Columns[0].Radius, y))
	}
	return names
}

// tools returns the tools of each hidden layer, and over the outputs the button
// that adds a layer.
func (o *overNetwork) tools() []markup.Node {
	layers := o.snapshot.Recipe.Layers
	var tools []markup.Node
	for i, neurons := range layers {
		group := markup.New("div", "class", "layer-tools", "role", "group", "aria-label", o.words.Text("layer.name", "layer", strconv.Itoa(i+1)))
		parts := []markup.Node{o.button("−", "neuron.remove", i), o.count(i, neurons), o.button("+", "neuron.add", i), o.button("×", "layer.remove", i)}
		if !slices.Contains(o.snapshot.Recipe.Hide, "activation") {
			parts = append(parts, o.activation(i))
		}
		tools = append(tools, o.at(group.Holding(parts...), o.arrangement.Columns[i+1].X, o.arrangement.Rect.Y))
	}
	if n := len(layers); n < recipe.MaxLayers {
		tools = append(tools, o.at(o.button("+", "layer.add", n).With("class", "add-layer"), o.arrangement.Columns[n+1].X, o.arrangement.Rect.Y))
	}
	return tools
}

func (o *overNetwork) button(sign, command string, layer int) markup.Node {
	label := o.words.Text(command, "layer", strconv.Itoa(layer+1))
	return markup.Button(sign, command, o.tool(command, layer, label)...).With("title", label)
}

// tool returns the attributes that name a layer's tool: for commands, for tests
// and for a screen reader.
func (o *overNetwork) tool(name string, layer int, label string) []string {
	index := strconv.Itoa(layer)
	return []string{"data-layer", index, "data-tool", name + "-" + index, "aria-label", label}
}

// count returns the number of neurons of a layer.
func (o *overNetwork) count(layer, neurons int) markup.Node {
	attributes := append([]string{"class", "count", "type", "number", "min", "1", "max", strconv.Itoa(recipe.MaxNeurons),
		"value", strconv.Itoa(neurons), "data-change", "neuron.count"},
		o.tool("count", layer, o.words.Text("neuron.count", "layer", strconv.Itoa(layer+1)))...)
	return markup.New("input", attributes...)
}

// activation returns the choice of a layer's activation.
func (o *overNetwork) activation(layer int) markup.Node {
	attributes := append([]string{"data-change", "layer.activation", "value", o.snapshot.Layers[layer].Activation},
		o.tool("activation", layer, o.words.Text("layer.activation", "layer", strconv.Itoa(layer+1)))...)
	for _, f := range recipe.Fields() {
		if f.Name == "activation" {
			options := markup.Options(f.Options, func(name string) string { return o.words.Option("activation", name) })
			return markup.New("select", attributes...).Holding(options...)
		}
	}
	panic("panel: the recipe has no activation")
}
