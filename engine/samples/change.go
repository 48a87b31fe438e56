package samples

import (
	"strconv"

	"bonsai/engine/table"
	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// A Change is what a person changes about the reading of a table in its preview:
// one value, named by What.
type Change struct {
	What   string `json:"what"`   // "format", "encoding", …, "target", "task", "missing", "merge", "type", "role"
	Value  string `json:"value"`  // the new value
	Column int    `json:"column"` // of "target", "type" and "role", counted from 0
}

// Roles of a column.
const (
	RoleFeature = "feature"
	RoleIgnored = "ignored"
)

// dialectPart returns the part of a dialect that a change is about, nil if it is
// about something else.
func dialectPart(d *text.Dialect, what string) (set func(value string)) {
	switch what {
	case "format": // the other parts are detected again, but the encoding
		return func(v string) { *d = text.Dialect{Format: text.Format(v), Encoding: d.Encoding} }
	case "encoding":
		return func(v string) { d.Encoding = text.Encoding(v) }
	case "separator":
		return func(v string) { d.Separator = text.Separator(v) }
	case "quote":
		return func(v string) { d.Quote = text.Quote(v) }
	case "comment":
		return func(v string) { d.Comment = text.Comment(v) }
	case "decimal":
		return func(v string) { d.Decimal = text.Decimal(v) }
	case "thousands":
		return func(v string) { d.Thousands = text.Thousands(v) }
	case "header":
		return func(v string) { d.Header = text.Header(v) }
	case "skip":
		return func(v string) { d.Skip = lineCount(v) }
	case "foot":
		return func(v string) { d.Foot = lineCount(v) }
	}
	return nil
}

// lineCount reads how many lines are to be skipped; −1 stands for no such number.
func lineCount(v string) int {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > text.MaxSkip {
		return -1
	}
	return n
}

// changed returns the choices after a change. Other choices that no longer fit
// are adapted.
func (o *Files) changed(choices table.Choices, c Change) (table.Choices, error) {
	if set := dialectPart(&choices.Dialect, c.What); set != nil {
		set(c.Value)
		if choices.Dialect.Skip < 0 || choices.Dialect.Foot < 0 {
			return choices, cell.NewError("skipped", "value", c.Value, "max", strconv.Itoa(text.MaxSkip))
		}
		t, err := o.tableAs(table.Want{Dialect: choices.Dialect, Exact: c.What != "format"})
		if err != nil {
			return choices, err
		}
		suggested := t.Suggest().Choices // the columns may be others
		suggested.Dialect, suggested.Missing, suggested.Merge = t.Dialect, choices.Missing, choices.Merge
		return suggested, nil
	}
	switch c.What {
	case "missing":
		choices.Missing = table.Missing(c.Value)
		return choices, nil
	case "merge":
		choices.Merge = c.Value == "true"
		return choices, nil
	case "task":
		if choices.Target < 0 {
			return choices, cell.NewError("noTarget")
		}
		target := choices.Columns[choices.Target]
		target.Type = cell.Category
		if c.Value == string(table.Regression) {
			target.Type = cell.Number
		}
		choices.Task = table.Task(c.Value)
		return choices.With(choices.Target, target), nil
	}
	if c.Column < 0 || c.Column >= len(choices.Columns) {
		return choices, cell.NewError("choices", "part", c.What)
	}
	column := choices.Columns[c.Column]
	switch c.What {
	case "target":
		t, err := o.tableIn(choices)
		if err != nil {
			return choices, err
		}
		return t.WithTarget(choices, c.Column), nil
	case "type":
		column.Type = cell.Type(c.Value)
	case "role":
		column.Use = c.Value == RoleFeature
	default:
		return choices, cell.NewError("choices", "part", c.What)
	}
	return choices.With(c.Column, column), nil
}
