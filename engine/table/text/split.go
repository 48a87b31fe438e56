package text

import (
	"encoding/binary"
	"math/bits"

	"bonsai/engine/table/cell"
)

// A Splitter splits text in UTF-8 into rows of cells. Lines end with LF, CR LF
// or CR. Empty lines and comments are skipped. A cell may be in quotes, with
// spaces around them, and then hold separators and line ends; a quote in it is
// doubled. A quote inside that no separator follows is taken as it is.
type Splitter struct {
	text []byte
	pos  int
	line int // of pos, from 1

	separator byte // 0 for a run of spaces and tabs
	quotes    [2]byte
	comment   byte
	backslash bool      // escapes a quote within quotes, as in ARFF
	ends      [256]bool // bytes that end a cell without quotes
	plain     [256]bool // bytes with which one can begin

	fields  [][]byte
	quoted  []int // the places of fields that were in quotes
	row     int
	remark  []byte // the last comment before the row
	scratch []byte // cells that are not as in text, of this row
	err     *cell.Error
}

// NewSplitter makes a Splitter of text without the lines that d skips.
func NewSplitter(text []byte, d Dialect) *Splitter {
	s := &Splitter{text: withoutFoot(text, d.Foot), line: 1, separator: d.Separator.byte(), comment: d.Comment.byte()}
	s.quotes[0] = d.Quote.byte()
	s.setBytes()
	for range d.Skip {
		s.skipLine()
	}
	return s
}

// setBytes fills ends and plain.
func (s *Splitter) setBytes() {
	s.ends['\n'], s.ends['\r'] = true, true
	if s.separator == 0 {
		s.ends[' '], s.ends['\t'] = true, true
		return // separators of any length take more care
	}
	s.ends[s.separator] = true
	for b := range s.plain {
		s.plain[b] = b != ' ' && !s.isQuote(byte(b))
	}
}

// Next reads the next row and reports whether there is one.
func (s *Splitter) Next() bool {
	if s.err != nil || !s.findRow() {
		return false
	}
	s.row = s.line
	s.fields, s.quoted, s.scratch = s.fields[:0], s.quoted[:0], s.scratch[:0]
	for !s.plainCells() && s.field() {
	}
	return s.err == nil
}

// plainCells reads cells as long as they have no quotes. It reports whether the
// row ended with them.
func (s *Splitter) plainCells() (ended bool) {
	text, pos := s.text, s.pos
	for pos < len(text) && s.plain[text[pos]] {
		end := pos
		for end+8 <= len(text) { // eight bytes at once; most cells are shorter
			word := binary.LittleEndian.Uint64(text[end:])
			at := cell.FirstIn(word, s.separator) | cell.FirstIn(word, '\n') | cell.FirstIn(word, '\r')
			if at != 0 {
				end += bits.TrailingZeros64(at) / 8
				break
			}
			end += 8
		}
		for end < len(text) && !s.ends[text[end]] {
			end++
		}
		s.fields = append(s.fields, text[pos:end])
		if end == len(text) || text[end] != s.separator {
			s.pos = end
			s.lineEnd()
			return true
		}
		pos = end + 1
	}
	s.pos = pos
	return false
}

// Fields returns the cells of the row, which are valid until the next call of
// Next.
func (s *Splitter) Fields() [][]byte { return s.fields }

// Quoted returns the places of those of Fields that were in quotes.
func (s *Splitter) Quoted() []int { return s.quoted }

// Row returns the line on which the row begins, counted from 1.
func (s *Splitter) Row() int { return s.row }

// Remark returns the last comment before the row, without its sign.
func (s *Splitter) Remark() []byte { return s.remark }

// Pos returns how many bytes of the text have been read.
func (s *Splitter) Pos() int { return s.pos }

// Err returns the error at which Next stopped, if there was one.
func (s *Splitter) Err() error {
	if s.err == nil {
		return nil
	}
	return s.err
}

