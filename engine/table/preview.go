package table

import (
	"errors"
	"math"
	"slices"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// A Preview shows the effect of choices about a table, before anything is
// trained.
type Preview struct {
	Choices string       `json:"choices"` // their text form
	Dialect text.Dialect `json:"dialect"`
	Missing Missing      `json:"missing"`
	Merge   bool         `json:"merge"`
	Task    Task         `json:"task"`
	Target  int          `json:"target"` // from 0; −1 for none
	// TargetReason says why this target was suggested; "" if another one was.
	TargetReason Reason        `json:"targetReason,omitempty"`
	Columns      []ColumnShown `json:"columns"`
	First        [][]string    `json:"first"` // the first rows, as they are in the file

	Rows         int          `json:"rows"`   // of the file
	Usable       int          `json:"usable"` // of them, to train and test on
	WithoutLabel int          `json:"withoutLabel"`
	Incomplete   int          `json:"incomplete"` // left out because a feature is missing
	Inputs       int          `json:"inputs"`     // of the network, if all rows were trained on
	Classes      []ClassShown `json:"classes,omitempty"`
	// Similar are groups of labels that may mean the same.
	Similar [][]string `json:"similar,omitempty"`
	// Problem says why nothing can be learnt with these choices.
	Problem *Error `json:"problem,omitempty"`
}

// A ColumnShown describes a column.
type ColumnShown struct {
	Name string    `json:"name"`
	Type cell.Type `json:"type"`
	Use  bool      `json:"use"`
	// Reason says why the column was suggested to be left out, if it was.
	Reason  Reason      `json:"reason,omitempty"`
	Types   []cell.Type `json:"types"`   // that most or all of its cells have
	Missing int         `json:"missing"` // values, under its type
	// Different is how many different values it has. Numbers are counted up to
	// about a hundred.
	Different int  `json:"different"`
	Constant  bool `json:"constant,omitempty"`
	// Bad counts cells that are not of its type; the first is in row BadRow of the
	// file. Under NumberOrMissing they count as missing.
	Bad      int    `json:"bad,omitempty"`
	BadRow   int    `json:"badRow,omitempty"`
	BadValue string `json:"badValue,omitempty"`
	// Numbers and dates have a histogram of bins of equal width from Least to
	// Greatest, other columns their most frequent values.
	Least    float64      `json:"least,omitempty"`
	Greatest float64      `json:"greatest,omitempty"`
	Bins     []int        `json:"bins,omitempty"`
	Values   []ClassShown `json:"values,omitempty"`
}

// A ClassShown is a class or category and how many rows have it.
type ClassShown struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// valuesShown is how many of the values of a column are shown.
const valuesShown = 20

// Preview returns what these choices would lead to.
func (t *Table) Preview(choices Choices) Preview {
	p := Preview{
		Choices: choices.String(), Dialect: choices.Dialect, Missing: choices.Missing, Merge: choices.Merge,
		Task: choices.Task, Target: choices.Target, First: t.first, Rows: t.N,
	}
	suggested := t.Suggest()
	if choices.Target == suggested.Target {
		p.TargetReason = suggested.TargetReason
	}
	for j, c := range choices.Columns {
		if j < len(t.columns) {
			p.Columns = append(p.Columns, t.show(j, c))
			p.Columns[j].Reason = suggested.LeftOut[j]
		}
	}
	rows, err := t.Rows(choices)
	if err != nil {
		errors.As(err, &p.Problem)
	}
	if rows == nil {
		return p
	}
	p.Usable, p.WithoutLabel, p.Incomplete = rows.N, rows.WithoutLabel, rows.Incomplete
	if len(rows.classes.names) <= MaxClasses {
		for i, name := range rows.classes.names {
			p.Classes = append(p.Classes, ClassShown{name, rows.classes.counts[i]})
		}
		if p.Similar = rows.classes.merged; p.Similar == nil {
			p.Similar = similar(rows.classes.names)
		}
	}
	if p.Problem == nil {
		p.Inputs = rows.width()
	}
	return p
}

// width is how many inputs there are if all rows are trained on.
func (r *Rows) width() int {
	n := 0
	for i, j := range r.columns {
		c := r.choices.Columns[j]
		if !c.Use {
			continue
		}
		n++
		if c.Type == cell.Category {
			levels := len(r.levels[i].names)
			n += min(levels, preprocess.MaxCategories) - 1
			if levels > preprocess.MaxCategories {
				n++
			}
		}
	}
	if r.choices.Missing == FillIndicator {
		n += r.indicators()
	}
	return n
}

// indicators counts the features that have missing values in the rows.
func (r *Rows) indicators() int {
	n := 0
	for _, j := range r.columns {
		marks := make([]bool, r.table.N)
		if c := r.choices.Columns[j]; c.Use {
			r.table.columns[j].markMissing(marks, c.Type, r.table.style)
		}
		if slices.ContainsFunc(r.rows, func(i int) bool { return marks[i] }) {
			n++
		}
	}
	return n
}

// show describes a column under a choice.
func (t *Table) show(j int, choice Choice) ColumnShown {
	c := t.columns[j]
	s := ColumnShown{
		Name: c.name, Type: choice.Type, Use: choice.Use, Types: t.typesOf(c),
		Different: c.kinds.different, Constant: c.kinds.different < 2,
	}
	switch {
	case choice.Type == cell.Category || choice.Type == cell.Name:
		s.Missing, s.Values = c.counts.missing, c.frequent()
	case choice.Type.IsNumber() && c.whole(t.N):
		s.Least, s.Greatest, s.Bins = c.counts.least, c.counts.greatest, c.counts.bins
	default:
		t.showReading(j, &s)
	}
	return s
}

// showReading describes a column that is read as numbers, dates or yes and no.
func (t *Table) showReading(j int, s *ColumnShown) {
	c := t.columns[j]
	read := c.read(s.Type, t.style)
	values := make([]float64, 0, t.N)
	for i := range t.N {
		v, ok := read.value(c.at(i))
		if c.isBad(c.at(i), v, ok) {
			if s.Bad++; s.Bad == 1 {
				s.BadRow, s.BadValue = int(t.lines[i]), c.text(c.at(i))
			}
		}
		switch {
		case ok && math.IsNaN(v):
			s.Missing++
		case ok:
			values = append(values, v)
		}
	}
	switch {
	case s.Type == cell.YesNo:
		s.Values = c.frequent()
	case len(values) > 0:
		s.Least, s.Greatest = slices.Min(values), slices.Max(values)
		h := newHistogram(s.Least, s.Greatest)
		for _, v := range values {
			h.add(v)
		}
		s.Bins = h.counts
	}
}

// isBad reports whether a cell is neither a value of the column's type nor a
// mark for a missing value. The column's type may let such a cell count as
// missing.
func (c *column) isBad(v code, value float64, ok bool) bool {
	return !ok || math.IsNaN(value) && (v == lost || v.isWord() && !cell.Blank(c.words[v.word()]))
}

// typesOf lists the types that can be meant.
func (t *Table) typesOf(c *column) []cell.Type {
	k := c.kinds
	var list []cell.Type
	if k.numeric > 0 {
		list = append(list, cell.Number, cell.NumberOrMissing)
	}
	list = append(list, cell.Category)
	if k.yesNo {
		list = append(list, cell.YesNo)
	}
	if k.date != "" {
		list = append(list, cell.DateYMD, cell.DateDMY, cell.DateMDY)
	}
	return append(list, cell.Name)
}

// frequent returns the most frequent values of a column, at most valuesShown; of
// those that are as frequent, the earlier ones. Of more than maxDistinct
// different numbers it returns none.
func (c *column) frequent() []ClassShown {
	var list []ClassShown
	if !c.counts.many {
		for _, d := range c.counts.distinct {
			list = append(list, ClassShown{preprocess.LevelName(d.value), d.count})
		}
	}
	for i, word := range c.words {
		if c.counts.words[i] > 0 {
			list = append(list, ClassShown{word, c.counts.words[i]})
		}
	}
	slices.SortStableFunc(list, func(a, b ClassShown) int { return b.Count - a.Count })
	return list[:min(len(list), valuesShown)]
}
