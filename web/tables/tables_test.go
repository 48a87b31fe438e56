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
	"dialect": {"encoding": "utf-8", "separator": "comma", "skip": 0},
	"columns": [
		{"name": "height", "type": "number", "use": true, "types": ["number", "category"], "missing": 2, "least": 1, "greatest": 3.5, "bins": [4, 1, 2]},
		{"name": "species", "type": "category", "use": true, "types": ["category"], "values": [{"name": "oak", "count": 4}, {"name": "Oak", "count": 1}]},
		{"name": "day", "type": "date-ymd", "types": ["date-ymd", "category"]}],
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
	tables.Show(v, words, p)
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
		{"#tableColumns", "children", []string{"1 … 3.5", "oak (4), Oak (1)", "table.reason.date", "table.role.target", `data-named="table.missingValues">2<`, `style.height="25%"`}},
		{"#tableFormat", "children", []string{`value="comma" data-change="table" data-what="separator"`}},
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

func ExampleShow() {
	p := &tables.Preview{Name: "iris.csv", Rows: 150, Usable: 150, Inputs: 4, Columns: []tables.Column{{Name: "petal_width", Types: []string{"number"}}}}
	v := &markup.View{}
	tables.Show(v, words, p)
	said, _ := v.Get("#tableTitle", "text")
	fmt.Println(said)
	// Output: table.title name iris.csv
}
