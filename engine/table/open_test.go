package table_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/table"
	"bonsai/engine/table/text"
)

// mustOpen opens a table and returns it with what is suggested for it.
func mustOpen(t *testing.T, content string) (*table.Table, table.Suggestion) {
	t.Helper()
	tab, err := open([]byte(content), table.Want{})
	if err != nil {
		t.Fatal(err)
	}
	return tab, tab.Suggest()
}

func codeOf(err error) string {
	var e *table.Error
	if errors.As(err, &e) {
		return e.Code + " " + e.Args["row"]
	}
	return "none"
}

// matrix returns inputs and targets in the order of seed 1, fitted to 4 of 5.
func matrix(t *testing.T, tab *table.Table, choices table.Choices) (x, y []float32) {
	t.Helper()
	rows, err := tab.Rows(choices)
	if err != nil {
		t.Fatal(err)
	}
	order := rows.Order(1)
	training, _ := table.Split(order, 0.8)
	p := rows.Fit(training)
	return p.Inputs(rows, order), p.Targets(rows, order)
}

// TestBitsStayTheSame pins what files come to under choices, as links carry
// them. A change here breaks links.
func TestBitsStayTheSame(t *testing.T) {
	for _, c := range []struct {
		file, choices string
		want          uint64
	}{
		{"iris_head.csv", "1.cucdnpny.dkc.0.5.n4c", 0xe1caa41f444a0ded},
		{"iris_date_feature.csv", "1.cucdnpny.dkc.0.6.yn4c", 0x60bf89ef16319b91},
		{"iris_cat_feature.csv", "1.cucdnpny.dkc.0.6.n4c2", 0x933505d78d73bf31},
		{"iris_missing_NA.csv", "1.cucdnpny.ikc.0.5.n4c", 0xd2132df2ca47daca},
		{"label_case_space.csv", "1.cucdnpny.dmc.0.5.n4c", 0xe1caa41f444a0ded},
		{"thousands_quoted.csv", "1.cucdnpcy.dkr.0.1.n5c", 0x462661f3f4062e5c},
		{"regression_price_chas.csv", "1.cucdnpny.dkr.0.4.bn3", 0xa12eb1d4c3914bd2},
	} {
		choices, err := table.ParseChoices(c.choices)
		if err != nil {
			t.Fatal(err)
		}
		tab, err := open(readFile(t, c.file), table.Want{Dialect: choices.Dialect, Exact: true})
		if err != nil {
			t.Fatal(err)
		}
		x, y := matrix(t, tab, choices)
		sum := fnv.New64a()
		for _, v := range slices.Concat(x, y) {
			bits := math.Float32bits(v)
			sum.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)})
		}
		if got := sum.Sum64(); got != c.want {
			t.Errorf("%s under %s: the sum of the bits is %#x; want %#x", c.file, c.choices, got, c.want)
		}
	}
}

// TestNumbersAndWordsAreAsTheOldReaderTookThem: a link to a plain table with
// choices means what one without did.
func TestNumbersAndWordsAreAsTheOldReaderTookThem(t *testing.T) {
	file := readFile(t, "iris_head.csv")
	old, err := data.ReadCSV(file, data.CSVOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := old.Set(0.8, 1)
	tab, s := mustOpen(t, string(file))
	x, y := matrix(t, tab, s.Choices)
	if !slices.Equal(x, want.X) || !slices.Equal(y, want.Y) {
		t.Error("the numbers are not those of data.ReadCSV")
	}
	rows, _ := tab.Rows(s.Choices)
	if got := rows.Spec().Target.Classes; !slices.Equal(got, old.Classes) {
		t.Errorf("the classes are %q; want %q", got, old.Classes)
	}
}

func TestFoldsAreThoseOfPackageData(t *testing.T) {
	rows := []int{7, 3, 5, 1, 9, 0, 2}
	set := data.Set{N: len(rows), F: 1}
	for _, row := range rows {
		set.X, set.Y = append(set.X, float32(row)), append(set.Y, 0)
	}
	asInts := func(x []float32) (list []int) {
		for _, v := range x {
			list = append(list, int(v))
		}
		return list
	}
	for i, want := range data.Folds(set, 3) {
		got := table.Folds(rows, 3)[i]
		if !slices.Equal(got.Training, asInts(want.Train.X)) || !slices.Equal(got.Validation, asInts(want.Validation.X)) {
			t.Errorf("fold %d: %v; want %v and %v", i, got, want.Train.X, want.Validation.X)
		}
	}
}

// TestEachFoldIsStandardisedByItsOwnTrainingRows: one row of kfold_outlier.csv
// has 10,000,000, the others have −3 to 3. A fold that validates on it must not
// know of it.
func TestEachFoldIsStandardisedByItsOwnTrainingRows(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "kfold_outlier.csv")))
	rows, err := tab.Rows(s.Choices)
	if err != nil {
		t.Fatal(err)
	}
	training, _ := table.Split(rows.Order(1), 0.8)
	if !slices.Contains(training, 0) {
		t.Fatal("the first row, which is the outlier, is a test row under this seed; take another")
	}
	for i, fold := range table.Folds(training, 5) {
		c := rows.Fit(fold.Training).Columns[0]
		knows := slices.Contains(fold.Training, 0)
		if !knows && (math.Abs(c.Mean) > 1 || c.Deviation > 3) {
			t.Errorf("fold %d validates on the outlier, and its mean is %v and its deviation %v", i, c.Mean, c.Deviation)
		}
		if knows && c.Deviation < 1e5 {
			t.Errorf("fold %d trains on the outlier, and its deviation is %v", i, c.Deviation)
		}
	}
}

