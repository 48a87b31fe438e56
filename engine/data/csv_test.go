package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func readCSV(t *testing.T, text string, options CSVOptions) Table {
	t.Helper()
	table, err := ReadCSV([]byte(text), options)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return table
}

func TestCSVIsReadAsItIsMeant(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		options CSVOptions
		want    Table
	}{
		"the last column is the label": {
			"a,b,kind\n1,2,yes\n-3,4.5,no\n", CSVOptions{},
			Table{Names: []string{"a", "b"}, Label: "kind", Classes: []string{"no", "yes"}, N: 2,
				x: []float64{1, 2, -3, 4.5}, y: []float32{1, 0}},
		},
		"a label by name, semicolons, a mark of UTF-8, line ends of Windows": {
			"\ufeffkind;größe;b\r\nx;1;2\r\ny;3;4\r\n", CSVOptions{Label: "kind"},
			Table{Names: []string{"größe", "b"}, Label: "kind", Classes: []string{"x", "y"}, N: 2,
				x: []float64{1, 2, 3, 4}, y: []float32{0, 1}},
		},
		"a label by number, tabs, no names, an empty line, no last line end": {
			"5\t10\t0.5\n\n7\t2\t1e3", CSVOptions{Label: "2"},
			Table{Names: []string{"x1", "x3"}, Label: "x2", Classes: []string{"2", "10"}, N: 2,
				x: []float64{5, 0.5, 7, 1000}, y: []float32{1, 0}},
		},
		"a name goes before a number": {
			"a,b,1\n1,2,x\n3,4,y\n", CSVOptions{Label: "1"},
			Table{Names: []string{"a", "b"}, Label: "1", Classes: []string{"x", "y"}, N: 2,
				x: []float64{1, 2, 3, 4}, y: []float32{0, 1}},
		},
		"regression": {
			"a,price\n1,10.5\n2,-7\n", CSVOptions{Regression: true},
			Table{Names: []string{"a"}, Label: "price", N: 2, x: []float64{1, 2}, y: []float32{10.5, -7}},
		},
		"quotes around what has separators": {
			"\"a;b\",\"c;d;e\",f\n1, 2,yes \n 3 ,\"4\",\"no\"\n", CSVOptions{},
			Table{Names: []string{"a;b", "c;d;e"}, Label: "f", Classes: []string{"no", "yes"}, N: 2,
				x: []float64{1, 2, 3, 4}, y: []float32{1, 0}},
		},
		"a column without a name": {
			",b,c\n0,1,p\n1,2,q\n", CSVOptions{},
			Table{Names: []string{"x1", "b"}, Label: "c", Classes: []string{"p", "q"}, N: 2,
				x: []float64{0, 1, 1, 2}, y: []float32{0, 1}},
		},
		"numbers are sorted as numbers, equal ones are one class": {
			"a,c\n1,10\n2,9\n3,-1\n4,9.0\n", CSVOptions{},
			Table{Names: []string{"a"}, Label: "c", Classes: []string{"-1", "9", "10"}, N: 4,
				x: []float64{1, 2, 3, 4}, y: []float32{2, 1, 0, 1}},
		},
		"with one word among them all are words": {
			"a,c\n1,10\n2,9\n3,none\n", CSVOptions{},
			Table{Names: []string{"a"}, Label: "c", Classes: []string{"10", "9", "none"}, N: 3,
				x: []float64{1, 2, 3}, y: []float32{0, 1, 2}},
		},
	} {
		got, err := ReadCSV([]byte(c.text), c.options)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(got.Names, c.want.Names) || got.Label != c.want.Label || !slices.Equal(got.Classes, c.want.Classes) ||
			got.N != c.want.N || !slices.Equal(got.x, c.want.x) || !slices.Equal(got.y, c.want.y) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, c.want)
		}
	}
}

