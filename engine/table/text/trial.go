package text

import (
	"bytes"
	"slices"

	"bonsai/engine/table/cell"
)

// A trial is a sample split in one way.
type trial struct {
	dialect  Dialect
	rows     [][]field // those of the table, without the preamble
	remark   []byte    // the comment before the first row
	columns  int
	preamble int // lines before the table
	score    float64
}

// A field is a cell with whether it was in quotes.
type field struct {
	text   []byte
	quoted bool
}

// newTrial splits the sample; nil stands for no table of two columns or more.
// Rows mostly have as many cells as most of the sample has, or, below many
// lines about the table, as its end has.
func newTrial(s *sample, d Dialect) *trial {
	all := &trial{dialect: d}
	lines := all.split(s)
	if len(all.rows) == 0 {
		return nil
	}
	var best *trial
	for _, columns := range [...]int{commonLength(all.rows), len(all.rows[len(all.rows)-1])} {
		if columns < 2 {
			continue
		}
		t := *all
		t.columns = columns
		t.cutPreamble(lines)
		t.score = t.consistency() * t.quality()
		if above := all.rows[:len(all.rows)-len(t.rows)]; len(above) > 0 {
			// Least of all should rows of a table be skipped.
			t.score *= 0.99 - 0.99*float64(alike(above))/float64(len(all.rows))
		}
		if best == nil || t.score > best.score {
			best = &t
		}
	}
	if best != nil && d.Separator == Space {
		best.score *= 0.9 // words have spaces between them too
	}
	if best != nil && d.Quote == NoQuote {
		best.score /= 2 // where there are quotes, they mostly quote
	}
	return best
}

// cutPreamble removes the rows before the table.
func (t *trial) cutPreamble(lines []int) {
	first := t.firstRow()
	if first < len(t.rows)-1 && t.mostlyEmpty(first) && t.isHeader(first+1) {
		first++ // such as the numbers of rows and columns
	}
	if first > 0 {
		t.preamble, t.remark = lines[first]-1-t.dialect.Skip, nil
		t.rows = t.rows[first:]
	}
}

// mostlyEmpty reports whether more than half of a row's cells are empty.
func (t *trial) mostlyEmpty(i int) bool {
	empty := 0
	for _, f := range t.rows[i] {
		if len(f.text) == 0 {
			empty++
		}
	}
	return 2*empty > len(t.rows[i])
}

// isHeader reports whether row i has a word above a column of numbers.
func (t *trial) isHeader(i int) bool {
	below := trial{rows: t.rows[i:], columns: t.columns}
	for j, f := range below.rows[0] {
		if len(f.text) > 0 && below.vote(j, f) == isName {
			return true
		}
	}
	return false
}

// split fills rows and returns the line on which each begins.
func (t *trial) split(s *sample) (lines []int) {
	splitter := NewSplitter(s.text, t.dialect)
	for len(t.rows) < sampleRows && splitter.Next() {
		if !s.whole && splitter.Pos() == len(s.text) && len(t.rows) > 1 {
			break // the last row may be cut
		}
		row := make([]field, len(splitter.Fields()))
		for i, f := range splitter.Fields() {
			row[i].text = bytes.Clone(cell.Trim(f))
		}
		for _, i := range splitter.Quoted() {
			row[i].quoted = true
		}
		if len(t.rows) == 0 {
			t.remark = splitter.Remark()
		}
		t.rows, lines = append(t.rows, row), append(lines, splitter.Row())
	}
	if err := splitter.Err(); s.whole && err != nil {
		t.rows, s.err = nil, err
	}
	return lines
}

// commonLength is the length that most rows have, the larger of two that are
// as frequent.
func commonLength(rows [][]field) int {
	counts := map[int]int{}
	for _, row := range rows {
		counts[len(row)]++
	}
	best := 0
	for n, count := range counts { // the order does not matter: the best is unique
		if count > counts[best] || count == counts[best] && n > best {
			best = n
		}
	}
	return best
}

