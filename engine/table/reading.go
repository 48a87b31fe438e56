package table

import (
	"math"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// A reading is what the words of a column are under a type.
type reading struct {
	typ    cell.Type
	values []float64 // of each word that has one, else NaN
	bad    []bool    // of each word: it is neither a value nor missing
}

// read reads the words of a column as a type other than Category and Name.
func (c *column) read(t cell.Type, style cell.Style) reading {
	r := reading{typ: t, values: make([]float64, len(c.words)), bad: make([]bool, len(c.words))}
	for i, word := range c.words {
		v, ok := wordValue(word, t, style)
		if !ok {
			v = math.NaN()
			r.bad[i] = t != cell.NumberOrMissing && !cell.Blank(word)
		}
		r.values[i] = v
	}
	return r
}

func wordValue(word string, t cell.Type, style cell.Style) (float64, bool) {
	switch {
	case t.IsNumber():
		return style.Number([]byte(word))
	case t.IsDate():
		return cell.Date(word, t)
	}
	yes, ok := cell.YesOrNo(word)
	if yes {
		return 1, ok
	}
	return 0, ok
}

// value returns the value of a cell, NaN for a missing one. ok is false for a
// cell that is neither.
func (r *reading) value(v code) (value float64, ok bool) {
	switch {
	case v.isNumber():
		x := v.number()
		return x, r.typ.IsNumber() || r.typ == cell.YesNo && (x == 0 || x == 1)
	case v.isWord():
		return r.values[v.word()], !r.bad[v.word()]
	}
	return math.NaN(), v == missing || r.typ == cell.NumberOrMissing
}

// whole reports whether every cell is a number, and none was lost: nothing is
// missing or bad, whatever type of number is read.
func (c *column) whole(n int) bool { return c.counts.numbers == n }

// markMissing sets marks[i] for each row i in which the column is missing.
func (c *column) markMissing(marks []bool, t cell.Type, style cell.Style) {
	if c.whole(len(marks)) {
		return
	}
	if t == cell.Category {
		for i := range marks {
			marks[i] = marks[i] || c.at(i) == missing
		}
		return
	}
	r := c.read(t, style)
	for i := range marks {
		if v, ok := r.value(c.at(i)); ok && math.IsNaN(v) {
			marks[i] = true
		}
	}
}

// firstBad returns the first row with a cell that is neither a value of the
// type nor missing, or −1, and how many there are.
func (c *column) firstBad(n int, t cell.Type, style cell.Style) (row, count int) {
	row = -1
	if t == cell.Category || t == cell.Name || t.IsNumber() && c.whole(n) {
		return row, 0
	}
	r := c.read(t, style)
	for i := range n {
		if _, ok := r.value(c.at(i)); !ok {
			if count == 0 {
				row = i
			}
			count++
		}
	}
	return row, count
}

// text is a cell as a person would write it.
func (c *column) text(v code) string {
	switch {
	case v.isNumber():
		return preprocess.LevelName(v.number())
	case v.isWord():
		return c.words[v.word()]
	}
	return ""
}
