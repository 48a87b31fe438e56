package exchange

import (
	"fmt"
	"slices"

	"bonsai/engine/exchange/onnx"
)

// features is the name of the value in which all columns have become inputs of
// the first layer.
const features = "features"

// columns appends what turns columns in their own units into the inputs of the
// first layer.
func (g *graphWriter) columns(n *Network) {
	if n.Columns == nil {
		return
	}
	if n.onlyScaled() {
		g.standardise("scale", n.Columns)
		return
	}
	g.graph.Inputs = []onnx.Value{floatRows("input", len(n.Columns))}
	missing := ""
	if n.Missing {
		missing = g.fillIn(n.Columns)
	}
	table := g.value
	var parts []string
	for first := 0; first < len(n.Columns); {
		end := first + 1
		if c := &n.Columns[first]; c.isCategory() {
			parts = append(parts, g.category(table, first, c))
		} else {
			for end < len(n.Columns) && !n.Columns[end-1].Indicator && !n.Columns[end].isCategory() {
				end++
			}
			g.value = table
			g.gather(first, end)
			g.standardise(fmt.Sprint("scale", first), n.Columns[first:end])
			parts = append(parts, g.value)
		}
		if n.Columns[end-1].Indicator && missing != "" {
			g.value = missing
			g.gather(end-1, end)
			parts = append(parts, g.value)
		}
		first = end
	}
	g.value = parts[0]
	g.node("Concat", []onnx.Attribute{{Name: "axis", Type: onnx.AttributeInt, Int: 1}}, parts[1:]...)
	g.graph.Nodes[len(g.graph.Nodes)-1].Outputs[0] = features
	g.value = features
}

// standardise subtracts the means, in two steps where a float32 is too coarse
// for them, and divides by the deviations.
func (g *graphWriter) standardise(name string, columns []Column) {
	high, low := means(columns)
	g.binary("Sub", name+".mean", high)
	if slices.ContainsFunc(low, func(v float32) bool { return v != 0 }) {
		g.binary("Sub", name+".mean_rest", low)
	}
	g.binary("Div", name+".deviation", deviations(columns))
}

// fillIn replaces missing values, and returns the value that tells as 1 and 0
// where they were.
func (g *graphWriter) fillIn(columns []Column) (missing string) {
	fill := make([]float32, len(columns))
	for i := range columns {
		fill[i] = float32(columns[i].Fill)
	}
	g.dense("fill", fill, int64(len(fill)))
	table := g.value
	g.unary("IsNaN")
	isMissing := g.value
	g.unary("Cast", onnx.Attribute{Name: "to", Type: onnx.AttributeInt, Int: onnx.Float})
	missing, g.value = g.value, isMissing
	g.node("Where", nil, "fill", table)
	return missing
}

// gather takes some columns out of the current value.
func (g *graphWriter) gather(first, end int) {
	name := fmt.Sprintf("columns_%d_%d", first, end)
	var places []int64
	for i := first; i < end; i++ {
		places = append(places, int64(i))
	}
	g.integers(name, places, int64(len(places)))
	g.node("Gather", []onnx.Attribute{{Name: "axis", Type: onnx.AttributeInt, Int: 1}}, name)
}

// category turns a column of indices into an input for each category. An index
// beyond them makes all inputs 0.
func (g *graphWriter) category(table string, i int, c *Column) string {
	name := fmt.Sprintf("category_%d", i)
	g.integers(name, []int64{int64(i)})
	g.dense(name+".count", []float32{float32(c.sorts())})
	if !g.has("off_on") {
		g.dense("off_on", []float32{0, 1}, 2)
	}
	g.value = table
	g.node("Gather", []onnx.Attribute{{Name: "axis", Type: onnx.AttributeInt, Int: 1}}, name)
	g.node("OneHot", nil, name+".count", "off_on")
	return g.value
}

// integers adds a constant of whole numbers, unless it is there.
func (g *graphWriter) integers(name string, values []int64, dims ...int64) {
	if !g.has(name) {
		g.graph.Initialisers = append(g.graph.Initialisers, onnx.Tensor{Name: name, Dims: dims, Type: onnx.Int64, Ints64: values})
	}
}

// has tells whether there is a constant of the name.
func (g *graphWriter) has(name string) bool {
	return slices.ContainsFunc(g.graph.Initialisers, func(t onnx.Tensor) bool { return t.Name == name })
}

// begin returns the value from which the walk starts: the graph's input, or,
// where this package has written a graph with categories, what they became.
func (w *walk) begin(model *onnx.Model) (string, error) {
	for _, entry := range model.Metadata {
		if entry.Key == noteKey && w.consts.nodes[features] != nil {
			return features, nil
		}
	}
	return w.input()
}
