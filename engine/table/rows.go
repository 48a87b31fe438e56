package table

import (
	"math"
	"slices"

	"bonsai/engine/preprocess"
	"bonsai/engine/table/cell"
)

// Rows are the rows of a table from which a network can learn, under some
// choices. They are numbered from 0 in file order, without those left out.
type Rows struct {
	N int
	// WithoutLabel and Incomplete count the rows of the table that were left out
	// because the target, or else a feature, is missing.
	WithoutLabel, Incomplete int

	table   *Table
	choices Choices
	rows    []int // their numbers in the table
	columns []int // of the table: all but the target
	reads   []reading
	levels  []levels // of categories
	goal    reading
	classes levels
}

// Rows returns the rows to learn from, or says what is wrong with the choices
// or with a cell. The table must have been read in their dialect.
func (t *Table) Rows(choices Choices) (*Rows, error) {
	if len(choices.Columns) != len(t.columns) {
		return nil, cell.NewError("columnCount", "have", len(t.columns), "want", len(choices.Columns))
	}
	if err := t.check(choices); err != nil {
		return nil, err
	}
	r := &Rows{table: t, choices: choices}
	r.choose()
	r.N = len(r.rows)
	if r.N < minRows {
		return nil, cell.NewError("fewRows", "have", r.N, "want", minRows)
	}
	r.prepare()
	return r, r.checkTarget()
}

// minRows is how many rows there must be to learn from some and test on others.
const minRows = 3

// check refuses choices that do not fit together, and cells that are not of
// their column's type.
func (t *Table) check(choices Choices) error {
	if choices.Target < 0 {
		return cell.NewError("noTarget")
	}
	features := 0
	for j, c := range choices.Columns {
		if j == choices.Target {
			if !canPredict(c.Type, choices.Task) {
				return cell.NewError("targetType", "column", t.columns[j].name, "type", c.Type)
			}
		} else if !c.Use {
			continue
		} else {
			features++
		}
		if row, _ := t.columns[j].firstBad(t.N, c.Type, t.style); row >= 0 {
			return t.badCell(row, j, c.Type)
		}
	}
	if features == 0 {
		return cell.NewError("noFeatures")
	}
	return nil
}

func canPredict(t cell.Type, task Task) bool {
	if task == Regression {
		return t.IsNumber()
	}
	return t.IsNumber() || t == cell.Category || t == cell.YesNo
}

// badCell says what is wrong with a cell.
func (t *Table) badCell(row, j int, typ cell.Type) error {
	c := t.columns[j]
	value := c.text(c.at(row))
	if c.at(row) == lost {
		value = "…"
	}
	code := "notNumber"
	switch {
	case typ.IsDate():
		code = "notDate"
	case typ == cell.YesNo:
		code = "notYesNo"
	case isHexadecimal(value):
		code = "hexadecimal"
	}
	return cell.NewError(code, "row", t.lines[row], "column", c.name, "value", value)
}

// choose finds the rows that have what is needed.
func (r *Rows) choose() {
	t, c := r.table, r.choices
	unlabelled := make([]bool, t.N)
	t.columns[c.Target].markMissing(unlabelled, c.Columns[c.Target].Type, t.style)
	incomplete := make([]bool, t.N)
	if c.Missing == DropRows {
		incomplete = t.incomplete(c)
	}
	for i := range t.N {
		switch {
		case unlabelled[i]:
			r.WithoutLabel++
		case incomplete[i]:
			r.Incomplete++
		default:
			r.rows = append(r.rows, i)
		}
	}
}

// prepare reads the words of the columns.
func (r *Rows) prepare() {
	t := r.table
	for j, c := range r.choices.Columns {
		if j == r.choices.Target {
			continue
		}
		r.columns = append(r.columns, j)
		var read reading
		var found levels
		switch {
		case !c.Use:
		case c.Type == cell.Category:
			found = t.levelsOf(j, r.rows)
		default:
			read = t.columns[j].read(c.Type, t.style)
		}
		r.reads, r.levels = append(r.reads, read), append(r.levels, found)
	}
	target := r.choices.Target
	typ := r.choices.Columns[target].Type
	if typ != cell.Category {
		r.goal = t.columns[target].read(typ, t.style)
	}
	if r.choices.Task == Classification {
		r.classes = t.levelsOf(target, r.rows)
		if r.choices.Merge || typ == cell.YesNo {
			r.classes.merge()
		}
	}
}

