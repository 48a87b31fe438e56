package study_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
)

func TestCriteriaAreComparedByHelpers(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(task string) string {
		accuracy := 0.5
		if strings.Contains(task, `"obs"`) {
			accuracy = 0.75
		}
		name, _, _ := strings.Cut(strings.SplitAfter(task, `"criterion":"`)[1], `"`)
		return fmt.Sprintf(`{"name":%q,"points":[{"sparsity":0,"accuracy":%v}]}`, name, accuracy)
	}
	b.Compare(command.Study(snapshot.StudyCriteria, b.Session.Snapshot.Pruning))
	if len(b.tasks) != len(recipe.Criteria()) {
		t.Errorf("%d tasks", len(b.tasks))
	}
	table := b.shown("#studyTable", "children")
	first := `<tr class="chosen"><th scope="row"><button type="button" data-command="study.choose" data-name="obs" data-help="option.criterion.obs" aria-current="true">option.criterion.obs</button></th><td>75.0 %</td></tr>`
	if !strings.HasPrefix(table, first) || !strings.Contains(b.shown(`[data-chart="study"]`, "children"), "<figcaption>study.criteria</figcaption>") {
		t.Errorf("the table is %s", table)
	}
	b.Session.Snapshot.Pruning.Criterion = "lamp"
	b.Follow()
	if table = b.shown("#studyTable", "children"); strings.Count(table, `class="chosen"`) != 1 || !strings.HasPrefix(table, `<tr class="best">`) || !strings.Contains(table, `data-name="lamp" data-help="option.criterion.lamp" aria-current="true"`) {
		t.Errorf("under another criterion: %s", table)
	}
	b.engine.Log = nil
	b.Choose(false, "snip")
	if want := `"criterion":"snip"`; len(b.engine.Log) != 1 || !strings.HasPrefix(b.engine.Log[0], "prune ") || !strings.Contains(b.engine.Log[0], want) {
		t.Errorf("choosing a curve sends %v, want %s", b.engine.Log, want)
	}
	b.Compare(`{"kind":"astrology"}`)
	if said := b.shown("#message", "text"); !strings.HasPrefix(said, "problem.choice") {
		t.Errorf("said %q", said)
	}
}

// At a sparsity of 49 % the nearest amounts that were measured are 50 %, and 43.3 % of
// whole neurons: the row of the neurons says so, and more connections kept are no merit.
func TestRowsSayAnotherSparsity(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(task string) string {
		name, _, _ := strings.Cut(strings.SplitAfter(task, `"criterion":"`)[1], `"`)
		sparsity, accuracy := 0.5, 0.9
		if name == "neuron-l1" {
			sparsity, accuracy = 0.433, 0.992
		}
		return fmt.Sprintf(`{"name":%q,"points":[{"sparsity":0,"accuracy":1},{"sparsity":%v,"accuracy":%v}]}`, name, sparsity, accuracy)
	}
	b.Session.Snapshot.Kept, b.Session.Snapshot.Total = 51, 100
	b.Compare(command.Study(snapshot.StudyCriteria, b.Session.Snapshot.Pruning))
	said, table := b.shown("#studyAt", "text"), b.shown("#studyTable", "children")
	if said != "study.at sparsity=50.0 %" || strings.Count(table, "<td>90.0 %</td>") != len(recipe.Criteria())-1 ||
		!strings.Contains(table, "<td>study.other accuracy=99.2 % sparsity=43.3 %</td>") || strings.Contains(table, `class="best"><th scope="row"><button type="button" data-command="study.choose" data-name="neuron-l1"`) {
		t.Errorf("%s: %s", said, table)
	}
}

