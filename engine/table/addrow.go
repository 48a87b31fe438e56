package table

import (
	"math"
	"slices"
	"strings"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// addRow takes the row that was read last, as names or as cells.
func (r *Reader) addRow() error {
	t, fields := r.table, r.rows.Fields()
	row := r.rows.Row()
	if records, ok := r.rows.(*text.Records); ok && len(records.Names()) > 0 {
		for j := len(t.columns); j < len(records.Names()); j++ {
			t.add(records.Names()[j])
		}
	} else if len(t.columns) == 0 {
		if isNames := r.addColumns(fields); isNames {
			return nil
		}
	}
	if len(t.columns) > MaxColumns {
		return cell.NewError("tooManyColumns", "row", row, "have", len(t.columns), "max", MaxColumns)
	}
	if len(fields) != len(t.columns) {
		var err error
		if fields, err = r.fit(fields, row); err != nil {
			return err
		}
	}
	if t.N == MaxRows {
		return cell.NewError("tooManyRows", "max", MaxRows)
	}
	if (t.N+1)*len(t.columns) > MaxCells {
		return cell.NewError("tooManyCells", "max", MaxCells)
	}
	r.addCells(fields)
	t.addFirst(fields)
	t.lines = append(t.lines, int32(row))
	t.N++
	return nil
}

// addColumns makes the columns after the first row, and reports whether it has
// their names.
func (r *Reader) addColumns(fields [][]byte) (isNames bool) {
	t := r.table
	switch t.Dialect.Header {
	case text.HeaderRow:
	case text.ShiftedHeader:
		t.add("")
	case text.CommentHeader:
		if s, ok := r.rows.(*text.Splitter); ok {
			remark := text.NewSplitter(s.Remark(), text.Dialect{Separator: t.Dialect.Separator, Quote: t.Dialect.Quote})
			if remark.Next() && len(remark.Fields()) == len(fields) {
				t.addNames(remark.Fields())
				return false
			}
		}
		fallthrough
	default:
		for range fields {
			t.add("")
		}
		return false
	}
	t.addNames(fields)
	return true
}

// fit makes a row as long as the others: empty cells behind its last separator
// are left out, and columns without a name are added where the first row
// had no separator at its end.
func (r *Reader) fit(fields [][]byte, row int) ([][]byte, error) {
	t := r.table
	want := len(t.columns)
	if r.table.Dialect.Format == text.JSON && len(t.columns) > len(fields) {
		return fields, nil // the others are missing
	}
	for len(fields) > want && len(cell.Trim(fields[len(fields)-1])) == 0 {
		fields = fields[:len(fields)-1]
	}
	// Names may end with a separator where rows do not.
	if len(fields) == want-1 && t.columns[want-1].name == "" && t.Dialect.Header == text.HeaderRow {
		return fields, nil
	}
	switch {
	case len(fields) < want:
		return nil, cell.NewError("shortRow", "row", row, "have", len(fields), "want", want)
	case len(fields) > want:
		return nil, cell.NewError("longRow", "row", row, "have", len(fields), "want", want)
	}
	return fields, nil
}

func (t *Table) add(name string) { t.columns = append(t.columns, &column{name: name}) }

func (t *Table) addNames(fields [][]byte) {
	for _, f := range fields {
		t.add(strings.ToValidUTF8(string(cell.Trim(f)), "\ufffd"))
	}
}

// addCells stores the cells of a row.
func (r *Reader) addCells(fields [][]byte) {
	t := r.table
	if t.N%blockRows == 0 {
		addBlocks(t.columns, t.N/blockRows)
	}
	r.numbers = slices.Grow(r.numbers[:0], len(fields))[:len(fields)]
	t.style.Numbers(r.numbers, fields)
	for j, x := range r.numbers {
		c, v := t.columns[j], number(x)
		if math.IsNaN(x) {
			v = c.codeOf(fields[j], t.style, &r.budget)
		}
		if v != missing {
			c.set(t.N, v)
		}
	}
}

// addFirst keeps a row as it is in the file, if it is one of the first.
func (t *Table) addFirst(fields [][]byte) {
	if t.N >= previewRows {
		return
	}
	shown := make([]string, len(fields))
	for j, f := range fields {
		shown[j] = strings.ToValidUTF8(string(cell.Trim(f)), "\ufffd")
	}
	t.first = append(t.first, shown)
}