// checkTarget refuses a target with nothing to tell apart.
func (r *Rows) checkTarget() error {
	name := r.table.columns[r.choices.Target].name
	if r.choices.Task == Regression {
		goals := r.Goals(nil, r.all())
		if slices.Min(goals) == slices.Max(goals) {
			return cell.NewError("constantGoal", "column", name)
		}
		return nil
	}
	switch n := len(r.classes.names); {
	case r.table.columns[r.choices.Target].counts.lost > 0:
		return cell.NewError("manyClasses", "column", name, "max", MaxClasses)
	case n == 1:
		return cell.NewError("oneClass", "column", name, "value", r.classes.names[0])
	case n > MaxClasses:
		return cell.NewError("manyClasses", "column", name, "max", MaxClasses)
	}
	return nil
}

func (r *Rows) all() []int {
	rows := make([]int, r.N)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// Spec returns the columns without what is fitted to training rows.
func (r *Rows) Spec() *preprocess.Preprocessing {
	p := &preprocess.Preprocessing{Fill: r.choices.Missing != DropRows}
	for _, j := range r.columns {
		c := r.choices.Columns[j]
		p.Columns = append(p.Columns, preprocess.Column{Name: r.table.columns[j].name, Type: c.Type, Use: c.Use})
	}
	p.Target.Name = r.table.columns[r.choices.Target].name
	p.Target.Classes = slices.Clone(r.classes.names)
	return p
}

// Fit returns the preprocessing that is fitted to the given training rows.
func (r *Rows) Fit(training []int) *preprocess.Preprocessing {
	return preprocess.Fit(r, training, r.choices.Missing == FillIndicator)
}

// Levels returns the categories of a column of Spec().Columns.
func (r *Rows) Levels(column int) []string { return r.levels[column].names }

// Values appends to dst[:0] a column's value in each of the rows, as
// preprocess.Data says.
func (r *Rows) Values(dst []float64, column int, rows []int) []float64 {
	c := r.table.columns[r.columns[column]]
	if r.choices.Columns[r.columns[column]].Type == cell.Category {
		return r.placesIn(dst, c, &r.levels[column], rows)
	}
	return r.valuesOf(dst, c, &r.reads[column], rows)
}

// Text returns what a column of Spec().Columns has in a row, as a person would write
// it; "" if it is missing.
func (r *Rows) Text(column, row int) string {
	c := r.table.columns[r.columns[column]]
	return c.text(c.at(r.rows[row]))
}

// Goals appends to dst[:0] the target in each of the rows: the number of the
// class, or the value.
func (r *Rows) Goals(dst []float64, rows []int) []float64 {
	c := r.table.columns[r.choices.Target]
	if r.choices.Task == Classification {
		return r.placesIn(dst, c, &r.classes, rows)
	}
	return r.valuesOf(dst, c, &r.goal, rows)
}

func (r *Rows) valuesOf(dst []float64, c *column, read *reading, rows []int) []float64 {
	dst = slices.Grow(dst[:0], len(rows))[:len(rows)]
	if c.whole(r.table.N) && read.typ.IsNumber() {
		for k, i := range rows {
			row := r.rows[i]
			dst[k] = c.blocks[row/blockRows][row%blockRows].number()
		}
		return dst
	}
	for k, i := range rows {
		dst[k], _ = read.value(c.at(r.rows[i]))
	}
	return dst
}

// placesIn looks up levels.
func (r *Rows) placesIn(dst []float64, c *column, l *levels, rows []int) []float64 {
	dst = dst[:0]
	for _, i := range rows {
		place := math.NaN()
		if v := c.at(r.rows[i]); v != missing {
			place = float64(l.place(v))
		}
		dst = append(dst, place)
	}
	return dst
}
