package text

import (
	"strconv"

	"bonsai/engine/table/cell"
)

// header finds out whether the first row has the names of the columns.
func (t *trial) header() Header {
	first, rest := t.rows[0], t.rows[1:]
	if len(first) == t.columns-1 {
		if t.lastIsEmpty() {
			return HeaderRow
		}
		return ShiftedHeader
	}
	if len(rest) == 0 || sequence(first) && !sequence(rest[0]) {
		return HeaderRow
	}
	names, values := 0, 0
	for j, f := range first {
		switch t.vote(j, f) {
		case isName:
			return HeaderRow
		case likeName:
			names++
		case likeValue:
			values++
		}
	}
	if names == 0 && values == 0 {
		return headerIf(allDifferent(first))
	}
	return headerIf(names > 2*values)
}

// allDifferent reports whether a row has a different word in each cell.
func allDifferent(row []field) bool {
	seen := map[string]bool{}
	for _, f := range row {
		if len(f.text) == 0 || seen[string(f.text)] {
			return false
		}
		seen[string(f.text)] = true
	}
	return true
}

func headerIf(is bool) Header {
	if is {
		return HeaderRow
	}
	return NoHeader
}

// What a cell of the first row looks like, compared with those below.
type vote int

const (
	undecided vote = iota
	isName         // a word above numbers
	likeName       // a word found nowhere below, where words are found again
	likeValue      // a number above numbers, or a word found below
)

// lastIsEmpty reports whether all rows but the first end with a separator.
func (t *trial) lastIsEmpty() bool {
	for _, row := range t.rows[1:] {
		if len(row) == t.columns && len(row[t.columns-1].text) > 0 {
			return false
		}
	}
	return true
}

// vote says whether a cell of the first row is a name or a value, by comparing
// it with the cells below it.
func (t *trial) vote(j int, f field) vote {
	if j == 0 && len(f.text) == 0 && t.countsRows() {
		return isName // the rows are numbered, and that column has no name
	}
	if len(f.text) == 0 || cell.Missing(f.text) {
		return undecided
	}
	numbers, words, again := 0, 0, false
	different := map[string]bool{}
	for _, row := range t.rows[1:] {
		if j >= len(row) {
			continue
		}
		switch below := row[j].text; {
		case cell.Missing(below) || cell.Blank(string(below)):
		case isNumber(below) || isDate(below):
			numbers++
		default:
			words++
			different[string(below)] = true
			again = again || string(below) == string(f.text)
		}
	}
	value := isNumber(f.text) || isDate(f.text) || cell.Blank(string(f.text))
	const most = 5 // numbers to a word, for a column of numbers
	switch {
	case numbers > most*words && value:
		return likeValue
	case numbers > most*words:
		return isName
	case words == 0:
		return undecided
	case !value && !again && 2*len(different) <= words:
		return likeName
	case again:
		return likeValue
	}
	return undecided
}

// countsRows reports whether the first column, below the first row, has numbers
// that go up by one.
func (t *trial) countsRows() bool {
	last := 0
	for i, row := range t.rows[1:] {
		v, err := strconv.Atoi(string(row[0].text))
		if err != nil || i > 0 && v != last+1 {
			return false
		}
		last = v
	}
	return len(t.rows) > 2
}

// sequence reports whether a row's cells are numbers that go up by one, as
// programs number columns; the first and the last cell may be empty or words.
func sequence(row []field) bool {
	least := 4
	n, last := 0, 0
	for i, f := range row {
		v, err := strconv.Atoi(string(f.text))
		switch {
		case err != nil && (i == 0 || i == len(row)-1) && !isNumber(f.text):
			least = 3
		case err != nil || n > 0 && v != last+1:
			return false
		default:
			n, last = n+1, v
		}
	}
	return n >= least
}

// remarkIsHeader reports whether the comment before the first row has a word
// for each column.
func (t *trial) remarkIsHeader() bool {
	if len(t.remark) == 0 {
		return false
	}
	s := NewSplitter(t.remark, Dialect{Separator: t.dialect.Separator, Quote: t.dialect.Quote})
	if !s.Next() || len(s.Fields()) != t.columns {
		return false
	}
	for _, f := range s.Fields() {
		if name := cell.Trim(f); len(name) == 0 || isNumber(name) {
			return false
		}
	}
	return true
}
