package samples

import (
	"slices"
	"strings"
	"testing"

	"bonsai/engine/table"
)

// Each part of how a file is written can be set by hand, against what was detected.
// The rows of the preview show what comes of it.
func TestEachPartOfTheDialectCanBeChosen(t *testing.T) {
	for _, c := range []struct {
		name, file string
		change     Change
		columns    []string
		first      []string // row
	}{
		{"no header", "a,b\n1,2\n3,4\n5,6\n", Change{What: "header", Value: "no"}, nil, []string{"a", "b"}},
		{"a separator", "a;b,c\n1;2,3\n4;5,6\n7;8,9\n", Change{What: "separator", Value: "semicolon"}, []string{"a", "b,c"}, []string{"1", "2,3"}},
		{"a decimal comma", "a;b\n1,5;2\n2,5;3\n3,5;4\n", Change{What: "decimal", Value: "comma"}, []string{"a", "b"}, []string{"1,5", "2"}},
		{"single quotes", "a,b\n'1,x',2\n'3,y',4\n'5,z',6\n", Change{What: "quote", Value: "single"}, []string{"a", "b"}, []string{"1,x", "2"}},
		{"a comment", "a,b\n#1,2\n3,4\n5,6\n7,8\n", Change{What: "comment", Value: "hash"}, []string{"a", "b"}, []string{"3", "4"}},
		{"thousands", "a;b\n1'000;2\n3'000;4\n5'000;6\n", Change{What: "thousands", Value: "apostrophe"}, []string{"a", "b"}, []string{"1'000", "2"}},
		{"an encoding", "a,b\ncaf\xe9,2\nth\xe9,4\ncaf\xe9,6\n", Change{What: "encoding", Value: "windows-1252"}, []string{"a", "b"}, []string{"café", "2"}},
	} {
		files := readAll(t, File{"table.csv", []byte(c.file)})
		p, err := files.Preview(files.Reading, c.change)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		columns := namesOf(p)
		if c.columns != nil && !slices.Equal(columns, c.columns) || !slices.Equal(p.First[0], c.first) {
			t.Errorf("%s: columns %v, first row %q", c.name, columns, p.First[0])
		}
		if _, err := table.ParseChoices(p.Choices); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Also the kind of file can be chosen, after which the rest is detected again, and what
// stands above and below the table. What cannot be read leaves the reading as it was.
func TestFormatAndSkippedLinesCanBeChosen(t *testing.T) {
	for _, c := range []struct {
		name, file string
		change     Change
		rows       int
		columns    []string
	}{
		{"a line sep=; that is skipped", "sep=;\na;b\n1;2\n3;4\n5;6\n", Change{What: "header", Value: "yes"}, 3, []string{"a", "b"}},
		{"the names as well", "sep=;\na;b\n1;2\n3;4\n5;6\n", Change{What: "skip", Value: "2"}, 2, []string{"1", "2"}},
		{"a last row", "a,b\n1,2\n3,4\n5,6\n", Change{What: "foot", Value: "1"}, 2, []string{"a", "b"}},
		{"JSON as text", "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n{\"a\":5,\"b\":6}\n", Change{What: "format", Value: "csv"}, 2, nil},
		{"ARFF as text", "@relation r\n@attribute a numeric\n@attribute b numeric\n@data\n1,2\n3,4\n5,6\n", Change{What: "format", Value: "csv"}, 3, nil},
	} {
		files := readAll(t, File{"table.csv", []byte(c.file)})
		p, err := files.Preview(files.Reading, c.change)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		columns := namesOf(p)
		if p.Rows != c.rows || c.columns != nil && !slices.Equal(columns, c.columns) {
			t.Errorf("%s: %d rows of the columns %q, want %d of %q", c.name, p.Rows, columns, c.rows, c.columns)
		}
		if again, err := files.Preview(p.Choices, Change{}); err != nil || again.Rows != c.rows {
			t.Errorf("%s: the choices lead to something else: %v", c.name, err)
		}
	}
	files := readAll(t, File{"table.csv", []byte("a,b\n1,2\n3,4\n5,6\n")})
	for _, c := range []struct{ what, value, want string }{
		{"skip", "", "0 to 999"}, {"skip", "1000", "0 to 999"}, {"foot", "-1", "0 to 999"}, {"foot", "1.5", "0 to 999"},
		{"format", "json", "JSON"}, {"format", "arff", "ARFF"}, {"skip", "9", "no rows"},
	} {
		if _, err := files.Preview(files.Reading, Change{What: c.what, Value: c.value}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s: %v, want %q in it", c.what, c.value, err, c.want)
		}
		if p, err := files.Preview(files.Reading, Change{}); err != nil || p.Rows != 3 {
			t.Errorf("after %s %s the table is another: %v", c.what, c.value, err)
		}
	}
}

// namesOf returns the names of a preview's columns.
func namesOf(p *Preview) []string {
	var names []string
	for _, column := range p.Columns {
		names = append(names, column.Name)
	}
	return names
}
