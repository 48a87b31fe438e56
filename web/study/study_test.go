package study_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/layout"
	"bonsai/web/session/sessiontest"
	"bonsai/web/study"
	"bonsai/web/text/texttest"
	"bonsai/web/work"
)

// A bench is studies whose helpers answer at once, with what the test has
// prepared for a kind of task.
type bench struct {
	*study.Studies
	engine *sessiontest.Engine
	tasks  []string // what helpers were asked for
	found  map[string]func(task string) string
}

func newBench() *bench {
	s, engine := sessiontest.New(texttest.Words())
	b := &bench{engine: engine, found: map[string]func(string) string{}}
	s.Snapshot = &snapshot.Snapshot{
		Link: "#", Samples: snapshot.Samples{Classes: 2}, Kept: 10, Total: 10, Layers: make([]snapshot.Layer, 3),
		Pruning: recipe.Rule{Criterion: "obs", Scope: "layer", By: recipe.BySparsity},
	}
	s.Shown, s.Opened = s.Snapshot, true
	var ready []func(error)
	b.Studies = &study.Studies{
		Session: s, Helpers: 2,
		Axis:    func() layout.Axis { return layout.Axis{Max: 0.5, Plot: layout.Rect{X: 20, Y: 30, W: 100, H: 50}} },
		Element: func() layout.Rect { return layout.Rect{X: 10, Y: 20, W: 120, H: 70} },
		Pool: work.Pool{
			Start: func(f func(error)) work.Helper {
				ready = append(ready, f)
				return work.Helper{Do: func(kind, task string, done func(string, error)) {
					b.tasks = append(b.tasks, kind+" "+task)
					done(b.found[kind](task), nil)
				}, End: func() {}}
			},
			Show: func(done, all int) {
				if done == 0 && all > 0 { // all have started
					start := ready
					ready = nil
					for _, f := range start {
						f(nil)
					}
				}
			},
		},
	}
	return b
}

func (b *bench) shown(at, name string) string {
	value, _ := b.engine.View.Get(at, name)
	return value
}

func TestTheCurveIsMeasuredWhenTheExperimentHasChangedAndRests(t *testing.T) {
	b := newBench()
	s := b.Session.Snapshot
	s.Training = true
	b.Update()
	if b.engine.Pending() != 0 {
		t.Error("it is measured while it trains")
	}
	s.Training = false
	b.Update()
	b.Update() // nothing has changed
	if want := []string{`study {"kind":"curve","criterion":"obs","scope":"layer","layer":0}`}; !slices.Equal(b.engine.Log, want) {
		t.Errorf("asked %q", b.engine.Log)
	}
	b.engine.Answer(`{"points":[{"epsilon":0,"accuracy":1,"bytes":100},{"epsilon":0.25,"accuracy":0.5,"bytes":50}]}`, nil)
	// The plot is 10 pixels from the left and the top of the element, 100 wide and 50 high:
	// there is room for two numbers, and the handle of ε stands on that of 0.
	want := `<polyline points="10.0,10.0 60.0,60.0" class="test"></polyline><polyline points="10.0,10.0 60.0,35.0" class="train"></polyline>`
	if got := b.shown("#curve", "children"); !strings.HasPrefix(got, want) || !strings.Contains(got, `text-anchor="middle">0.5</text>`) {
		t.Errorf("the curve is\n%s, want\n%s", got, want)
	}
	s.Revisions.Weights++
	s.Training = true
	if b.Update(); strings.Contains(b.shown("#curve", "children"), `points="10.0,10.0`) {
		t.Error("while the network trains, the curve of the one before stays")
	}
	s.Training = false
	b.Update()
	if b.engine.Pending() != 1 {
		t.Error("it is not measured again")
	}
	b.engine.Answer("null", nil) // another command came between
	b.Update()
	if b.engine.Pending() != 1 {
		t.Error("it is not asked for again")
	}
}

