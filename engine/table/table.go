package table

import (
	"strconv"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// A Table is what was read from a file: its columns, and in each row a cell
// for each of them.
type Table struct {
	Dialect text.Dialect // how the file is written
	N       int          // rows

	columns    []*column
	attributes []text.Attribute // of an ARFF file
	style      cell.Style
	lines      []int32    // where each row begins in the file
	first      [][]string // the first rows as they are in the file
	suggested  *Suggestion
}

// previewRows is how many rows of the file are kept as they are, to be shown.
const previewRows = 10

// MaxClasses is how many different values a target can have.
const MaxClasses = 100

// Names returns the names of the columns in file order.
func (t *Table) Names() []string {
	names := make([]string, len(t.columns))
	for j, c := range t.columns {
		names[j] = c.name
	}
	return names
}

// nameColumns gives names to columns that have none, and makes all different.
func (t *Table) nameColumns() {
	taken := map[string]bool{}
	for _, c := range t.columns {
		taken[c.name] = true
	}
	used := map[string]bool{}
	for j, c := range t.columns {
		name := c.name
		if name == "" {
			name = defaultName(j)
		} else if !used[name] {
			used[name] = true
			continue
		}
		base := name
		for k := 2; used[name] || taken[name] && name != c.name || name == c.name; k++ {
			name = base + " (" + strconv.Itoa(k) + ")"
		}
		used[name] = true
		c.name = name
	}
}