func TestCSVErrorsNameThePlaceAndTheValue(t *testing.T) {
	many := "a,c\n"
	for i := range 51 {
		many += fmt.Sprintf("1,class %d\n", i)
	}
	for name, c := range map[string]struct {
		text    string
		options CSVOptions
		want    []string
	}{
		"nothing":               {"", CSVOptions{}, []string{"empty"}},
		"only a mark":           {"\ufeff\n\n", CSVOptions{}, []string{"empty"}},
		"only names":            {"a,b\n", CSVOptions{}, []string{"no rows"}},
		"one column":            {"a\n1\n", CSVOptions{}, []string{"1 columns", "2 to 1000", "semicolon"}},
		"1001 columns":          {strings.Repeat("a,", 1000) + "b\n", CSVOptions{}, []string{"1001 columns", "2 to 1000"}},
		"a word":                {"a,b,c\n1,2,x\n1,two,y\n", CSVOptions{}, []string{"row 3", `column "b"`, `"two"`, "no number"}},
		"a decimal comma":       {"a;b\n\"1,5\";x\n", CSVOptions{}, []string{"row 2", `column "a"`, `"1,5"`}},
		"not a number":          {"a,c\n1,x\nNaN,y\n", CSVOptions{}, []string{"row 3", `column "a"`, `"NaN"`}},
		"infinity":              {"a,c\n1,x\n-Inf,y\n", CSVOptions{}, []string{"row 3", `column "a"`, `"-Inf"`}},
		"too large":             {"a,c\n1,x\n1e39,y\n", CSVOptions{}, []string{"row 3", `column "a"`, `"1e39"`, "too large"}},
		"a hole":                {"a,b,c\n\n1,,x\n", CSVOptions{}, []string{"row 3", `column "b"`, "empty"}},
		"a hole of spaces":      {"a,b,c\n1, ,x\n", CSVOptions{}, []string{"row 2", `column "b"`, "empty"}},
		"no class":              {"a,c\n1,x\n2,\n", CSVOptions{}, []string{"row 3", `column "c"`, "empty", "class"}},
		"no value to fit":       {"a,c\n1,2\n2,x\n", CSVOptions{Regression: true}, []string{"row 3", `column "c"`, `"x"`, "no number"}},
		"a row too short":       {"a,b,c\n1,2,x\n1,2\n", CSVOptions{}, []string{"row 3", "2 columns", "3"}},
		"a row too long":        {"1,2,3\n1,2,3,4\n", CSVOptions{}, []string{"row 2", "4 columns", "3"}},
		"an open quote":         {"a,c\n1,\"x\n", CSVOptions{}, []string{"no CSV", "line"}},
		"a space after a quote": {"a,\"b\" ,c\n1,2,x\n", CSVOptions{}, []string{"no CSV", "line 1"}},
		"an unknown label":      {"a,c\n1,2\n", CSVOptions{Label: "d"}, []string{`"d"`, "1 to 2"}},
		"label 0":               {"a,c\n1,2\n", CSVOptions{Label: "0"}, []string{`"0"`, "1 to 2"}},
		"label 3 of 2":          {"a,c\n1,2\n", CSVOptions{Label: "3"}, []string{`"3"`, "1 to 2"}},
		"one class":             {"a,c\n1,x\n2,x\n", CSVOptions{}, []string{`column "c"`, `"x"`, "two or more"}},
		"one class, as 1, 1.":   {"a,c\n1,1\n2,1.\n", CSVOptions{}, []string{`column "c"`, `"1"`, "two or more"}},
		"51 classes":            {many, CSVOptions{}, []string{`column "c"`, "50", "regression"}},
		"too many rows":         {"a,c\n" + strings.Repeat("1,x\n2,y\n", 100_001), CSVOptions{}, []string{"200000 rows", "limit"}},
		"too many bytes":        {strings.Repeat("\n", 64<<20+1), CSVOptions{}, []string{"67108865", "67108864"}},
	} {
		_, err := ReadCSV([]byte(c.text), c.options)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, part := range append(c.want, "data: ") {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q does not say %q", name, err, part)
			}
		}
	}
}

func TestCSVHoldsWhatTheLimitsAllow(t *testing.T) {
	var text strings.Builder
	for i := range 50 {
		fmt.Fprintf(&text, "%d%s,class %d\n", i, strings.Repeat(",1", 998), i)
	}
	table := readCSV(t, text.String(), CSVOptions{})
	if table.N != 50 || len(table.Names) != 999 || len(table.Classes) != 50 {
		t.Errorf("%d rows, %d features, %d classes; want 50, 999, 50", table.N, len(table.Names), len(table.Classes))
	}
	if table := readCSV(t, strings.Repeat("1,2\n3,4\n", 100_000), CSVOptions{}); table.N != 200_000 {
		t.Errorf("%d rows, want 200,000", table.N)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("a,b,kind\n1,2,yes\n-3,4.5,no\n"), "", false)
	f.Add([]byte("\ufeffkind;g;b\r\nx;1;2\r\ny;3;4\r\n"), "kind", false)
	f.Add([]byte("5\t10\t0.5\n\n7\t2\t1e3"), "2", true)
	f.Add([]byte("1e38,0\n-1e38,1\n1e-300,0\n0.1,1\n"), "", false)
	f.Fuzz(func(t *testing.T, text []byte, label string, regression bool) {
		table, err := ReadCSV(text, CSVOptions{Label: label, Regression: regression})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "data: ") {
				t.Errorf("the error %q does not name the package", err)
			}
			return
		}
		classes := len(table.Classes)
		if regression != (classes == 0) || classes == 1 || classes > 50 {
			t.Fatalf("%d classes", classes)
		}
		for _, share := range []float64{0, 0.5, 1} {
			s := table.Set(share, 1)
			if s.N < 1 || s.F < 1 || len(s.X) != s.N*s.F || len(s.Y) != s.N || s.Classes != classes {
				t.Fatalf("N, F, Classes = %d, %d, %d with %d numbers and %d labels", s.N, s.F, s.Classes, len(s.X), len(s.Y))
			}
			for _, v := range s.X {
				if !(v >= -1e6 && v <= 1e6) {
					t.Fatalf("a feature is %v", v)
				}
			}
			for _, v := range s.Y {
				if !regression && (v < 0 || int(v) >= classes || v != float32(int(v))) {
					t.Fatalf("%v is a label of %d classes", v, classes)
				}
			}
		}
	})
}

// The first row of many tables is data, and only its class is a word.
func TestAWordForAClassIsNoHeader(t *testing.T) {
	table := readCSV(t, "5.1,3.5,setosa\n7.0,3.2,versicolor\n", CSVOptions{})
	if table.N != 2 || table.Names[0] != "x1" || len(table.Classes) != 2 {
		t.Errorf("%d rows, features %v, classes %v", table.N, table.Names, table.Classes)
	}
}
