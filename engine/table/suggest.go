package table

import (
	"slices"
	"strings"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// A Reason says why something is suggested; it is the key of a message.
type Reason string

const (
	ByName      Reason = "name"      // the column is called as targets are
	LastColumn  Reason = "last"      // it is the last that can be a target
	IsConstant  Reason = "constant"  // it has one value in all rows, or none
	IsDate      Reason = "date"      // it can be used as a number of days
	IsRowNumber Reason = "rowNumber" // it counts the rows
	IsRowName   Reason = "rowName"   // it has another value in almost every row
	IsMixed     Reason = "mixed"     // numbers and many other words
)

// A Suggestion is the choices that fit a table best, with reasons.
type Suggestion struct {
	Choices
	TargetReason Reason
	LeftOut      []Reason // for each column, "" where it is used
}

// Suggest returns what is most likely meant by a table.
func (t *Table) Suggest() Suggestion {
	if t.suggested == nil {
		s := t.suggest()
		t.suggested = &s
	}
	s := *t.suggested
	s.Columns, s.LeftOut = slices.Clone(s.Columns), slices.Clone(s.LeftOut)
	return s
}

func (t *Table) suggest() Suggestion {
	s := Suggestion{LeftOut: make([]Reason, len(t.columns))}
	s.Dialect, s.Missing = t.Dialect, DropRows
	for j := range t.columns {
		typ, reason := t.suggestType(j)
		s.Columns = append(s.Columns, Choice{typ, reason == ""})
		s.LeftOut[j] = reason
	}
	s.Target, s.TargetReason = t.suggestTarget(s.Columns)
	s.Task = Classification
	if s.Target >= 0 {
		s.Columns[s.Target].Use, s.LeftOut[s.Target] = false, ""
		s.Columns[s.Target].Type, s.Task = t.SuggestTask(s.Target)
	}
	s.Missing = t.suggestMissing(s.Choices)
	t.findFeatures(&s)
	return s
}

// findFeatures uses what is left out where nothing else is there to learn
// from: dates, or else numbers that tell the rows apart, or else columns in
// which one value is there or missing.
func (t *Table) findFeatures(s *Suggestion) {
	none := func() bool { return !slices.ContainsFunc(s.Columns, func(c Choice) bool { return c.Use }) }
	use := func(reason Reason, useful func(c *column) bool) {
		for j, c := range t.columns {
			if s.LeftOut[j] == reason && j != s.Target && useful(c) {
				s.Columns[j].Use, s.LeftOut[j] = true, ""
			}
		}
	}
	for _, reason := range []Reason{IsDate, IsRowNumber} {
		if none() {
			use(reason, func(*column) bool { return true })
		}
	}
	if none() {
		use(IsConstant, func(c *column) bool { return c.kinds.different == 1 && c.counts.missing > 0 })
		if !none() {
			s.Missing = FillIndicator
		}
	}
}

// suggestType finds the type of a column, and why it should be left out if it
// should.
func (t *Table) suggestType(j int) (cell.Type, Reason) {
	c := t.columns[j]
	k := c.kinds
	switch {
	case k.values == 0:
		return cell.Number, IsConstant
	case k.different == 1:
		return t.plainType(c, k), IsConstant
	case k.yesNo:
		return cell.YesNo, ""
	case t.isNominal(j):
		return cell.Category, ""
	case k.numeric == k.values:
		return cell.Number, t.rowNumber(j, k)
	case k.date != "":
		return k.date, IsDate
	case k.mostlyNumbers():
		return cell.NumberOrMissing, ""
	case k.different == k.values && k.values > fewRows, k.many(), c.counts.lost > 0:
		if c.counts.numbers > k.values/2 {
			return cell.Name, IsMixed
		}
		return cell.Name, IsRowName
	}
	return cell.Category, ""
}

// isNominal reports whether an ARFF file lists the values of a column, not too
// many.
func (t *Table) isNominal(j int) bool {
	return t.attributes != nil && t.attributes[j].Kind == "nominal" && !t.columns[j].kinds.many()
}

// fewRows is how many rows can all be different by chance.
const fewRows = 10

// plainType is the type of a column with one value.
func (t *Table) plainType(c *column, k kinds) cell.Type {
	switch {
	case k.numeric == k.values:
		return cell.Number
	case k.date != "":
		return k.date
	}
	return cell.Category
}

// rowNumber tells a column of numbers that only tells the rows apart.
func (t *Table) rowNumber(j int, k kinds) Reason {
	c := t.columns[j]
	name := normal(c.name)
	named := slices.Contains([]string{
		"id", "index", "idx", "row", "rows", "rowid", "rowname", "rownames", "rownumber", "unnamed: 0", "obs", "no", "nr", "no.", "nr.", "#", "case", "caseid",
		"observation", "serial", "sno", "s.no", "sl_no", "uid", "key", "recordid", "record", "instance", "sample", "objectid",
	}, strings.ReplaceAll(name, "_", "")) || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, " id") ||
		len(c.name) > 2 && strings.HasSuffix(c.name, "ID")
	unnamed := t.Dialect.Header != text.NoHeader && name == defaultName(0) && j == 0
	allDifferent := c.counts.many && c.counts.integers || k.different == k.values
	switch {
	case (named || unnamed) && c.counts.counting:
		return IsRowNumber
	case named && allDifferent && k.values > fewRows && c.unique(t.N):
		return IsRowNumber
	}
	return ""
}

// unique reports whether no number occurs twice among n rows.
func (c *column) unique(n int) bool {
	seen := make(map[code]bool, n)
	for i := range n {
		v := c.at(i)
		if v != missing && seen[v] {
			return false
		}
		seen[v] = true
	}
	return true
}

// normal is a name in small letters without spaces around it.
func normal(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
