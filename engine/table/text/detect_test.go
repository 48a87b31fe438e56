package text_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// TestDialectsAreDetected gives the letters of the dialect (format, encoding,
// separator, quote, comment, decimal, thousands, header) and the lines to skip.
func TestDialectsAreDetected(t *testing.T) {
	many := strings.Repeat
	for _, c := range []struct {
		name, content, letters string
		skip                   int
	}{
		{"names above numbers", "a,b\n1,2\n3,4\n", "cucdnpny", 0},
		{"numbers only", "1,2\n3,4\n", "cucdnpnn", 0},
		{"numbers as names", "0,1,2,3\n5,3,4,1\n6,2,9,8\n", "cucdnpny", 0},
		{"years as names", "country,1990,1991,1992\nFrance,5,6,8\nSpain,6,6,6\n", "cucdnpny", 0},
		{"an index without a name", ",a,b\n0,x,y\n1,y,x\n2,x,x\n", "cucdnpny", 0},
		{"words found again", "x,y\nx,z\ny,y\nx,z\n", "cucdnpnn", 0},
		{"words not found again", "shape,size\nx,z\ny,y\nx,z\ny,z\n", "cucdnpny", 0},
		{"one row of values", "a,b\n", "cucdnpny", 0},
		{"R's names of rows", "mpg cyl\n\"Mazda RX4\" 21 6\n\"Datsun 710\" 22.8 4\n", "cuwdnpns", 0},
		{"names in a comment", "# x y\n1 2\n3 4\n", "cuwdhpnc", 0},
		{"numbers in a comment", "# 7 8\n1 2\n3 4\n", "cuwdhpnn", 0},
		{"a first name that is #", "#,name\n1,a\n2,b\n3,a\n4,b\n", "cucdnpny", 0},
		{"a title", "Sales in 2020\nby region\n\nregion;sum\nnorth;1\nsouth;2\n", "cusdnpny", 3},
		{"many lines about the table", many("This line says, in words, what is below.\n", 30) + "y x\n" + many("1.5 2.5\n2.5 3\n", 9), "cuwdnpny", 30},
		{"counts above the names", "3,,,\na,b,c,d\n1,2,3,4\n5,6,7,8\n9,8,7,6\n", "cucdnpny", 1},
		{"Excel's line", "sep=;\na;b\n1;2\n", "cusdnpny", 1},
		{"Excel's line in quotes", "\"sep=|\"\r\na|b\r\n1|2\r\n", "cupdnpny", 1},
		{"decimal commas", "a;b\n1,5;2\n3,25;4\n", "cusdncny", 0},
		{"decimal commas between commas", "a,b\n\"1,5\",2\n\"3,25\",4\n", "cucdncny", 0},
		{"thousands", "a,b\n\"1,234\",2\n\"3,250\",4\n", "cucdnpcy", 0},
		{"thousands with points", "a;b\n1.234,5;2\n3.250,25;4\n", "cusdncpy", 0},
		{"thousands with spaces", "a;b\n1 234,5;2\n3 250,25;4\n", "cusdncsy", 0},
		{"points that could be thousands", "a;b\n1.234;2\n3.250;4\n", "cusdnpny", 0},
		{"commas that could be thousands, but one", "a;b\n1,234;2\n0,250;4\n", "cusdncny", 0},
		{"commas in words", "a\tb\nx, y\t1\nz, y\t2\n", "cutdnpny", 0},
		{"separators at line ends", "a,b\n1,2,\n3,4,\n", "cucdnpny", 0},
		{"a separator after the names", "a,b,\n1,2\n3,4\n5,6\n", "cucdnpny", 0},
		{"quotes that never close", "name,size\n\"a,5\nb,6\nc,7\n", "cucnnpny", 0},
		{"ARFF", "% iris\n@RELATION iris\n@attribute a real\n", "aucdppny", 0},
		{"JSON", ` [{"a": 1}, {"a": 2}]`, "jucdnpny", 0},
		{"JSON in lines", "{\"a\": 1}\n{\"a\": 2}\n", "jucdnpny", 0},
		{"JSON lists", `[[1, 2], [3, 4]]`, "jucdnpnn", 0},
		{"JSON lists with names", `[["a", "b"], [3, 4]]`, "jucdnpny", 0},
		{"JSON with thousands", `[{"a": "1,234"}, {"a": "5,678"}]`, "jucdnpcy", 0},
	} {
		d, err := text.Detect([]byte(c.content), text.Dialect{})
		if d.Letters() != c.letters || d.Skip != c.skip || err != nil {
			t.Errorf("%s: %s after %d lines, %v; want %s after %d", c.name, d.Letters(), d.Skip, err, c.letters, c.skip)
		}
	}
}