// TestSplitsDoNotDependOnTheOrderOfTheFile: a file sorted by class and the same
// file mixed have classes in the same shares in every fold, more or less.
func TestSplitsDoNotDependOnTheOrderOfTheFile(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "iris_head.csv"))) // sorted by class
	rows, err := tab.Rows(s.Choices)
	if err != nil {
		t.Fatal(err)
	}
	training, test := table.Split(rows.Order(1), 0.8)
	parts := [][]int{test}
	for _, fold := range table.Folds(training, 5) {
		parts = append(parts, fold.Validation)
	}
	for i, part := range parts {
		var counts [3]int
		for _, class := range rows.Goals(nil, part) {
			counts[int(class)]++
		}
		if slices.Min(counts[:]) < len(part)/8 {
			t.Errorf("part %d of %d rows has the classes %v", i, len(part), counts)
		}
	}
}

func TestReadingInSmallStepsGivesTheSame(t *testing.T) {
	file := readFile(t, "iris_latin1.csv")
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write(bytes.Repeat(file, 200))
	w.Close()
	for _, content := range [][]byte{file, zipped.Bytes()} {
		r := table.NewReader(content, table.Want{})
		last, steps := -1.0, 0
		for r.Step(1) {
			if p := r.Progress(); p < last || p > 1 {
				t.Fatalf("the progress goes from %v to %v", last, p)
			}
			last = r.Progress()
			steps++
		}
		if steps < 5 || r.Progress() != 1 {
			t.Errorf("%d steps, and a progress of %v at the end", steps, r.Progress())
		}
		if r.Step(1) {
			t.Error("there is a step after the last")
		}
		small, err := r.Table()
		if err != nil {
			t.Fatal(err)
		}
		large, err := open(content, table.Want{})
		if err != nil {
			t.Fatal(err)
		}
		x, _ := matrix(t, small, small.Suggest().Choices)
		want, _ := matrix(t, large, large.Suggest().Choices)
		if !slices.Equal(x, want) {
			t.Error("small steps give other numbers")
		}
	}
}

func TestTablesThatAreTooLargeAreRefused(t *testing.T) {
	if _, err := open(make([]byte, table.MaxBytes+1), table.Want{}); codeOf(err) != "tooLarge " {
		t.Errorf("%v; want the error tooLarge", err)
	}
	wide := strings.Repeat("1,", table.MaxColumns) + "1\n"
	if _, err := open([]byte(wide+wide), table.Want{}); codeOf(err) != "tooManyColumns 1" {
		t.Errorf("%v; want the error tooManyColumns", err)
	}
}

func TestGzipThatBreaksOffIsRefused(t *testing.T) {
	file := readFile(t, "iris_head.csv.gz")
	if _, err := open(file[:len(file)/2], table.Want{}); codeOf(err) != "gzip " {
		t.Errorf("%v; want the error gzip", err)
	}
}

func TestDetectionCanBeOverruled(t *testing.T) {
	content := []byte("a;b\n1,5;x\n2,5;y\n3,5;x\n")
	for want, dialect := range map[string]text.Dialect{
		"cusdncny": {},
		"cusdncnn": {Header: text.NoHeader},
		"cusdnpny": {Decimal: text.DecimalPoint},
		"cwsdncny": {Encoding: text.Windows1252},
	} {
		tab, err := open(content, table.Want{Dialect: dialect})
		if err != nil || tab.Dialect.Letters() != want {
			t.Errorf("%v, %v; want %s", tab, err, want)
		}
	}
}

