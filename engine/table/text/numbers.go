package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// numberForm finds out how numbers are written in a text, from its beginning,
// middle and end.
func numberForm(text []byte, d Dialect) (Decimal, Thousands) {
	var seen evidence
	first := text[:min(len(text), SampleSize)]
	if d.Format == JSON {
		seen.readAll(NewRecords(first))
		return seen.form()
	}
	seen.read(first, d, d.Skip)
	for _, at := range [...]int{len(text) / 2, len(text) - SampleSize/4} {
		if at < SampleSize {
			break
		}
		part := text[at:min(len(text), at+SampleSize/4)]
		if i := bytes.IndexByte(part, '\n'); i >= 0 {
			seen.read(part[i+1:], d, 0)
		}
	}
	return seen.form()
}

// form returns what the evidence speaks for.
func (e *evidence) form() (Decimal, Thousands) {
	if e.comma > e.point {
		switch {
		case e.groups['.'] > 0:
			return DecimalComma, ThousandsPoint
		case e.groups[' '] > 0:
			return DecimalComma, ThousandsSpace
		}
		return DecimalComma, NoThousands
	}
	switch {
	case e.groups[','] > 0:
		return DecimalPoint, ThousandsComma
	case e.groups[' '] > 0:
		return DecimalPoint, ThousandsSpace
	case e.groups['\''] > 0:
		return DecimalPoint, ThousandsApostrophe
	}
	return DecimalPoint, NoThousands
}

// evidence counts cells that tell something about the form of numbers.
type evidence struct {
	point, comma int // cells that are numbers with that decimal sign only
	groups       map[byte]int
}

func (e *evidence) read(part []byte, d Dialect, skip int) {
	d.Skip = skip
	e.readAll(NewSplitter(part, d))
}

func (e *evidence) readAll(rows interface {
	Next() bool
	Fields() [][]byte
}) {
	if e.groups == nil {
		e.groups = map[byte]int{}
	}
	for rows.Next() {
		for _, f := range rows.Fields() {
			e.add(cell.Trim(f))
		}
	}
}

// add looks at a cell. One such as 1,234 can be in groups of thousands, or
// have decimals: it tells nothing of the decimal sign.
func (e *evidence) add(b []byte) {
	if !bytes.ContainsAny(b, ",. '’\u00a0\u202f") || len(b) > 40 {
		return
	}
	read := func(s cell.Style) bool { _, ok := s.Number(b); return ok }
	plainPoint, plainComma := read(cell.Style{}), read(cell.Style{Comma: true})
	groupComma, groupPoint := read(cell.Style{Group: ','}), read(cell.Style{Comma: true, Group: '.'})
	spacePoint, spaceComma := read(cell.Style{Group: ' '}), read(cell.Style{Comma: true, Group: ' '})
	withPoint := plainPoint || groupComma || spacePoint
	withComma := plainComma || groupPoint || spaceComma
	switch {
	case withPoint && !withComma:
		e.point++
	case withComma && !withPoint:
		e.comma++
	}
	switch {
	case groupComma && !plainPoint:
		e.groups[',']++
	case groupPoint && !plainComma:
		e.groups['.']++
	case spacePoint && !plainPoint, spaceComma && !plainComma:
		e.groups[' ']++
	case read(cell.Style{Group: '\''}) && !plainPoint:
		e.groups['\'']++
	}
}
