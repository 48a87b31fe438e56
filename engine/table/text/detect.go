package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// SampleSize is how many bytes of a text's beginning Detect looks at.
const SampleSize = 256 << 10

// sampleRows is how many rows of them it compares.
const sampleRows = 400

// plain is the dialect of a file about which nothing is special.
var plain = Dialect{
	Format: CSV, Encoding: UTF8, Separator: Comma, Quote: DoubleQuote, Comment: NoComment,
	Decimal: DecimalPoint, Thousands: NoThousands, Header: NoHeader,
}

// Detect finds out how a text in UTF-8 is written. Parts of want that are not
// empty are taken as they are, and so is its encoding. It looks at the first
// SampleSize bytes, and for the form of the numbers at parts farther on too.
func Detect(text []byte, want Dialect) (Dialect, error) {
	start := bytes.TrimLeft(text[:min(len(text), SampleSize)], " \t\r\n")
	if len(start) == 0 {
		return want, cell.NewError("empty")
	}
	d, err := want, error(nil)
	switch {
	case want.Format == JSON, want.Format == "" && looksLikeJSON(start):
		d.Format = JSON
		d.Header = or(want.Header, jsonHeader(text))
		decimal, thousands := numberForm(text, d)
		d.Decimal, d.Thousands = or(want.Decimal, decimal), or(want.Thousands, thousands)
	case want.Format == ARFF, want.Format == "" && isARFF(start):
		d.Format = ARFF
		d.Comment, d.Header = or(want.Comment, PercentComment), or(want.Header, HeaderRow)
	default:
		d, err = detectCSV(text, want)
	}
	return d.filled(), err
}

// filled puts what is plain into the empty parts.
func (d Dialect) filled() Dialect {
	d.Format, d.Encoding, d.Separator = or(d.Format, plain.Format), or(d.Encoding, plain.Encoding), or(d.Separator, plain.Separator)
	d.Quote, d.Comment, d.Header = or(d.Quote, plain.Quote), or(d.Comment, plain.Comment), or(d.Header, plain.Header)
	d.Decimal, d.Thousands = or(d.Decimal, plain.Decimal), or(d.Thousands, plain.Thousands)
	return d
}

// or returns value, or other if value is empty.
func or[T ~string](value, other T) T {
	if value == "" {
		return other
	}
	return value
}

func detectCSV(text []byte, want Dialect) (Dialect, error) {
	s := sample{text: text[:min(len(text), SampleSize)], whole: len(text) <= SampleSize}
	forced, err := s.separatorLine()
	if err != nil {
		return want, err
	}
	best, err := s.best(want, or(want.Separator, forced))
	if err != nil {
		return want, err
	}
	d := best.dialect
	d.Skip = min(d.Skip+best.preamble, MaxSkip)
	if d.Foot == 0 {
		d.Foot = detectFoot(text, d, best.columns)
	}
	d.Header = or(want.Header, best.header())
	if want.Header == "" && d.Header == NoHeader && best.remarkIsHeader() {
		d.Header = CommentHeader
	}
	decimal, thousands := numberForm(text, d)
	d.Decimal, d.Thousands = or(want.Decimal, decimal), or(want.Thousands, thousands)
	return d, nil
}

// looksLikeJSON reports whether a text begins like a list or a record.
func looksLikeJSON(start []byte) bool {
	if start[0] != '[' && start[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	return len(rest) > 0 && bytes.IndexByte([]byte(`{["]}`), rest[0]) >= 0
}

// jsonHeader finds out whether the names of the columns are in the JSON: those
// of records are; those of lists are in the first list if it has only strings
// and the second has not.
func jsonHeader(text []byte) Header {
	r := NewRecords(text)
	var words [2]int
	for i := range words {
		if !r.Next() || len(r.Names()) > 0 {
			return HeaderRow
		}
		for _, f := range r.Fields() {
			if !isNumber(f) && !cell.Missing(f) {
				words[i]++
			}
		}
		if words[i] != len(r.Fields()) {
			return headerIf(i == 1)
		}
	}
	return NoHeader
}

// isARFF reports whether a text begins, comments aside, with the name of a
// relation.
func isARFF(start []byte) bool {
	for len(start) > 0 {
		line, rest, _ := bytes.Cut(start, []byte("\n"))
		line = cell.Trim(line)
		if len(line) > 0 && line[0] != '%' {
			return hasWord(line, "@relation")
		}
		start = rest
	}
	return false
}

// hasWord reports whether a line begins with a word in any case, given in
// small letters.
func hasWord(line []byte, word string) bool {
	return len(line) >= len(word) && bytes.EqualFold(line[:len(word)], []byte(word))
}

// A sample is the beginning of a text.
type sample struct {
	text  []byte
	whole bool // it is all of the text
	skip  int
	err   error // why it cannot be split in one of the ways
}

// separatorLine reads Excel's line "sep=;", if the text begins with it.
func (s *sample) separatorLine() (Separator, error) {
	end := bytes.IndexAny(s.text, "\r\n")
	if end < 0 {
		return "", nil
	}
	line := bytes.Trim(s.text[:end], `" `)
	if !hasWord(line, "sep=") {
		return "", nil
	}
	s.skip = 1
	value := line[len("sep="):]
	for _, o := range separators {
		if len(value) == 1 && (value[0] == o.value.byte() || value[0] == ' ' && o.value == Space) {
			return o.value, nil
		}
	}
	return "", cell.NewError("separator", "value", string(value))
}

// best finds the separator, the quote and the comment with which the sample
// looks most like a table.
func (s *sample) best(want Dialect, forced Separator) (*trial, error) {
	d := want
	d.Skip = max(d.Skip, s.skip)
	var best *trial
	for _, separator := range separators {
		if forced != "" && separator.value != forced {
			continue
		}
		for _, quote := range s.quotes(want.Quote) {
			for _, comment := range s.comments(want.Comment) {
				d.Separator, d.Quote, d.Comment = separator.value, quote, comment
				// What comes first wins if it is as good.
				if t := newTrial(s, d); t != nil && (best == nil || t.score > best.score) {
					best = t
				}
			}
		}
	}
	switch {
	case best == nil && s.err != nil:
		return nil, s.err
	case best == nil:
		return nil, cell.NewError("oneColumn")
	}
	return best, nil
}

// quotes lists the quotes that can be meant: want, if that is not empty.
func (s *sample) quotes(want Quote) []Quote {
	if want != "" {
		return []Quote{want}
	}
	list := []Quote{DoubleQuote}
	if bytes.Count(s.text, []byte("'")) > 1 {
		list = append(list, SingleQuote)
	}
	if bytes.IndexByte(s.text, '"') >= 0 {
		list = append(list, NoQuote)
	}
	return list
}

// comments lists the signs for comments that can be meant: want, if that is
// not empty.
func (s *sample) comments(want Comment) []Comment {
	if want != "" {
		return []Comment{want}
	}
	list := []Comment{NoComment}
	for _, o := range comments {
		sign := o.value.byte()
		if sign == 0 || s.text[0] != sign && !bytes.Contains(s.text, []byte{'\n', sign}) {
			continue
		}
		if len(s.text) > 1 && s.text[0] == sign && bytes.IndexByte([]byte(",;\t|"), s.text[1]) >= 0 {
			continue // it is the name of the first column
		}
		list = append(list, o.value)
	}
	return list
}