// firstRow finds where the table begins: where the fewest rows are astray, both
// among those above, of which most must have another length, and those below.
// If the row before has the names of all columns but the first, it is that.
func (t *trial) firstRow() int {
	const most = 4 // fewer than 1/most of the rows above may have the length
	fit := 0
	for _, row := range t.rows {
		if t.fits(row) {
			fit++
		}
	}
	best, fewest := 0, len(t.rows)
	above := 0 // rows that fit, above row i
	for i, row := range t.rows {
		if !t.fits(row) {
			continue
		}
		below := len(t.rows) - i - (fit - above) // rows that do not
		if above+below < fewest && (i == 0 || above*most < i) {
			best, fewest = i, above+below
		}
		above++
	}
	if best > 0 && t.isShiftedHeader(t.rows[best-1]) && !t.isHeader(best) {
		return best - 1
	}
	return best
}

// fits reports whether a row has the common length, or one empty cell more
// behind a last separator.
func (t *trial) fits(row []field) bool {
	return len(row) == t.columns || len(row) == t.columns+1 && len(row[t.columns].text) == 0
}

// isShiftedHeader reports whether a row before the table can have its names,
// as R writes them: none for the column of the rows' names.
func (t *trial) isShiftedHeader(row []field) bool {
	return len(row) == t.columns-1 && !slices.ContainsFunc(row, func(f field) bool {
		return len(f.text) == 0 || isNumber(f.text)
	})
}

// consistency is the square of the share of rows of the common length.
func (t *trial) consistency() float64 {
	right := 0
	for i, row := range t.rows {
		if t.fits(row) || i == 0 && len(t.rows) > 1 && t.isShiftedHeader(row) {
			right++
		}
	}
	share := float64(right) / float64(len(t.rows))
	return share * share
}

// alike counts the rows before a table that could be one themselves, or are not
// split at all: the most that have the same length.
func alike(rows [][]field) int {
	most, counts := 0, map[int]int{}
	for _, row := range rows {
		counts[len(row)]++
		most = max(most, counts[len(row)])
	}
	return most
}

// quality is the mean over the cells of how much each looks like one.
func (t *trial) quality() float64 {
	sum, n := 0.0, 0
	for _, row := range t.rows {
		for _, f := range row {
			sum += f.quality()
			n++
		}
	}
	return sum / float64(n)
}

// quality is 1 for a cell that is a number or a date, less for words, and
// least for what looks like several cells.
func (f field) quality() float64 {
	const (
		empty, word, list, odd = 0.8, 0.9, 0.6, 0.3
	)
	switch {
	case len(f.text) == 0 || cell.Missing(f.text):
		return empty
	case isNumber(f.text) || isDate(f.text):
		return 1
	case f.quoted:
		return word
	case bytes.ContainsAny(f.text, ";\t|") || !hasLetter(f.text):
		return odd
	case f.text[0] == '"' || f.text[0] == '\'':
		return odd
	case bytes.IndexByte(f.text, ',') >= 0:
		return list
	}
	return word
}

// isNumber reports whether a cell is a number in any style.
func isNumber(b []byte) bool {
	if !hasDigit(b) {
		return false
	}
	for _, s := range [...]cell.Style{{Group: ','}, {Comma: true, Group: '.'}, {Group: ' '}, {Comma: true, Group: ' '}, {Group: '\''}} {
		if _, ok := s.Number(b); ok {
			return true
		}
	}
	return false
}

func isDate(b []byte) bool {
	const longest = 40
	if len(b) > longest || !hasDigit(b) {
		return false
	}
	for _, t := range [...]cell.Type{cell.DateYMD, cell.DateDMY, cell.DateMDY} {
		if _, ok := cell.Date(string(b), t); ok {
			return true
		}
	}
	return false
}

func hasDigit(b []byte) bool {
	for _, c := range b {
		if c-'0' <= 9 {
			return true
		}
	}
	return false
}

func hasLetter(b []byte) bool {
	for _, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 {
			return true
		}
	}
	return false
}
