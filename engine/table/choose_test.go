package table_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/table"
	"bonsai/engine/table/cell"
)

// rowsOf writes a CSV out of a header and a pattern repeated n times.
func rowsOf(header string, n int, row func(i int) string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		b.WriteString(row(i) + "\n")
	}
	return b.String()
}

// TestTypesAndRolesAreSuggested gives the letters of the types, capital for
// those left out, and the reasons.
func TestTypesAndRolesAreSuggested(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"an id", rowsOf("id,x,y", 30, func(i int) string { return fmt.Sprintf("%d,%d.5,%d", 1000-7*i, i*i, i%2) }), "Nnb [rowNumber  ]"},
		{"an index without a name", rowsOf(",x,y", 30, func(i int) string { return fmt.Sprintf("%d,%d.5,%d", i, i*i, i%2) }), "Nnb [rowNumber  ]"},
		{"x that counts", rowsOf("x,z,y", 30, func(i int) string { return fmt.Sprintf("%d,%d.5,%d", i, i*i, i%2) }), "n2b [  ]"},
		{"a name for each row", rowsOf("plant,x,y", 30, func(i int) string { return fmt.Sprintf("p%d,%d.5,%d", i, i*i, i%2) }), "Rnb [rowName  ]"},
		{"constants", rowsOf("a,b,c,x,y", 30, func(i int) string { return fmt.Sprintf("1,x,,%d.5,%d", i*i, i%2) }), "NCNnb [constant constant constant  ]"},
		{"dates", rowsOf("a,b,c,x,y", 30, func(i int) string {
			return fmt.Sprintf("2020-01-%02d,%d.1.2020,1/%d/2020,%d.5,%d", i+1, i+1, i+1, i*i, i%2)
		}), "YDUnb [date date date  ]"},
		{"few words among numbers", rowsOf("x,y", 60, func(i int) string { return []string{fmt.Sprint(i*i + 1000), "broken"}[i/59] + fmt.Sprintf(",%d", i%2) }), "mb [ ]"},
		{"many words among numbers", rowsOf("x,z,y", 60, func(i int) string {
			return []string{fmt.Sprint(i * i), fmt.Sprint("w", i)}[i%2] + fmt.Sprintf(",%d,%d", i*i, i%2)
		}), "Rnb [rowName  ]"},
		{"marks that stand for missing", rowsOf("x,y", 60, func(i int) string { return []string{fmt.Sprint(i * i), "-", "none"}[i%3] + fmt.Sprintf(",%d", i%2) }), "nb [ ]"},
		{"many categories", rowsOf("town,x,y", 400, func(i int) string { return fmt.Sprintf("t%d,%d,%d", i%100, i*i, i%2) }), "cnb [  ]"},
		{"only a date to learn from", rowsOf("day,y", 30, func(i int) string { return fmt.Sprintf("2020-01-%02d,%d", i+1, i*i) }), "yn [ ]"},
		{"only marks to learn from", rowsOf("a,b,y", 30, func(i int) string { return []string{"t,", ",t"}[i%2] + fmt.Sprintf(",%d", i*i) }), "c2n [  ]"},
		{"mixed case of yes", rowsOf("a,y", 30, func(i int) string { return []string{"Yes", "no", "NO", "1"}[i%4] + fmt.Sprintf(",%d.5", i*i) }), "bn [ ]"},
	} {
		_, s := mustOpen(t, c.content)
		letters := s.Choices.String()
		got := fmt.Sprint(letters[strings.LastIndexByte(letters, '.')+1:], " ", s.LeftOut)
		if got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}