// A chart stays when the network changes, but says that it is about another one.
func TestChartsOfAnotherNetworkAreMarkedAsOutdated(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(string) string { return `{"name":"obs","points":[{"sparsity":0,"accuracy":0.5}]}` }
	s := b.Session.Snapshot
	s.Revisions = snapshot.Revisions{Samples: 1, Weights: 2, Base: 3, Masks: 4}
	b.Compare(command.Study(snapshot.StudyCriteria, s.Pruning))
	b.Update()
	if hidden := b.shown("#studyOutdated", "hidden"); hidden != "true" {
		t.Errorf("right after measuring, the mark's hidden is %q", hidden)
	}
	s.Revisions.Masks = 5 // ε moves: the chart is about all amounts
	b.Update()
	if hidden := b.shown("#studyOutdated", "hidden"); hidden != "true" {
		t.Errorf("after pruning, the mark's hidden is %q", hidden)
	}
	s.Revisions.Weights = 6
	b.Update()
	if hidden := b.shown("#studyOutdated", "hidden"); hidden != "false" {
		t.Errorf("after the weights changed, the mark's hidden is %q", hidden)
	}
	if hidden := b.shown("#ticketsOutdated", "hidden"); hidden != "true" {
		t.Errorf("tickets were never measured, and the mark's hidden is %q", hidden)
	}
	s.Revisions.Samples = 7 // other data: the chart is about nothing that is on the page
	b.Update()
	if chart := b.shown(`[data-chart="study"]`, "children"); chart != "" || b.shown("#studyValues", "hidden") != "true" {
		t.Errorf("with other data the chart is %q", chart)
	}
}

func TestTicketsAreSharedOutAndMerged(t *testing.T) {
	b := newBench()
	b.found["tickets"] = func(task string) string {
		part := strings.Contains(task, `"part":1`)
		redrawn := `{"sparsity":0.2,"accuracy":0.5}`
		if part {
			redrawn = `{"sparsity":0.1,"accuracy":0.6}`
		}
		return `{"found":{"name":"ticket","points":[{"sparsity":0,"accuracy":0.9}]},"redrawn":{"name":"redrawn","points":[` + redrawn + `]}}`
	}
	b.Compare(command.Lottery{Rounds: 2, Epochs: 1, Percent: 20}.Study(b.Session.Snapshot.Pruning))
	const lottery = `{"criterion":"obs","epochs":1,"fraction":0.2,"rewindStep":0,"rounds":2,"scope":"layer"}`
	want := []string{`tickets {"lottery":` + lottery + `,"part":0,"of":2}`, `tickets {"lottery":` + lottery + `,"part":1,"of":2}`}
	if !slices.Equal(b.tasks, want) {
		t.Errorf("asked %q, want %q", b.tasks, want)
	}
	if got := b.shown("#ticketsTable", "children"); strings.Count(got, "<tr") != 2 || b.shown("#tickets", "hidden") != "false" {
		t.Errorf("the table is %s", got)
	}
}

func TestCrossValidationOffersWhatItChooses(t *testing.T) {
	b := newBench()
	b.found["fold"] = func(task string) string {
		index := 0
		if strings.Contains(task, `"index":1`) {
			index = 1
		}
		point := `{"Amount":0,"Sparsity":0,"Loss":0.1,"Accuracy":0.9},{"Amount":0.5,"Sparsity":0.5,"Loss":0.1,"Accuracy":0.9}`
		return fmt.Sprintf(`{"Index":%d,"Points":[%s]}`, index, point)
	}
	var chosen *snapshot.Choice
	b.CrossValidate(2, snapshot.ByOneError, b.Session.Snapshot.Pruning, func(choice *snapshot.Choice, err error) {
		if err != nil {
			t.Error(err)
		}
		chosen = choice
	})
	if want := `fold {"folds":2,"index":1,"criterion":"obs","scope":"layer","by":"sparsity","highest":0.5}`; len(b.tasks) != 2 || b.tasks[1] != want {
		t.Errorf("asked %q, want second %s", b.tasks, want)
	}
	if chosen == nil || chosen.Means[chosen.Chosen].Amount != 0.5 {
		t.Fatalf("chosen is %+v", chosen)
	}
	if got := b.engine.View.Written("crossResult"); !strings.Contains(got, "here=50.0 % amount=50.0 % sparsity=50.0 %") || b.shown(`[data-command="useChoice"]`, "hidden") != "false" {
		t.Errorf("said %q", got)
	}
	b.Use(recipe.Rule{Criterion: "magnitude", Guard: true})
	want := recipe.Rule{Criterion: "obs", Scope: "layer", By: recipe.BySparsity, Amount: 0.5, Guard: true}
	if last := b.engine.Log[len(b.engine.Log)-1]; last != "prune "+command.Prune(want, false) {
		t.Errorf("pruned by %s", last)
	}
	for _, folds := range []float64{1, 21, 2.5, math.NaN()} {
		b.CrossValidate(folds, snapshot.ByOneError, want, func(_ *snapshot.Choice, err error) {
			p, ok := err.(*recipe.Problem)
			if !ok || p.Code != "range" || p.Args["min"] != "2" || p.Args["max"] != "20" {
				t.Errorf("%v folds: %v", folds, err)
			}
		})
	}
}