// Where nothing is pruned, all criteria are equally accurate: the table says so and shows
// where they differ.
func TestWithNothingPrunedCriteriaAreComparedAt80PerCent(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(task string) string {
		name, _, _ := strings.Cut(strings.SplitAfter(task, `"criterion":"`)[1], `"`)
		pruned := 0.5
		if name == "lamp" {
			pruned = 0.625
		}
		return fmt.Sprintf(`{"name":%q,"points":[{"sparsity":0,"accuracy":0.9},{"sparsity":0.5,"accuracy":0.75},{"sparsity":0.8,"accuracy":%v}]}`, name, pruned)
	}
	b.Compare(command.Study(snapshot.StudyCriteria, b.Session.Snapshot.Pruning))
	if said, table := b.shown("#studyAt", "text"), b.shown("#studyTable", "children"); said != "study.nothing sparsity=80.0 %" || !strings.HasPrefix(table, `<tr class="best">`) || !strings.Contains(table, "62.5 %") {
		t.Errorf("with nothing pruned: %q, %s", said, table)
	}
	b.Session.Snapshot.Kept = 5
	b.Follow()
	if said, table := b.shown("#studyAt", "text"), b.shown("#studyTable", "children"); said != "study.at sparsity=50.0 %" || strings.Count(table, "75.0 %") != len(recipe.Criteria()) {
		t.Errorf("with half pruned: %q, %s", said, table)
	}
}

// The curves of layers are over the sparsity of the layer: 2 of the last layer's three
// connections are the nearest to 65 %, and the line stands where the table is about.
func TestLayersAreComparedAtTheSparsityOfTheLayer(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(task string) string {
		name, points := "1", `{"sparsity":0.65,"accuracy":0.5}`
		switch {
		case strings.Contains(task, `"layer":1`):
			name = "2"
		case strings.Contains(task, `"layer":2`):
			name, points = "3", `{"sparsity":0.6666,"accuracy":0.5}`
		}
		return fmt.Sprintf(`{"name":%q,"points":[{"sparsity":0,"accuracy":1},%s,{"sparsity":1,"accuracy":0.4}]}`, name, points)
	}
	b.Session.Snapshot.Kept, b.Session.Snapshot.Total = 355, 1000
	b.Compare(command.Study(snapshot.StudySensitivity, b.Session.Snapshot.Pruning))
	if said := b.shown("#studyAt", "text"); said != "study.at.layer sparsity=65.0 %" {
		t.Errorf("the table is about %q", said)
	}
	if table := b.shown("#studyTable", "children"); strings.Count(table, "<td>50.0 %</td>") != 2 || strings.Count(table, "<td>study.other accuracy=50.0 % sparsity=66.7 %</td>") != 1 {
		t.Errorf("the table is %s", table)
	}
	c := b.Session.Charts.Get("study")
	if c.X.Name != "study.ofLayer" || !slices.Equal(c.Marks, []float64{0.65}) || !strings.HasPrefix(c.CSV(), `line,"study.ofLayer"`) {
		t.Errorf("the axis is %q, the marks are %v, the table of the export is %s", c.X.Name, c.Marks, c.CSV())
	}
	b.Session.Snapshot.Kept = 1000
	b.Follow()
	if said := b.shown("#studyAt", "text"); said != "study.nothing.layer sparsity=65.0 %" {
		t.Errorf("with nothing pruned the table is about %q", said)
	}
}

// The ticket has a point before the first round, its control has none: they are compared
// after the round that is nearest to the present sparsity.
func TestTicketsAreComparedAtTheSameSparsity(t *testing.T) {
	b := newBench()
	b.found["tickets"] = func(task string) string {
		redrawn := `{"sparsity":0.929,"accuracy":0.593}`
		if strings.Contains(task, `"part":1`) {
			redrawn = `{"sparsity":0.957,"accuracy":0.5}`
		}
		return `{"found":{"name":"ticket","points":[{"sparsity":0.913,"accuracy":0.663},{"sparsity":0.929,"accuracy":0.65},{"sparsity":0.957,"accuracy":0.6}]},
			"redrawn":{"name":"redrawn","points":[` + redrawn + `]}}`
	}
	for _, kept := range []int{1000, 87, 72} { // nothing pruned, before the first round, after it
		b.Session.Snapshot.Kept, b.Session.Snapshot.Total = kept, 1000
		b.Compare(command.Lottery{Rounds: 2, Epochs: 1, Percent: 20}.Study(b.Session.Snapshot.Pruning))
		if said, table := b.shown("#ticketsAt", "text"), b.shown("#ticketsTable", "children"); said != "study.at sparsity=92.9 %" || !strings.Contains(table, "<td>65.0 %</td>") || !strings.Contains(table, "<td>59.3 %</td>") {
			t.Errorf("with %d kept: %q, %s", kept, said, table)
		}
	}
}