func TestTargetIsSuggestedByNameOrElseTheLast(t *testing.T) {
	for _, c := range []struct {
		content, target string
		why             table.Reason
		task            table.Task
	}{
		{rowsOf("Class,x", 30, func(i int) string { return fmt.Sprintf("%d,%d.5", i%3, i) }), "Class", table.ByName, table.Classification},
		{rowsOf("y,label,x", 30, func(i int) string { return fmt.Sprintf("%d,%d,%d.5", i, i%3, i) }), "label", table.ByName, table.Classification},
		{rowsOf("a,price,x", 30, func(i int) string { return fmt.Sprintf("%d,%d,%d.5", i, i%3, i) }), "price", table.ByName, table.Regression},
		{rowsOf("a,b", 30, func(i int) string { return fmt.Sprintf("%d,%d", i, i%3) }), "b", table.LastColumn, table.Classification},
		{rowsOf("a,b", 30, func(i int) string { return fmt.Sprintf("%d,%d.5", i, i%3) }), "b", table.LastColumn, table.Regression},
		{rowsOf("a,b", 90, func(i int) string { return fmt.Sprintf("%d,%d", i, i%30) }), "b", table.LastColumn, table.Regression},
		{rowsOf("a,b,note", 30, func(i int) string { return fmt.Sprintf("%d,%d,text %d", i, i%2, i) }), "b", table.LastColumn, table.Classification},
		{rowsOf("a,b", 200, func(i int) string { return fmt.Sprintf("%d.5,word %d", i%7, i%101) }), "a", table.LastColumn, table.Regression},
		// Of 30 rows, 2 have a c, and all have the type "sea".
		{rowsOf("a,b,c", 30, func(i int) string {
			return fmt.Sprintf("%d.5,%d,%s", i, i%3, []string{"", "low", "high"}[max(0, i-27)])
		}), "b", table.LastColumn, table.Classification},
		{rowsOf("a,type,b", 30, func(i int) string { return fmt.Sprintf("%d.5,sea,%d", i, i%3) }), "b", table.LastColumn, table.Classification},
		{rowsOf("a,class,b", 30, func(i int) string { return fmt.Sprintf("%d.5,sea,%d", i, i%3) }), "class", table.ByName, table.Classification},
	} {
		tab, s := mustOpen(t, c.content)
		if s.Target < 0 || tab.Names()[s.Target] != c.target || s.TargetReason != c.why || s.Task != c.task {
			t.Errorf("%.20q: column %d by %s, %s; want %s by %s, %s", c.content, s.Target, s.TargetReason, s.Task, c.target, c.why, c.task)
		}
	}
}

func TestLabelsThatAreNearlyTheSameArePointedOut(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "label_case_space.csv")))
	p := tab.Preview(s.Choices)
	if got := fmt.Sprint(p.Similar, p.Classes); got != "[[SETOSA Setosa setosa]] [{SETOSA 12} {Setosa 13} {setosa 25} {versicolor 50} {virginica 50}]" {
		t.Errorf("similar labels and classes are %s", got)
	}
	s.Choices.Merge = true
	p = tab.Preview(s.Choices)
	if got := fmt.Sprint(p.Similar, p.Classes); got != "[[SETOSA Setosa setosa]] [{setosa 50} {versicolor 50} {virginica 50}]" {
		t.Errorf("merged, similar labels and classes are %s", got)
	}

	tab, s = mustOpen(t, string(readFile(t, "label_yes_no_mixed_num.csv"))) // yes, no and 1
	p = tab.Preview(s.Choices)
	if got := fmt.Sprint(p.Similar, p.Classes); got != "[[1 yes]] [{1 50} {no 50} {yes 50}]" {
		t.Errorf("similar labels and classes are %s", got)
	}
	s.Choices.Columns[s.Target].Type = cell.YesNo
	p = tab.Preview(s.Choices)
	if got := fmt.Sprint(p.Classes); got != "[{1 100} {no 50}]" {
		t.Errorf("as yes and no, the classes are %s", got)
	}
}

func TestRowsWithoutALabelAreLeftOut(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "iris_missinglabel_NA.csv")))
	rows, err := tab.Rows(s.Choices)
	if err != nil {
		t.Fatal(err)
	}
	if rows.N != 149 || rows.WithoutLabel != 1 || slices.Contains(rows.Spec().Target.Classes, "NA") {
		t.Errorf("%d rows, %d without label, the classes %q", rows.N, rows.WithoutLabel, rows.Spec().Target.Classes)
	}
}

