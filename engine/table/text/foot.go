package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// withoutFoot returns a text without its last n lines.
func withoutFoot(text []byte, n int) []byte {
	for range n {
		text = text[:lastLine(text)]
	}
	return text
}

// lastLine returns where the last line of a text begins.
func lastLine(text []byte) int {
	end := len(text)
	switch {
	case bytes.HasSuffix(text, []byte("\r\n")):
		end -= 2
	case bytes.HasSuffix(text, []byte("\n")), bytes.HasSuffix(text, []byte("\r")):
		end--
	}
	return bytes.LastIndexAny(text[:end], "\r\n") + 1
}

// footSize is how many bytes at the end of a text detectFoot looks at.
const footSize = 16 << 10

// maxFoot is how many rows below a table can be something else.
const maxFoot = 20

// detectFoot counts the lines below a table of so many columns: rows with few
// cells, which have words. A row that was cut short has numbers, or many cells.
func detectFoot(text []byte, d Dialect, columns int) int {
	tail := text
	if len(text) > footSize {
		tail = text[len(text)-footSize:]
		tail = tail[bytes.IndexAny(tail, "\r\n")+1:]
		d.Skip = 0
	}
	const least = 3 // with fewer columns, a cell is no sign of anything
	if columns < least {
		return 0
	}
	s := NewSplitter(tail, d)
	below, end := 0, 0 // rows below the last of the table, and where that ends
	for s.Next() {
		switch {
		case len(s.Fields()) >= columns:
			below, end = 0, s.Pos()
		case isNote(s.Fields(), columns):
			below++
		default:
			return 0
		}
	}
	if end == 0 || below == 0 || below > maxFoot || s.Err() != nil {
		return 0
	}
	lines := 0
	for rest := tail[end:]; len(rest) > 0; lines++ {
		rest = rest[:lastLine(rest)]
	}
	return lines
}

// isNote reports whether a row has few cells of so many columns, words in the
// first, and no number in any.
func isNote(row [][]byte, columns int) bool {
	filled := 0
	for _, f := range row {
		f = cell.Trim(f)
		if isNumber(f) || isDate(f) {
			return false
		}
		if len(f) > 0 {
			filled++
		}
	}
	return hasLetter(row[0]) && (filled == 1 || 2*filled <= columns)
}