func TestRowsOfAnotherLengthAreNamed(t *testing.T) {
	for content, want := range map[string]string{
		"a,b,c\n1,2,3\n\n4,5\n":                "shortRow 4",
		"a,b,c\n1,2,3\n4,5,6,7\n":              "longRow 3",
		"a,b,c\n1,2,3\n4,5,6,,\n7,8,9\n":       "none",
		"a,b,\n1,2\n4,5\n7,8,\n":               "none",
		"a,b,c\n1,2,3\n4,5,6\n\nSource: us\n":  "none",
		"a,b,c\n1,2,3\n4,5,6\n7\n":             "shortRow 4",
		"a,b,c\n1,2,3\nx\n4,5,6\nSource: us\n": "shortRow 3",
		"a,b\n1,2\n\"4\n,5\n":                  "openQuote 3",
		"a,b\n":                                "noRows ",
		"# only a comment\n":                   "noRows ",
		"@relation a\n@attribute b real\n":     "arffNoData 3",
		`[{"a": 1}, {"a": 2}]`:                 "oneColumn ",
		`[{"a": 1}, {"a": 2, "b": 3}, {"b"}]`:  "jsonName 3",
	} {
		if _, err := open([]byte(content), table.Want{Dialect: text.Dialect{Quote: text.DoubleQuote}}); codeOf(err) != want {
			t.Errorf("%q: %v; want the error %s", content, err, want)
		}
	}
}

func TestColumnsWithoutANameGetOne(t *testing.T) {
	tab, err := open([]byte("size,,size,x2,size\n1,2,3,4,5\n2,3,4,5,6\n"), table.Want{})
	if err != nil {
		t.Fatal(err)
	}
	if got := tab.Names(); !slices.Equal(got, []string{"size", "x2 (2)", "size (2)", "x2", "size (3)"}) {
		t.Errorf("the names are %q", got)
	}
}

func TestJSONColumnsMayComeLate(t *testing.T) {
	tab, s := mustOpen(t, `[{"y": "a", "x": 1}, {"y": "b", "x": 2, "z": 5}, {"x": 3, "y": "a", "z": 7}]`)
	if s.Missing != table.Fill {
		t.Errorf("missing values are to be treated by %q", s.Missing)
	}
	rows, err := tab.Rows(s.Choices)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows.Values(nil, 1, []int{0, 1, 2}); !math.IsNaN(got[0]) || got[1] != 5 || got[2] != 7 {
		t.Errorf("the values of z are %v", got)
	}
}

func TestReaderTakesAnythingWithoutPanic(t *testing.T) {
	for _, c := range []string{"\x1f\x8b", "PK", "\xff\xfe", "[", "{", "[[", "@relation", "sep=", "#", "a,b\n\"", "\n\n,", " ", "\"\"\n\"\""} {
		if tab, err := open([]byte(c), table.Want{}); err == nil {
			tab.Preview(tab.Suggest().Choices)
		}
	}
}

// FuzzOpen opens files, looks at what is suggested and goes the way to the
// inputs.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("a;b;c\n1,5;x;2020-01-01\n2,5;y;2020-01-02\n3,5;x;NA\n"))
	f.Add([]byte("# x y\n1 2\n3 4\n5 6\n"))
	f.Add([]byte("@relation a\n@attribute b {p,q}\n@attribute c real\n@data\np,1\nq,2\n?,3\np,?\n"))
	f.Add([]byte(`[{"y": "a", "x": 1}, {"y": "b", "x": 2, "z": 5}, {"x": 3, "y": "a", "z": 7}]`))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00"))
	f.Add([]byte("007,yes,0x10\n7,no,?\n07.5,1,\n1e5,0,-\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		tab, err := open(file, table.Want{})
		if err != nil {
			return
		}
		s := tab.Suggest()
		p := tab.Preview(s.Choices)
		choices, err := table.ParseChoices(p.Choices)
		if err != nil || choices.String() != p.Choices {
			t.Fatalf("%q: the choices %s are read back as %v, %v", file, p.Choices, choices, err)
		}
		again, err := open(file, table.Want{Dialect: choices.Dialect, Exact: true})
		if err != nil {
			t.Fatalf("%q cannot be opened as detected: %v", file, err)
		}
		rows, err := again.Rows(choices)
		if (err == nil) != (p.Problem == nil) {
			t.Fatalf("%q: the preview has the problem %v, opening has %v", file, p.Problem, err)
		}
		if err != nil {
			return
		}
		x, y := matrix(t, again, choices)
		for _, v := range slices.Concat(x, y) {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Fatalf("%q gives the number %v", file, v)
			}
		}
		if len(y) != rows.N || rows.N+rows.WithoutLabel+rows.Incomplete != tab.N {
			t.Fatalf("%q: %d of %d rows are there, %d without label and %d incomplete", file, rows.N, tab.N, rows.WithoutLabel, rows.Incomplete)
		}
	})
}