// findRow goes to the next line that is neither empty nor a comment.
func (s *Splitter) findRow() bool {
	for s.pos < len(s.text) {
		i := s.pos
		for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t') {
			i++
		}
		if i == len(s.text) {
			s.pos = i
			return false
		}
		switch c := s.text[i]; {
		case c == '\n' || c == '\r':
			s.skipLine()
		case s.comment != 0 && c == s.comment:
			begin := s.pos
			s.skipLine()
			s.remark = cell.Trim(s.text[begin:s.pos])[1:]
		case c == 0x1a && i+1 == len(s.text): // the end of a file of DOS
			s.pos = len(s.text)
		default:
			if s.separator == 0 {
				s.pos = i
			}
			return true
		}
	}
	return false
}

// skipLine goes behind the end of the line.
func (s *Splitter) skipLine() {
	for s.pos < len(s.text) && s.text[s.pos] != '\n' && s.text[s.pos] != '\r' {
		s.pos++
	}
	s.lineEnd()
}

// lineEnd goes behind a line end at pos.
func (s *Splitter) lineEnd() {
	if s.pos == len(s.text) {
		return
	}
	if s.text[s.pos] == '\r' && s.pos+1 < len(s.text) && s.text[s.pos+1] == '\n' {
		s.pos++
	}
	s.pos++
	s.line++
}

// field reads a cell and what ends it. It reports whether another cell of the
// row follows.
func (s *Splitter) field() bool {
	start := s.pos
	if s.pos < len(s.text) {
		c := s.text[s.pos]
		if c == ' ' && s.separator != 0 {
			i := s.pos
			for i < len(s.text) && s.text[i] == ' ' {
				i++
			}
			if i < len(s.text) && s.isQuote(s.text[i]) {
				s.pos, c = i, s.text[i]
			}
		}
		if s.isQuote(c) {
			return s.quotedField(c)
		}
	}
	i := s.pos
	for i < len(s.text) && !s.ends[s.text[i]] {
		i++
	}
	s.pos = i
	s.fields = append(s.fields, s.text[start:i])
	return s.between()
}

func (s *Splitter) isQuote(c byte) bool {
	return c != 0 && (c == s.quotes[0] || c == s.quotes[1])
}

// between reads what follows a cell: a separator, after which it reports true,
// or the end of the row.
func (s *Splitter) between() bool {
	if s.separator == 0 {
		for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
			s.pos++
		}
	}
	if s.pos == len(s.text) {
		return false
	}
	switch c := s.text[s.pos]; {
	case c == '\n' || c == '\r':
		s.lineEnd()
		return false
	case s.separator != 0: // it must be the separator
		s.pos++
	}
	return true
}

// quotedField reads a cell from its quote on.
func (s *Splitter) quotedField(quote byte) bool {
	s.pos++
	start, copied := s.pos, -1 // where the copy begins in scratch
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == quote && s.pos+1 < len(s.text) && s.text[s.pos+1] == quote,
			c == '\\' && s.backslash && s.pos+1 < len(s.text):
			if copied < 0 {
				copied = len(s.scratch)
			}
			s.scratch = append(append(s.scratch, s.text[start:s.pos]...), s.text[s.pos+1])
			s.pos += 2
			start = s.pos
		case c == quote && s.closes():
			field := s.text[start:s.pos]
			if copied >= 0 {
				s.scratch = append(s.scratch, field...)
				field = s.scratch[copied:len(s.scratch):len(s.scratch)]
			}
			s.quoted = append(s.quoted, len(s.fields))
			s.fields = append(s.fields, field)
			s.pos++
			for s.pos < len(s.text) && s.text[s.pos] == ' ' {
				s.pos++
			}
			return s.between()
		case c == '\n' || c == '\r':
			s.lineEnd()
		default:
			s.pos++
		}
	}
	s.err = cell.NewError("openQuote", "row", s.row)
	return false
}

// closes reports whether the quote at pos ends its cell: only spaces are
// between it and a separator or the end of the line.
func (s *Splitter) closes() bool {
	i := s.pos + 1
	for i < len(s.text) && s.text[i] == ' ' && s.separator != 0 {
		i++
	}
	return i == len(s.text) || s.ends[s.text[i]]
}
