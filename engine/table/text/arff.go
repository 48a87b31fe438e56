package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// An Attribute is a column of an ARFF file.
type Attribute struct {
	Name string
	Kind string // "numeric", "nominal", "date" or "string"
}

// ParseARFF reads the header of a file in Weka's Attribute-Relation File
// Format (Witten and Frank, "Data Mining", 2000), and returns its columns and a
// Splitter of the rows below it.
func ParseARFF(text []byte) ([]Attribute, *Splitter, error) {
	s := &Splitter{text: text, line: 1, separator: ',', comment: '%', quotes: [2]byte{'\'', '"'}, backslash: true}
	s.setBytes()
	var list []Attribute
	for s.findRow() {
		begin, row := s.pos, s.line
		s.skipLine()
		line := cell.Trim(text[begin:s.pos])
		switch {
		case hasWord(line, "@relation"):
		case hasWord(line, "@attribute"):
			a, ok := parseAttribute(line[len("@attribute"):])
			if !ok {
				return nil, nil, cell.NewError("arffAttribute", "row", row)
			}
			list = append(list, a)
		case hasWord(line, "@data"):
			if len(list) == 0 {
				return nil, nil, cell.NewError("arffNone", "row", row)
			}
			return list, s, s.refuseSparse()
		default:
			return nil, nil, cell.NewError("arffUnknown", "row", row)
		}
	}
	return nil, nil, cell.NewError("arffNoData", "row", s.line)
}

// refuseSparse returns an error if the first row lists only its values other
// than 0.
func (s *Splitter) refuseSparse() error {
	if s.findRow() && s.text[s.pos] == '{' {
		return cell.NewError("arffSparse", "row", s.line)
	}
	return nil
}

// parseAttribute reads a name, which may be in quotes, and a type.
func parseAttribute(rest []byte) (a Attribute, ok bool) {
	rest = cell.Trim(rest)
	if len(rest) == 0 {
		return a, false
	}
	end := bytes.IndexAny(rest, " \t{")
	if quote := rest[0]; quote == '\'' || quote == '"' {
		rest = rest[1:]
		end = bytes.IndexByte(rest, quote)
		for end > 0 && rest[end-1] == '\\' {
			next := bytes.IndexByte(rest[end+1:], quote)
			if next < 0 {
				return a, false
			}
			end += 1 + next
		}
		if end < 0 {
			return a, false
		}
		a.Name = string(bytes.ReplaceAll(rest[:end], []byte{'\\', quote}, []byte{quote}))
		rest = rest[end+1:]
	} else if end > 0 {
		a.Name = string(rest[:end])
		rest = rest[end:]
	}
	rest = cell.Trim(rest)
	switch {
	case a.Name == "" || len(rest) == 0:
		return a, false
	case rest[0] == '{':
		a.Kind = "nominal"
	case hasWord(rest, "numeric"), hasWord(rest, "real"), hasWord(rest, "integer"):
		a.Kind = "numeric"
	case hasWord(rest, "date"):
		a.Kind = "date"
	case hasWord(rest, "string"):
		a.Kind = "string"
	default:
		return a, false
	}
	return a, true
}