func TestLinesBelowATableAreDetected(t *testing.T) {
	for content, want := range map[string]int{
		"a,b,c\n1,2,3\n4,5,6\n": 0, "a,b,c\n1,2,3\n4,5,6\n\nSource: us": 2, "a,b,c\r\n1,2,3\r\n4,5,6\r\nSource: us,,\r\nIn 2020.\r\n\r\n": 2,
		"a,b,c\r\n1,2,3\r\n4,5,6\r\nSource: us,\r\nIn 2020.\r\n\r\n": 3, "a,b,c\n1,2,3\n4,5,6\n7": 0, "a,b\n1,2\n3,4\nx\n": 0,
	} {
		d, err := text.Detect([]byte(content), text.Dialect{})
		if d.Foot != want || err != nil {
			t.Errorf("%q: %d lines at the end, %v; want %d", content, d.Foot, err, want)
		}
	}
}

func TestWhatIsWantedIsNotDetected(t *testing.T) {
	content := []byte("a;b\n1,5;2\n3,25;4\n")
	want := text.Dialect{
		Format: text.CSV, Encoding: text.Windows1252, Separator: text.Comma, Quote: text.NoQuote, Comment: text.HashComment,
		Decimal: text.DecimalPoint, Thousands: text.ThousandsSpace, Header: text.NoHeader, Skip: 1,
	}
	if d, err := text.Detect(content, want); d != want || err != nil {
		t.Errorf("%+v, %v; want %+v", d, err, want)
	}
	d, err := text.Detect(content, text.Dialect{Separator: text.Comma}) // 5;2 is a word then
	if d.Letters() != "cucdnpns" || err != nil {
		t.Errorf("with commas: %s, %v", d.Letters(), err)
	}
}

func TestWhatIsNoTable(t *testing.T) {
	for content, code := range map[string]string{
		"": "empty", " \n": "empty", "a\nb\n": "oneColumn", "sep=x\na,b\n": "separator",
	} {
		_, err := text.Detect([]byte(content), text.Dialect{})
		if e, ok := err.(*cell.Error); !ok || e.Code != code {
			t.Errorf("%q: %v; want the error %s", content, err, code)
		}
	}
}

