package tables_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bonsai/web/markup"
	"bonsai/web/tables"
	"bonsai/web/text"
)

// words say their keys and values.
var words = text.New(func(key string, values []string) string {
	return strings.TrimSpace(key + " " + strings.Join(values, " "))
}, func(v float64, digits int) string { return fmt.Sprintf("%.*f", digits, v) })

// plants is what the engine says of a small table, shortened.
const plants = `{"name": "plants.csv", "choices": "1.c", "missing": "drop", "task": "classification", "target": 1,
	"targetReason": "name", "leftOut": ["", "", "date"],
	"dialect": {"format": "csv", "encoding": "utf-8", "separator": "comma", "skip": 3, "foot": 0},
	"columns": [
		{"name": "height", "type": "number", "use": true, "types": ["number", "category"], "missing": 2, "least": 1, "greatest": 3.5, "bins": [4, 1, 2]},
		{"name": "species", "type": "category", "use": true, "types": ["category"], "values": [{"name": "oak", "count": 4}, {"name": "Oak", "count": 1}]},
		{"name": "day", "type": "date-ymd", "types": ["date-ymd", "category"], "least": -1, "greatest": 18263.5, "bins": [2, 3]}],
	"first": [["1", "oak", "2020-01-02"]], "rows": 9, "usable": 5, "withoutLabel": 1, "incomplete": 3, "inputs": 1,
	"classes": [{"name": "oak", "count": 4}, {"name": "Oak", "count": 1}], "similar": [["oak", "Oak"]]}`

func preview(t *testing.T) *tables.Preview {
	t.Helper()
	p := &tables.Preview{}
	if err := json.Unmarshal([]byte(plants), p); err != nil {
		t.Fatal(err)
	}
	return p
}

func shown(p *tables.Preview) *markup.View {
	v := &markup.View{}
	tables.Show(v, words, p, 0)
	return v
}

func TestThePreviewSaysWhatWasFoundAndLeftOut(t *testing.T) {
	v := shown(preview(t))
	for _, c := range []struct {
		at, name string
		want     []string
	}{
		{"#tableTitle", "text", []string{"plants.csv"}},
		{"#tableRows", "text", []string{"rows 9", "usable 5", "withoutLabel n 1", "incomplete n 3", "inputs n 1", "classes n 2"}},
		{"#tableSimilar", "text", []string{"“oak” = “Oak”"}},
		{"#tableFirst", "children", []string{"<th scope=\"col\">species</th>", "<td>2020-01-02</td>"}},
		{"#tableTarget", "children", []string{`data-what="target"`, "table.reason.name target species", `data-what="missing"`}},
		{"#tableColumns", "children", []string{"1 … 3.5", "1969-12-31 … 2020-01-02", "oak (4), Oak (1)", "table.reason.date", "table.role.target", `data-named="table.missingValues">2<`, `style.height="25%"`}},
		{"#tableFormat", "children", []string{`value="comma" data-change="table" data-what="separator"`, `value="csv" data-change="table" data-what="format"`, `max="999" value="3" data-change="table" data-what="skip"`}},
		{"#tableProblem", "hidden", []string{"true"}},
	} {
		got, _ := v.Get(c.at, c.name)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s of %s lacks %q:\n%s", c.name, c.at, want, got)
			}
		}
	}
}

func TestNothingCanBeOpenedWhereNothingCanBeLearnt(t *testing.T) {
	p := preview(t)
	if disabled, _ := shown(p).Get(`[data-command="openTable"]`, "disabled"); disabled != "false" {
		t.Errorf("disabled is %q", disabled)
	}
	p.Problem = &tables.Problem{Code: "oneClass", Args: map[string]string{"column": "species"}}
	v := shown(p)
	if disabled, _ := v.Get(`[data-command="openTable"]`, "disabled"); disabled != "true" {
		t.Errorf("disabled is %q", disabled)
	}
	if said, _ := v.Get("#tableProblem", "text"); said != "problem.table.oneClass column species" {
		t.Errorf("said is %q", said)
	}
}

// Of a table in which nothing can be predicted as it is read, no column is chosen.
func TestATableWithoutATargetIsShown(t *testing.T) {
	p := preview(t)
	p.Target, p.TargetReason, p.Problem = -1, "", &tables.Problem{Code: "noTarget"}
	v := shown(p)
	if choice, _ := v.Get("#tableTarget", "children"); !strings.Contains(choice, `value="-1">table.target.none`) || !strings.Contains(choice, "species") {
		t.Errorf("the choice of the target is %s", choice)
	}
	if said, _ := v.Get("#tableProblem", "text"); said != "problem.table.noTarget" {
		t.Errorf("said is %q", said)
	}
}