func TestTargetCanBeAnyColumn(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "min_intnames_index.csv"))) // x1 counts, then 0, 1, 2, 3
	choices := tab.WithTarget(s.Choices, slices.Index(tab.Names(), "0"))
	if got := choices.String(); got != "1.cucdnpny.dkr.0.2.Nn3b" {
		t.Errorf("the choices are %s", got)
	}
	rows, err := tab.Rows(choices)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows.Goals(nil, []int{0, 1, 2}); !slices.Equal(got, []float64{1000, 1001, 1002}) || choices.Task != table.Regression {
		t.Errorf("%s of %v; want regression of 1000, 1001, 1002", choices.Task, got)
	}
}

func TestChoicesCanBeEdited(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "regression_price_chas.csv")))
	before := s.Choices.String() // 1.cucdnpny.dkr.0.4.bn3
	for want, c := range map[string]table.Choices{
		"1.cucdnpny.dkr.0.4.bNn2": s.Choices.With(1, table.Choice{Type: cell.Number}),
		"1.cucdnpny.dkc.0.4.bn2c": s.Choices.With(3, feature(cell.Category)),
		"1.cucdnpny.dkc.0.1.bn3":  tab.WithTarget(s.Choices, 0),
		"1.cucdnpny.dkr.0.3.bn3":  tab.WithTarget(tab.WithTarget(s.Choices, 0), 2),
	} {
		if c.String() != want {
			t.Errorf("the choices are %s; want %s", c, want)
		}
	}
	if s.Choices.String() != before {
		t.Error("the choices that were edited changed")
	}
}

func TestChoicesThatDoNotFitAreRefused(t *testing.T) {
	content := rowsOf("x,word,day,kind,y", 120, func(i int) string {
		return fmt.Sprintf("%d,w%d,2020-01-%02d,%c,1", i, i, i%28+1, 'a'+i%2)
	})
	tab, s := mustOpen(t, content+",,,,\n")
	for _, c := range []struct {
		name, want string
		change     func(c *table.Choices)
	}{
		{"as suggested, but the constant y", "oneClass ", func(*table.Choices) {}},
		{"another number of columns", "columnCount ", func(c *table.Choices) { c.Columns = c.Columns[:4] }},
		{"no target", "noTarget ", func(c *table.Choices) { c.Target = -1 }},
		{"a date", "targetType ", func(c *table.Choices) { c.Target = 2 }},
		{"regression of words", "targetType ", func(c *table.Choices) { c.Target, c.Task = 3, table.Regression }},
		{"words as numbers", "notNumber 2", func(c *table.Choices) { c.Columns[1] = feature(cell.Number) }},
		{"words as yes and no", "notYesNo 2", func(c *table.Choices) { c.Columns[1] = feature(cell.YesNo) }},
		{"numbers as dates", "notDate 2", func(c *table.Choices) { c.Columns[0] = feature(cell.DateYMD) }},
		{"too many classes", "manyClasses ", func(c *table.Choices) { c.Target, c.Columns[1].Type = 1, cell.Category }},
		{"a constant number", "constantGoal ", func(c *table.Choices) { c.Task = table.Regression }},
		{"no features", "noFeatures ", func(c *table.Choices) {
			for j := range c.Columns {
				c.Columns[j].Use = false
			}
		}},
		{"all rows with something missing", "fewRows ", func(c *table.Choices) {
			c.Target, c.Task, c.Columns[1] = 0, table.Regression, feature(cell.NumberOrMissing)
			c.Missing = table.DropRows
		}},
	} {
		choices := s.Choices
		choices.Columns = slices.Clone(choices.Columns)
		c.change(&choices)
		_, err := tab.Rows(choices)
		if codeOf(err) != c.want {
			t.Errorf("%s: %v; want the error %s", c.name, err, c.want)
		}
		if p := tab.Preview(choices); p.Problem == nil || p.Problem.Error() != err.Error() {
			t.Errorf("%s: the preview has the problem %v; want %v", c.name, p.Problem, err)
		}
	}
}