func TestARFFHasItsAttributesAndRows(t *testing.T) {
	attributes, s, err := text.ParseARFF([]byte(`% a comment
@relation 'two words'
@ATTRIBUTE 'the \'size\'' NUMERIC
@attribute kind{a, b}
@attribute "the day" date "yyyy-MM-dd"
@attribute note string

@data
1,'a',2020-01-01,"x, y"
% between
?,b,2020-01-02,'it\'s'
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%q", attributes); got != `[{"the 'size'" "numeric"} {"kind" "nominal"} {"the day" "date"} {"note" "string"}]` {
		t.Errorf("the attributes are %s", got)
	}
	var rows []string
	for s.Next() {
		rows = append(rows, fmt.Sprintf("%d: %q", s.Row(), s.Fields()))
	}
	if got := fmt.Sprint(rows); got != `[9: ["1" "a" "2020-01-01" "x, y"] 11: ["?" "b" "2020-01-02" "it's"]]` {
		t.Errorf("the rows are %s", got)
	}
}

func TestBrokenARFFIsNamedByRow(t *testing.T) {
	for content, want := range map[string]string{
		"@relation a\n@attribute b\n@data\n1": "arffAttribute 2", "@relation a\n@data\n1": "arffNone 2", "@relation a\n@attribute b real\n": "arffNoData 3",
		"@relation a\nb": "arffUnknown 2", "@attribute b real\n@data\n{0 1}": "arffSparse 3", "@attribute 'b real\n@data\n": "arffAttribute 1", "@attribute b complex\n": "arffAttribute 1",
	} {
		_, _, err := text.ParseARFF([]byte(content))
		if e, ok := err.(*cell.Error); !ok || e.Code+" "+e.Args["row"] != want {
			t.Errorf("%q: %v; want the error %s", content, err, want)
		}
	}
}

func readJSON(content string) (names []string, rows []string, err error) {
	r := text.NewRecords([]byte(content))
	for r.Next() {
		rows = append(rows, fmt.Sprintf("%q", r.Fields()))
	}
	return r.Names(), rows, r.Err()
}

func TestJSONRecordsBecomeRows(t *testing.T) {
	for _, c := range []struct{ content, names, rows string }{
		{`[{"a": 1, "b": "x"}, {"b": "y\n\u00e4", "a": null}, {"c": true}]`, "[a b c]", `[["1" "x"] ["" "y\nä"] ["" "" "true"]]`},
		{"{\"a\": [1, {\"b\": \"]\"}]}\n{\"a\": -1.5e3}", "[a]", `[["[1, {\"b\": \"]\"}]"] ["-1.5e3"]]`},
		{`[[1, "a"], [], [NaN]]`, "[]", `[["1" "a"] [] ["NaN"]]`},
		{`[]`, "[]", "[]"},
	} {
		names, rows, err := readJSON(c.content)
		if fmt.Sprint(names) != c.names || fmt.Sprint(rows) != c.rows || err != nil {
			t.Errorf("%s: %v, %v, %v; want %s, %s", c.content, names, rows, err, c.names, c.rows)
		}
	}
}

func TestBrokenJSONIsNamedByRecord(t *testing.T) {
	for content, want := range map[string]string{
		`[{"a": 1} {"a": 2}]`: "jsonComma 1", `[{"a": 1}, {"a" 2}]`: "jsonName 2", `[{"a": 1}, {"a": }]`: "jsonValue 2", `[{"a": 1}`: "jsonEnd 1",
		`[{"a": 1}, `: "jsonEnd 2", `[{"a": "1`: "jsonValue 1", `[{"a": `: "jsonEnd 1", `[{a: 1}]`: "jsonName 1", `[1, 2]`: "jsonShape ", `{"a": 1}`: "jsonShape ",
		`[{"a": 1}] x`: "jsonAfter 2", `[{"a": "\x"}]`: "jsonValue 1", `[{"a": [1}]`: "jsonComma 1", `[{"a": {"b`: "jsonValue 1", `[[1 2]]`: "jsonComma 1",
	} {
		_, _, err := readJSON(content)
		if e, ok := err.(*cell.Error); !ok || e.Code+" "+e.Args["row"] != want {
			t.Errorf("%s: %v; want the error %s", content, err, want)
		}
	}
}

// FuzzRecords compares with encoding/json where that reads a list of records.
func FuzzRecords(f *testing.F) {
	f.Add(`[{"a": 1, "b": "x"}, {"b": "y\n\u00e4", "a": null}]`)
	f.Add("{\"a\": [1, {\"b\": \"]\"}]}\n{\"a\": -1.5e3}")
	f.Add(`[[1, "a"], []]`)
	f.Fuzz(func(t *testing.T, content string) {
		r := text.NewRecords([]byte(content))
		var rows []map[string]string
		for r.Next() {
			row := map[string]string{}
			for i, name := range r.Names() {
				if r.Fields()[i] != nil {
					row[name] = string(r.Fields()[i])
				}
			}
			rows = append(rows, row)
		}
		var want []map[string]json.RawMessage
		if json.Unmarshal([]byte(content), &want) != nil || want == nil {
			return
		}
		if r.Err() != nil {
			for _, record := range want {
				if record == nil {
					return // null in the list is no record
				}
			}
			t.Fatalf("%q: %v", content, r.Err())
		}
		if len(rows) != len(want) {
			t.Fatalf("%q has %d rows; want %d", content, len(rows), len(want))
		}
		for i, record := range want {
			for name, raw := range record {
				var s string
				var value any
				if json.Unmarshal(raw, &value); value == nil {
					continue // an earlier value of the same name may be there
				}
				if json.Unmarshal(raw, &s) != nil {
					s = string(raw)
				}
				if got, ok := rows[i][name]; ok && strings.ToValidUTF8(got, "\ufffd") != s && !strings.Contains(content, "\\") {
					t.Fatalf("%q: row %d has %q for %q; want %q", content, i, got, name, s)
				}
			}
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Add("sep=;\na;b\n1,5;2\n")
	f.Add("# x y\n1 2\n3 4\n")
	f.Add("@relation a\n@attribute b real\n@data\n1")
	f.Add(`[["a", "b"], [3, 4]]`)
	f.Fuzz(func(t *testing.T, content string) {
		d, err := text.Detect([]byte(content), text.Dialect{})
		if err != nil {
			return
		}
		if again, ok := text.ParseLetters(d.Letters()); !ok || again.Letters() != d.Letters() || d.Skip < 0 {
			t.Fatalf("%q is detected as %+v", content, d)
		}
	})
}
