package text

import (
	"bytes"
	"encoding/json"

	"bonsai/engine/table/cell"
)

// Records reads rows out of JSON: a list of records, a list of lists, or a
// record a line. Columns are in the order in which records name them first.
type Records struct {
	text []byte
	pos  int
	row  int

	listed bool // within [ ]; otherwise a record a line
	done   bool
	names  []string
	places map[string]int
	fields [][]byte
	err    *cell.Error
}

// NewRecords makes a reader of text in JSON.
func NewRecords(text []byte) *Records {
	r := &Records{text: text, places: map[string]int{}}
	r.spaces()
	if r.peek() == '[' {
		r.listed = true
		r.pos++
	}
	return r
}

// Next reads the next row and reports whether there is one.
func (r *Records) Next() bool {
	r.spaces()
	if r.done || r.err != nil || r.atEnd() {
		return false
	}
	if r.listed && r.row > 0 && !r.take(',') {
		return r.fail("jsonComma")
	}
	r.row++
	clear(r.fields)
	switch r.spaces(); r.peek() {
	case '{':
		return r.record() && r.notAlone()
	case '[':
		return r.list()
	case 0:
		return r.fail("jsonEnd")
	}
	r.err = cell.NewError("jsonShape")
	return false
}

// atEnd reports whether no row follows, and checks what stands there instead.
func (r *Records) atEnd() bool {
	if !r.listed {
		r.done = r.pos == len(r.text)
		return r.done
	}
	if r.peek() != ']' {
		return false
	}
	r.pos++
	r.spaces()
	if r.done = true; r.pos < len(r.text) {
		r.row++
		r.fail("jsonAfter")
	}
	return true
}

// Fields returns the cells of the row in the order of Names, valid until the
// next call of Next. Those of a list may be more or fewer than in other rows.
func (r *Records) Fields() [][]byte { return r.fields }

// Names returns the columns met so far; lists have none.
func (r *Records) Names() []string { return r.names }

// Row returns the number of the record, counted from 1.
func (r *Records) Row() int { return r.row }

// Pos returns how many bytes of the text have been read.
func (r *Records) Pos() int { return r.pos }

// Err returns the error at which Next stopped, if there was one.
func (r *Records) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// fail stops with an error; whatever was missing, at the end it is the end.
func (r *Records) fail(code string) bool {
	if r.pos == len(r.text) {
		code = "jsonEnd"
	}
	r.err = cell.NewError(code, "row", max(1, r.row))
	return false
}

func (r *Records) spaces() {
	for r.pos < len(r.text) && bytes.IndexByte([]byte(" \t\r\n"), r.text[r.pos]) >= 0 {
		r.pos++
	}
}

// peek returns the next byte, 0 at the end.
func (r *Records) peek() byte {
	if r.pos == len(r.text) {
		return 0
	}
	return r.text[r.pos]
}

// take reads the byte c, with any spaces before and after it. It returns false,
// and reads only spaces, if another byte comes next.
func (r *Records) take(c byte) bool {
	r.spaces()
	if r.peek() != c {
		return false
	}
	r.pos++
	r.spaces()
	return true
}

// record reads {"name": value, …}.
func (r *Records) record() bool {
	r.take('{')
	for n := 0; !r.take('}'); n++ {
		if n > 0 && !r.take(',') {
			return r.fail("jsonComma")
		}
		if r.peek() != '"' {
			return r.fail("jsonName")
		}
		name, ok := r.quoted()
		if !ok || !r.take(':') {
			return r.fail("jsonName")
		}
		place := r.place(name, n)
		value, ok := r.value()
		if !ok {
			return r.fail("jsonValue")
		}
		r.fields[place] = value
	}
	return true
}

// notAlone refuses a single record that is not in a list, which cannot be a table.
func (r *Records) notAlone() bool {
	if !r.listed && r.row == 1 {
		if r.spaces(); r.pos == len(r.text) {
			r.err = cell.NewError("jsonShape")
			return false
		}
	}
	return true
}

// place returns the column with a name; guess is a good first guess.
func (r *Records) place(name []byte, guess int) int {
	if guess < len(r.names) && r.names[guess] == string(name) {
		return guess
	}
	place, known := r.places[string(name)]
	if !known {
		place = len(r.names)
		r.places[string(name)] = place
		r.names, r.fields = append(r.names, string(name)), append(r.fields, nil)
	}
	return place
}

// list reads [value, …].
func (r *Records) list() bool {
	r.fields = r.fields[:0]
	r.take('[')
	for !r.take(']') {
		if len(r.fields) > 0 && !r.take(',') {
			return r.fail("jsonComma")
		}
		value, ok := r.value()
		if !ok {
			return r.fail("jsonValue")
		}
		r.fields = append(r.fields, value)
	}
	return true
}

// value reads a value: strings without their quotes, null as nothing, and what
// is nested as it is written.
func (r *Records) value() (value []byte, ok bool) {
	switch r.peek() {
	case '"':
		return r.quoted()
	case '{', '[':
		return r.nested()
	}
	start := r.pos
	for r.pos < len(r.text) && isBare(r.text[r.pos]) {
		r.pos++
	}
	value = r.text[start:r.pos]
	if string(value) == "null" {
		return nil, true
	}
	return value, len(value) > 0
}

// isBare reports whether a byte belongs to a number or a word such as true.
func isBare(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c-'0' <= 9 || c == '-' || c == '+' || c == '.'
}

// quoted reads a string.
func (r *Records) quoted() (value []byte, ok bool) {
	start, escaped := r.pos, false
	for i := start + 1; i < len(r.text); i++ {
		switch r.text[i] {
		case '\\':
			escaped = true
			i++
		case '"':
			r.pos = i + 1
			if !escaped {
				return r.text[start+1 : i], true
			}
			var s string
			err := json.Unmarshal(r.text[start:r.pos], &s)
			return []byte(s), err == nil
		}
	}
	return nil, false
}

// nested skips a list or a record.
func (r *Records) nested() (value []byte, ok bool) {
	start, depth := r.pos, 0
	for r.pos < len(r.text) {
		switch r.text[r.pos] {
		case '"':
			if _, ok := r.quoted(); !ok {
				return nil, false
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		r.pos++
		if depth == 0 {
			return r.text[start:r.pos], true
		}
	}
	return nil, false
}