func TestColumnsAreShown(t *testing.T) {
	content := rowsOf("x,part,kind,day,y", 100, func(i int) string {
		return fmt.Sprintf("%d,%s,%s,2020-01-%02d,%d", i, []string{"0.5", "1.5", "NA", "bad"}[max(0, i-96)], []string{"a", "b", "b"}[i%3], i%20+1, i%2)
	})
	tab, s := mustOpen(t, content)
	s.Choices.Columns[1].Type = cell.NumberOrMissing
	p := tab.Preview(s.Choices)
	x, part, kind, day := p.Columns[0], p.Columns[1], p.Columns[2], p.Columns[3]
	if x.Least != 0 || x.Greatest != 99 || !slices.Equal(x.Bins, slices.Repeat([]int{5}, 20)) || x.Missing != 0 {
		t.Errorf("x is shown as %+v", x)
	}
	if part.Missing != 2 || part.Bad != 1 || part.BadRow != 101 || part.BadValue != "bad" || part.Bins[0] != 97 || part.Bins[19] != 1 {
		t.Errorf("part is shown as %+v", part)
	}
	if fmt.Sprint(kind.Values) != "[{b 66} {a 34}]" || kind.Different != 2 {
		t.Errorf("kind is shown as %+v", kind)
	}
	if day.Least != 18262 || day.Greatest != 18281 || !slices.Equal(day.Bins, slices.Repeat([]int{5}, 20)) {
		t.Errorf("day is shown as %+v", day)
	}
	if len(p.First) != 10 || fmt.Sprint(p.First[0]) != "[0 0.5 a 2020-01-01 0]" {
		t.Errorf("the first rows are shown as %v", p.First)
	}
	if !slices.Contains(day.Types, cell.DateDMY) || slices.Contains(x.Types, cell.DateYMD) || !slices.Contains(part.Types, cell.Number) {
		t.Errorf("the types that can be chosen are %v, %v and %v", x.Types, part.Types, day.Types)
	}
}

func TestPreviewCountsTheInputsThatTrainingOnAllRowsGives(t *testing.T) {
	content := rowsOf("x,town,kind,y", 400, func(i int) string {
		return fmt.Sprintf("%s,t%d,%c,%d", []string{"1.5", "2.5", "NA"}[i%3], i%70, 'a'+i%4, i%2)
	})
	tab, s := mustOpen(t, content)
	for _, missing := range []table.Missing{table.DropRows, table.Fill, table.FillIndicator} {
		choices := s.Choices
		choices.Missing = missing
		rows, err := tab.Rows(choices)
		if err != nil {
			t.Fatal(err)
		}
		p := rows.Fit(rows.Order(1))
		want := 1 + 51 + 4 // x; 50 towns and the others; a to d
		if missing == table.FillIndicator {
			want++
		}
		if got := tab.Preview(choices).Inputs; got != want || p.Width() != want {
			t.Errorf("%s: the preview counts %d inputs, and there are %d; want %d", missing, got, p.Width(), want)
		}
	}
}

// TestCodesKeepTheirZeros: 007 is a category of its own name, and the number 7
// where numbers are wanted.
func TestCodesKeepTheirZeros(t *testing.T) {
	tab, s := mustOpen(t, rowsOf("code,y", 30, func(i int) string { return fmt.Sprintf("%03d,%d", i%5+5, i%2) }))
	choices := s.Choices
	choices.Columns = []table.Choice{feature(cell.Category), choices.Columns[1]}
	rows, err := tab.Rows(choices)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows.Levels(0); fmt.Sprint(got) != "[005 006 007 008 009]" {
		t.Errorf("the categories are %q", got)
	}
	choices.Columns = []table.Choice{feature(cell.Number), choices.Columns[1]}
	if rows, err = tab.Rows(choices); err != nil {
		t.Fatal(err)
	}
	if got := rows.Values(nil, 0, []int{0, 1, 2}); !slices.Equal(got, []float64{5, 6, 7}) {
		t.Errorf("the numbers are %v", got)
	}
}

func TestMissingValuesAreNaN(t *testing.T) {
	tab, s := mustOpen(t, string(readFile(t, "iris_missing_q.csv")))
	rows, err := tab.Rows(s.Choices)
	if err != nil {
		t.Fatal(err)
	}
	absent := 0
	for j := range 4 {
		for _, v := range rows.Values(nil, j, rows.Order(1)) {
			if math.IsNaN(v) {
				absent++
			}
		}
	}
	if absent != 1 {
		t.Errorf("%d values are missing; want 1", absent)
	}
}
