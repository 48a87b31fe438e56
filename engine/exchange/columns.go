package exchange

import (
	"math"
	"slices"
)

// A Column is one value of a sample as a person gives it, and says which inputs of the
// network it becomes. A number x becomes (x − Mean)/Deviation, or 0 where Deviation is
// 0. A category is given as its index, and becomes one input for each category, 1 for
// the sample's own and 0 for the others.
type Column struct {
	Name       string   `json:"name,omitempty"`
	Mean       float64  `json:"mean,omitempty"`
	Deviation  float64  `json:"deviation,omitempty"`
	Categories []string `json:"categories,omitempty"`

	// Other adds an input behind those of the categories for all further ones. Their
	// index is len(Categories).
	Other bool `json:"other,omitempty"`

	// Fill stands in for a missing value, in the units of the column. A missing
	// value is given as NaN.
	Fill float64 `json:"fill,omitempty"`

	// Indicator adds an input behind all others that is 1 where the value is missing.
	Indicator bool `json:"indicator,omitempty"`
}

// A Scale returns the value v of a regression to its own units: v·Deviation + Mean.
type Scale struct {
	Mean      float64 `json:"mean"`
	Deviation float64 `json:"deviation"`
}

// isCategory tells a category from a number.
func (c *Column) isCategory() bool { return len(c.Categories) > 0 || c.Other }

// sorts is the number of inputs of the categories.
func (c *Column) sorts() int {
	if c.Other {
		return len(c.Categories) + 1
	}
	return len(c.Categories)
}

// width is the number of inputs that the column becomes.
func (c *Column) width() int {
	width := 1
	if c.isCategory() {
		width = c.sorts()
	}
	if c.Indicator {
		width++
	}
	return width
}

// width is the number of inputs that all columns become.
func width(columns []Column) int {
	sum := 0
	for i := range columns {
		sum += columns[i].width()
	}
	return sum
}

// onlyScaled tells whether each column is a number that is never missing.
func (n *Network) onlyScaled() bool {
	for i := range n.Columns {
		if n.Columns[i].width() != 1 || n.Columns[i].isCategory() {
			return false
		}
	}
	return !n.Missing
}

// Reordered returns the network with its columns in another order: at place i the one
// that was at place order[i].
func (n *Network) Reordered(order []int) *Network {
	first := make([]int, len(n.Columns)) // where the inputs of each column begin
	for i := 1; i < len(first); i++ {
		first[i] = first[i-1] + n.Columns[i-1].width()
	}
	to := *n
	to.Columns, to.Layers = nil, slices.Clone(n.Layers)
	layer := &to.Layers[0]
	var inputs []int // of n, in the new order
	for _, k := range order {
		to.Columns = append(to.Columns, n.Columns[k])
		for i := range n.Columns[k].width() {
			inputs = append(inputs, first[k]+i)
		}
	}
	layer.W, layer.Mask = reordered(layer.W, layer.In, inputs), reordered(layer.Mask, layer.In, inputs)
	return &to
}

// reordered returns a matrix with its columns in another order; nil stays nil.
func reordered[T any](rows []T, width int, columns []int) []T {
	if rows == nil {
		return nil
	}
	moved := make([]T, 0, len(rows))
	for row := range slices.Chunk(rows, width) {
		for _, j := range columns {
			moved = append(moved, row[j])
		}
	}
	return moved
}

// sound tells whether columns that were read are such as the package writes.
func sound(columns []Column) bool {
	for i := range columns {
		c := &columns[i]
		for _, v := range []float64{c.Mean, c.Deviation, c.Fill} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return false
			}
		}
		if c.isCategory() && (c.Fill < 0 || c.Fill > float64(len(c.Categories)) || c.Fill != math.Trunc(c.Fill)) {
			return false
		}
	}
	return true
}

// means returns the means of number columns as float32, and what is left of them:
// x − high − low is x − Mean even where the mean is much larger than the deviation.
func means(columns []Column) (high, low []float32) {
	high, low = make([]float32, len(columns)), make([]float32, len(columns))
	for i := range columns {
		high[i] = float32(columns[i].Mean)
		low[i] = float32(columns[i].Mean - float64(high[i]))
	}
	return high, low
}

// deviations returns those of number columns, infinity where a column is always
// the same: dividing by it gives 0.
func deviations(columns []Column) []float32 {
	list := make([]float32, len(columns))
	for i := range columns {
		list[i] = float32(columns[i].Deviation)
		if list[i] == 0 {
			list[i] = float32(math.Inf(1))
		}
	}
	return list
}
