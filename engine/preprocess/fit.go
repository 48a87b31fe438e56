package preprocess

import (
	"math"
	"slices"

	"bonsai/engine/table/cell"
)

// Data are the raw values of a table's rows.
type Data interface {
	// Spec returns the columns without what is fitted: names, types and use,
	// whether missing values are filled in, and the target's name and classes.
	Spec() *Preprocessing
	// Levels returns the categories of a column of Spec().Columns in their order.
	Levels(column int) []string
	// Values appends to dst[:0] the column's value in each of rows: NaN where it is
	// missing, of yes and no 1 and 0, of a category its place in Levels.
	Values(dst []float64, column int, rows []int) []float64
	// Goals does the same for the target: the place of the class, or the value.
	Goals(dst []float64, rows []int) []float64
}

// Fit makes the Preprocessing that training rows ask for. With indicators,
// columns of which a value is missing in these rows get an input that says
// where.
func Fit(d Data, training []int, indicators bool) *Preprocessing {
	p := d.Spec()
	var values []float64
	for j := range p.Columns {
		c := &p.Columns[j]
		if !c.Use {
			continue
		}
		values = d.Values(values, j, training)
		present := withoutMissing(values)
		c.Indicator = indicators && len(present) < len(training)
		switch c.Type {
		case cell.Category:
			c.fitCategories(present, d.Levels(j))
		case cell.YesNo:
			yes := 0.0
			for _, v := range present {
				yes += v
			}
			if 2*yes > float64(len(present)) {
				c.FillIn = 1
			}
		default:
			c.Mean, c.Deviation = meanAndDeviation(present)
		}
	}
	if p.Target.Classes == nil {
		p.Target.Mean, p.Target.Deviation = meanAndDeviation(d.Goals(values, training))
	}
	return p
}

// withoutMissing removes NaNs from values, in place.
func withoutMissing(values []float64) []float64 {
	n := 0
	for _, v := range values {
		if v == v {
			values[n] = v
			n++
		}
	}
	return values[:n]
}

// fitCategories takes the most frequent categories, at most MaxCategories.
func (c *Column) fitCategories(values []float64, levels []string) {
	counts := make([]int, len(levels))
	others := 0
	for _, v := range values {
		if int(v) < len(levels) {
			counts[int(v)]++
		} else {
			others++
		}
	}
	var places []int
	for place, count := range counts {
		if count > 0 {
			places = append(places, place)
		}
	}
	// Of categories that are as frequent, the earlier one comes first.
	slices.SortStableFunc(places, func(a, b int) int { return counts[b] - counts[a] })
	c.Other = others > 0 || len(places) > MaxCategories
	if len(places) > 0 {
		mostFrequent := places[0]
		places = places[:min(len(places), MaxCategories)]
		slices.Sort(places)
		c.FillIn = slices.Index(places, mostFrequent)
	}
	for _, place := range places {
		c.Categories = append(c.Categories, levels[place])
	}
}

// meanAndDeviation returns the mean and the standard deviation of values; the
// deviation is 0 where all are equal.
func meanAndDeviation(values []float64) (mean, deviation float64) {
	if len(values) == 0 {
		return 0, 0
	}
	n := float64(len(values))
	equal := true
	for _, v := range values {
		mean += v / n
		equal = equal && v == values[0]
	}
	if equal { // rounding may have led the mean beside them
		return values[0], 0
	}
	variance := 0.0
	for _, v := range values {
		off := v - mean
		variance += float64(off*off) / n
	}
	return mean, math.Sqrt(variance)
}

// Inputs returns the inputs for rows of the data that p was fitted to:
// [len(rows)][p.Width()].
func (p *Preprocessing) Inputs(d Data, rows []int) []float32 {
	width := p.Width()
	x := make([]float32, len(rows)*width)
	var values []float64
	first := 0
	for j := range p.Columns {
		c := &p.Columns[j]
		if !c.Use {
			continue
		}
		values = d.Values(values, j, rows)
		if c.Type == cell.Category {
			places := c.placesOf(d.Levels(j))
			for i, v := range values {
				if !math.IsNaN(v) {
					values[i] = float64(places[int(v)])
				}
			}
		}
		c.put(x[first:], width, values)
		first += c.width()
	}
	return x
}

// placesOf returns the place in c.Categories of each level, and behind them that
// of a value without a level.
func (c *Column) placesOf(levels []string) []int {
	places := make([]int, len(levels)+1)
	for i, level := range levels {
		places[i] = c.place(level)
	}
	places[len(levels)] = len(c.Categories)
	return places
}

// place is the input of a category among those of the column; one without an
// input gets len(c.Categories), the place of Other.
func (c *Column) place(category string) int {
	if i := slices.Index(c.Categories, category); i >= 0 {
		return i
	}
	return len(c.Categories)
}

// put writes the inputs of a column's values, NaN for missing ones; of a
// category they are places. The inputs of a value begin stride after those of
// the value before, and are 0.
func (c *Column) put(x []float32, stride int, values []float64) {
	switch {
	case c.Type == cell.Category:
		n := c.sorts()
		for i, v := range values {
			if math.IsNaN(v) {
				v = float64(c.FillIn)
			}
			if int(v) < n {
				x[i*stride+int(v)] = 1
			}
		}
	case c.Type == cell.YesNo:
		for i, v := range values {
			if math.IsNaN(v) {
				v = float64(c.FillIn)
			}
			x[i*stride] = float32(v)
		}
	default: // missing values are the mean, which becomes 0
		for i, v := range values {
			if !math.IsNaN(v) {
				x[i*stride] = standardise(v, c.Mean, c.Deviation)
			}
		}
	}
	if c.Indicator {
		last := c.width() - 1
		for i, v := range values {
			if math.IsNaN(v) {
				x[i*stride+last] = 1
			}
		}
	}
}

// Targets returns what a network is to learn for rows of the data: places of
// classes, or standardised values.
func (p *Preprocessing) Targets(d Data, rows []int) []float32 {
	goals := d.Goals(nil, rows)
	y := make([]float32, len(rows))
	for i, v := range goals {
		if p.Target.Classes == nil {
			y[i] = p.Target.scaled(v)
		} else {
			y[i] = float32(v)
		}
	}
	return y
}
