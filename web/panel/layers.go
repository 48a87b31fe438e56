package panel

import (
	"math"
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

// OverNetwork shows what stands over the picture of the network: above each
// hidden layer its tools, and the names of the inputs and outputs. Their places are in CSS
// pixels from the upper left corner of the picture. While the picture shows
// the weights of a layer, they are hidden.
func OverNetwork(v *markup.View, w *text.Words, s *snapshot.Snapshot, a *layout.Arrangement, hidden bool) {
	o := overNetwork{w, s, a}
	var nodes []*markup.Node
	if !slices.Contains(s.Recipe.Hide, "layers") {
		nodes = o.tools() // first, so that they stay the same elements when the names go
	}
	nodes = append(nodes, o.inputNames()...)
	v.Fill("#overlay", append(nodes, o.outputNames()...)...)
	class := ""
	if gap := (a.Columns[1].X - a.Columns[0].X) / a.Scale; gap < roomForTools {
		class = "tight"
	}
	v.Set("#overlay", "class", class)
	v.Hide("#overlay", hidden)
}

type overNetwork struct {
	words       *text.Words
	snapshot    *snapshot.Snapshot
	arrangement *layout.Arrangement
}

// at places an element at a point of the arrangement.
func (o *overNetwork) at(n *markup.Node, x, y float64) *markup.Node {
	pixels := func(v float64) string { return strconv.FormatFloat(v/o.arrangement.Scale, 'f', 1, 64) + "px" }
	return n.With("style.left", pixels(x-o.arrangement.Rect.X)).With("style.top", pixels(y-o.arrangement.Rect.Y))
}

func (o *overNetwork) inputNames() []*markup.Node {
	size := o.arrangement.NameSize()
	if size == 0 {
		return nil
	}
	var names []*markup.Node
	for i, name := range InputNames(o.words, o.snapshot) {
		x, y := o.arrangement.Unit(0, i)
		edge := x - o.arrangement.Columns[0].Radius
		label := markup.New("span").With("class", "input-label").With("aria-hidden", "true").With("title", name).Saying(name).
			With("style.maxWidth", pixels((edge-o.arrangement.Rect.X)/o.arrangement.Scale))
		if size < layout.UsualNameSize { // else the style sheet decides
			label = label.With("style.fontSize", pixels(math.Floor(size)))
		}
		names = append(names, o.at(label, edge, y))
	}
	return names
}

// roomForOutput is the least distance of two outputs, in CSS pixels, at which a
// name fits between them.
const roomForOutput = 22

// outputNames returns the names of the outputs: a short one beside its neuron, a
// longer one above it.
func (o *overNetwork) outputNames() []*markup.Node {
	last := len(o.arrangement.Columns) - 1
	column := o.arrangement.Columns[last]
	names := OutputNames(o.words, o.snapshot)
	if len(names) > 1 && column.Pitch < roomForOutput*o.arrangement.Scale {
		return nil
	}
	var labels []*markup.Node
	for i, name := range names {
		x, y := o.arrangement.Unit(last, i)
		label := markup.New("span").With("aria-hidden", "true").With("data-help", "term.output").Saying(name)
		if len([]rune(name)) <= 2 {
			labels = append(labels, o.at(label.With("class", "output-label beside"), x+column.Radius, y))
			continue
		}
		labels = append(labels, o.at(label.With("class", "output-label"), o.arrangement.Rect.X+o.arrangement.Rect.W, y-column.Radius))
	}
	return labels
}

// tools returns the tools of each hidden layer, and over the outputs the button
// that adds a layer.
func (o *overNetwork) tools() []*markup.Node {
	layers := o.snapshot.Recipe.Layers
	var tools []*markup.Node
	for i, neurons := range layers {
		group := markup.New("div").With("class", "layer-tools").With("role", "group").
			With("aria-label", o.words.Text("layer.name", "layer", strconv.Itoa(i+1))).
			Holding(o.button("−", "neuron.remove", i), o.count(i, neurons), o.button("+", "neuron.add", i), o.button("×", "layer.remove", i))
		if !slices.Contains(o.snapshot.Recipe.Hide, "activation") {
			group.Holding(o.activation(i))
		}
		tools = append(tools, o.at(group, o.arrangement.Columns[i+1].X, o.arrangement.Rect.Y))
	}
	if n := len(layers); n < recipe.MaxLayers {
		tools = append(tools, o.at(o.button("+", "layer.add", n).With("class", "add-layer"), o.arrangement.Columns[n+1].X, o.arrangement.Rect.Y))
	}
	return tools
}

func (o *overNetwork) button(sign, command string, layer int) *markup.Node {
	label := o.words.Text(command, "layer", strconv.Itoa(layer+1))
	return o.tool(markup.Button(sign, command), command, layer, label).With("title", label)
}

// tool names a layer's tool: for commands, for tests and for a screen reader.
func (o *overNetwork) tool(n *markup.Node, name string, layer int, label string) *markup.Node {
	return n.WithNumber("data-layer", layer).With("data-tool", name+"-"+strconv.Itoa(layer)).With("aria-label", label)
}

// count returns the number of neurons of a layer.
func (o *overNetwork) count(layer, neurons int) *markup.Node {
	input := markup.New("input").With("class", "count").With("type", "number").With("min", "1").WithNumber("max", recipe.MaxNeurons).
		WithNumber("value", neurons).With("data-change", "neuron.count")
	return o.tool(input, "count", layer, o.words.Text("neuron.count", "layer", strconv.Itoa(layer+1)))
}

// activation returns the choice of a layer's activation.
func (o *overNetwork) activation(layer int) *markup.Node {
	choice := markup.New("select").With("data-change", "layer.activation").With("value", o.snapshot.Layers[layer].Activation)
	for _, f := range recipe.Fields() {
		if f.Name == "activation" {
			choice.Holding(markup.Options(f.Options, func(name string) string { return o.words.Option("activation", name) })...)
		}
	}
	return o.tool(choice, "activation", layer, o.words.Text("layer.activation", "layer", strconv.Itoa(layer+1)))
}