// A choice that the file cannot be read with is not shown as if it were made.
func TestAChangeThatIsRefusedShowsWhatWasBefore(t *testing.T) {
	v := &markup.View{}
	tables.Refused(v, words, preview(t), 0, "row 3 has 1 column")
	said, _ := v.Get("#tableProblem", "text")
	hidden, _ := v.Get("#tableProblem", "hidden")
	disabled, _ := v.Get(`[data-command="openTable"]`, "disabled")
	if said != "row 3 has 1 column" || hidden != "false" || disabled != "false" {
		t.Errorf("%q is said, hidden is %s, disabled is %s", said, hidden, disabled)
	}
	if format, _ := v.Get("#tableFormat", "children"); !strings.Contains(format, `value="comma"`) {
		t.Errorf("the format is %s", format)
	}
}

// Of a file that cannot be read as it was detected, only the format can be chosen.
func TestAFileThatIsNotReadShowsItsFormat(t *testing.T) {
	v := shown(&tables.Preview{Target: -1, Dialect: map[string]any{"format": "csv", "separator": "comma"}, Problem: &tables.Problem{Code: "shortRow"}})
	hidden, _ := v.Get("#tableTarget", "hidden")
	said, _ := v.Get("#tableProblem", "text")
	format, _ := v.Get("#tableFormat", "children")
	if hidden != "true" || said != "problem.table.shortRow" || !strings.Contains(format, `value="comma"`) {
		t.Errorf("the target is hidden: %s; %q is said of %s", hidden, said, format)
	}
}

// Where the format leaves nothing to choose, no choice is offered.
func TestJSONHasNoSeparator(t *testing.T) {
	p := preview(t)
	p.Dialect["format"] = "json"
	format, _ := shown(p).Get("#tableFormat", "children")
	for what, want := range map[string]bool{"format": true, "encoding": true, "decimal": true, "separator": false, "quote": false, "comment": false, "skip": false} {
		if strings.Contains(format, `data-what="`+what+`"`) != want {
			t.Errorf("%s is offered: %v", what, !want)
		}
	}
}

// A table of very many columns is described in parts, so that the page makes few
// elements at a time: these are the widest that open.
func TestOfManyColumnsFiftyAreShown(t *testing.T) {
	p := &tables.Preview{Target: 2047, First: [][]string{make([]string, 2047)}} // a row that ends early
	for i := range 2048 {
		p.Columns = append(p.Columns, tables.Column{Name: fmt.Sprintf("c%d", i), Types: []string{"number"}, Use: true})
	}
	for _, c := range []struct{ column, begin, end, cells int }{
		{0, 0, 50, 50}, {49, 0, 50, 50}, {50, 50, 100, 50}, {2047, 2000, 2048, 47}, {2048, 0, 50, 50}, {-1, 0, 50, 50},
	} {
		v := &markup.View{}
		tables.Show(v, words, p, c.column)
		described, _ := v.Get("#tableColumns", "children")
		first, _ := v.Get("#tableFirst", "children")
		for i := range p.Columns {
			name := fmt.Sprintf(">c%d</th>", i)
			if want := i >= c.begin && i < c.end; strings.Contains(described, name) != want || strings.Contains(first, name) != want {
				t.Fatalf("with column %d, column %d is not as it should be", c.column, i)
			}
		}
		if n := strings.Count(first, "<td>"); n != c.cells {
			t.Errorf("with column %d, the first row has %d cells, want %d", c.column, n, c.cells)
		}
		choice, _ := v.Get("#tableShown", "children")
		hidden, _ := v.Get("#tableShown", "hidden")
		if hidden != "false" || strings.Count(choice, "<option") != 41 || !strings.Contains(choice, "from 2001 to 2048 n 2048") {
			t.Errorf("hidden is %s, the parts are %s", hidden, choice)
		}
	}
	if hidden, _ := shown(preview(t)).Get("#tableShown", "hidden"); hidden != "true" {
		t.Error("a small table has parts")
	}
}

func ExampleShow() {
	p := &tables.Preview{Name: "iris.csv", Rows: 150, Usable: 150, Inputs: 4, Columns: []tables.Column{{Name: "petal_width", Types: []string{"number"}}}}
	v := &markup.View{}
	tables.Show(v, words, p, 0)
	said, _ := v.Get("#tableTitle", "text")
	fmt.Println(said)
	// Output: table.title name iris.csv
}
