package samples

import (
	"slices"
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
		var columns []string
		for _, column := range p.Columns {
			columns = append(columns, column.Name)
		}
		if c.columns != nil && !slices.Equal(columns, c.columns) || !slices.Equal(p.First[0], c.first) {
			t.Errorf("%s: columns %v, first row %q", c.name, columns, p.First[0])
		}
		if _, err := table.ParseChoices(p.Choices); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