func TestRivalsAreATable(t *testing.T) {
	b := newBench()
	b.found["rivals"] = func(string) string {
		return `[{"name":"pruned","layers":[10,4],"kept":62,"bytes":300,"accuracy":0.9},{"name":"plain","layers":[],"kept":5,"bytes":290,"accuracy":0.5}]`
	}
	b.Session.Snapshot.Revisions.Weights = 7
	b.CompareRivals(4, math.NaN())
	if want := `rivals {"temperature":0,"hard":0}`; b.tasks[0] != want {
		t.Errorf("asked %s, want %s", b.tasks[0], want)
	}
	want := `<tr><th scope="row">rivals.pruned</th><td>10·4</td><td>62</td><td>300</td><td>90.0 %</td></tr>` +
		`<tr><th scope="row">rivals.plain</th><td></td><td>5</td><td>290</td><td>50.0 %</td></tr>`
	if got := b.shown("#rivals tbody", "children"); got != want || b.shown("#rivals", "hidden") != "false" {
		t.Errorf("the table is %s", got)
	}
	if b.Update(); b.shown("#rivalsOutdated", "hidden") != "true" {
		t.Error("the table of the present network is called outdated")
	}
	b.Session.Snapshot.Revisions.Weights++
	if b.Update(); b.shown("#rivalsOutdated", "hidden") != "false" {
		t.Error("the table of another network is not called outdated")
	}
	b.Session.Snapshot.Revisions.Weights--
	if got, want := b.shown(`[data-out="rivalsClosest"]`, "text"), "rivals.closest pruned=300 student=290"; got != want {
		t.Errorf("said is %q, want %q", got, want)
	}
}

func TestStudiesPauseTraining(t *testing.T) {
	b := newBench()
	b.found["rivals"] = func(string) string { return `[]` }
	b.Session.Snapshot.Training = true
	b.CompareRivals(4, 0.5)
	if !slices.Equal(b.engine.Log, []string{"pause"}) || len(b.tasks) != 0 {
		t.Errorf("asked %q, helpers %q", b.engine.Log, b.tasks)
	}
	if b.engine.Answer("", nil); len(b.tasks) != 1 {
		t.Errorf("helpers were asked %q", b.tasks)
	}
}

func TestTolerances(t *testing.T) {
	for _, c := range []struct {
		rule    string
		percent float64
		want    float64
	}{{"one-error", 5, snapshot.ByOneError}, {"tolerance", 5, 0.05}, {"tolerance", -1, 0}} {
		if got := study.Tolerance(c.rule, c.percent); got != c.want {
			t.Errorf("%s %v: %v, want %v", c.rule, c.percent, got, c.want)
		}
	}
}

func TestTranslateShowsWhatWasMeasured(t *testing.T) {
	b := newBench()
	b.found["curve"] = func(string) string { return `{"name":"1","points":[{"accuracy":0.5}]}` }
	b.Compare(command.Study(snapshot.StudySensitivity, b.Session.Snapshot.Pruning))
	b.engine.View.Changes = nil
	b.Translate()
	chart := b.shown(`[data-chart="study"]`, "children")
	if !strings.Contains(chart, "study.sensitivity") || !strings.Contains(b.shown("#studyTable", "children"), "bounds.layer layer=1") {
		t.Errorf("the chart is %q", chart)
	}
}

func ExampleTolerance() {
	fmt.Println(study.Tolerance("tolerance", 2), study.Tolerance("one-error", 2))
	// Output: 0.02 -1
}
