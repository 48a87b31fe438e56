package panel_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/text/texttest"
)

var words = texttest.Words()

// small is a trained and pruned network of two inputs, two hidden neurons, of
// which the second is dead, and one output.
func small() *snapshot.Snapshot {
	s := &snapshot.Snapshot{
		Recipe: recipe.Default(), Samples: snapshot.Samples{Classes: 2, Tests: 100, Guess: 0.5, Inputs: []string{"x1", "x2"}, Plane: true},
		Epoch: 2, Step: 44, Kept: 3, Total: 6, Epsilon: 0.12345, Operations: 3,
		Pruning: recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon, Amount: 0.12345},
		Bytes:   snapshot.Bytes{"dense": 40, "gzip": 50, "bitmask": 20, "arithmetic": 10},
		Layers: []snapshot.Layer{
			{In: 2, Out: 2, Activation: "relu", W: []float32{0.5, -0.25, 0.1, 0.01}, B: []float32{0.125, 0}, Mask: []uint8{1, 1, 0, 0}},
			{In: 2, Out: 1, Activation: "sigmoid", W: []float32{1.5, 0.1}, B: []float32{-1}, Mask: []uint8{1, 0}},
		},
		Dead:  [][]bool{{false, false}, {false, true}, {false}},
		Curve: []snapshot.CurvePoint{{Step: 0, Train: snapshot.Metrics{Loss: 0.8, Accuracy: 0.5}, Test: snapshot.Metrics{Loss: 1, Accuracy: 0.45}}, {Step: 44, Train: snapshot.Metrics{Loss: 0.4, Accuracy: 1}, Test: snapshot.Metrics{Loss: 0.5, Accuracy: 0.9}, Sparsity: 0.5}},
	}
	s.Recipe.Dataset, s.Recipe.Layers = "xor", []int{2}
	s.Train, s.Test, s.Dense = s.Curve[1].Train, s.Curve[1].Test, snapshot.Metrics{Loss: 0.45, Accuracy: 0.95}
	return s
}

// A property of an element, and what it should be.
type property struct{ at, name, want string }

func check(t *testing.T, v *markup.View, properties []property) {
	t.Helper()
	for _, p := range properties {
		at := p.at
		if p.name == "" {
			at, p.name = `[data-out="`+p.at+`"]`, "text"
		}
		if got, found := v.Get(at, p.name); got != p.want || !found {
			t.Errorf("%s of %s is %q, want %q", p.name, at, got, p.want)
		}
	}
}

// "1.0× smaller" would be no statement.
func TestAnEncodingThatIsHardlySmallerIsOnlyNamed(t *testing.T) {
	v, s := &markup.View{}, small()
	s.Bytes = snapshot.Bytes{"dense": 1333, "gzip": 1315}
	panel.Outcome(v, words, s)
	check(t, v, []property{{"bytesNamed", "", "outcome.smallestOnly n=1315 format=bytes.gzip"}})
}

func TestTheOutcomeIsBeforeAndAfterPruning(t *testing.T) {
	v := &markup.View{}
	panel.Outcome(v, words, small())
	check(t, v, []property{
		{"epoch", "", "2"}, {"step", "", "44"}, {"testAccuracy", "", "90.0 %"}, {"denseAccuracy", "", "95.0 %"},
		{"trainAccuracy", "", "100.0 %"}, {"testLoss", "", "0.500"}, {"denseLoss", "", "0.450"},
		{"kept", "", "3"}, {"total", "", "6"}, {"sparsity", "", "50.0 %"}, {"epsilon", "", "0.1235"}, {"level", "", "50.0 %"},
		{"dead", "", "1"}, {"bytes", "", "10"}, {"operations", "", "3"}, {"bytesNamed", "", "outcome.smallest n=10 format=bytes.arithmetic ratio=4.0"},
	})
	bars, _ := v.Get("#formats", "children")
	first := `<label data-help="bytes.dense"><span>bytes.dense</span><meter min="0" max="50" value="40" data-meter="dense"></meter><output data-bytes="dense">40</output></label>`
	if !strings.HasPrefix(bars, first) || strings.Count(bars, "<meter") != len(recipe.Formats()) {
		t.Errorf("the bars are %s", bars)
	}
}

// Of points drawn by hand, five of each class are the least to train and to measure on.
func TestWithoutSamplesNothingIsMeasured(t *testing.T) {
	s := small()
	s.Recipe.Dataset, s.Points = recipe.DrawnDataset, nil
	v := &markup.View{}
	panel.Outcome(v, words, s)
	check(t, v, []property{{"testAccuracy", "", "–"}, {"denseAccuracy", "", "–"}, {"trainAccuracy", "", "–"}, {"testLoss", "", "–"}, {"denseLoss", "", "–"}})
	for i := range 10 {
		s.Points = append(s.Points, snapshot.Point{Label: float32(i % 2)})
	}
	panel.Outcome(v, words, s)
	check(t, v, []property{{"testAccuracy", "", "90.0 %"}, {"testLoss", "", "0.500"}})
}

func TestRegressionHasR2(t *testing.T) {
	s := small()
	s.Classes = 0
	v := &markup.View{}
	panel.Outcome(v, words, s)
	panel.AccuracyNames(v, words, s)
	check(t, v, []property{{"testAccuracy", "", "0.900"}, {`[data-i18n="chart.accuracy"][data-i18n-regression]`, "text", "outcome.r2"}, {`[data-i18n="legend.solid"][data-i18n-regression]`, "text", "legend.solid.r2"}, {"#measured", "data-help", "outcome.r2"}})
	if got, want := panel.Announcement(words, s), "announce.r2 kept=3 total=6 accuracy=0.900 before=0.950 bytes=10 dead=1"; got != want {
		t.Errorf("announced is %q, want %q", got, want)
	}
	s.Classes = 2
	panel.AccuracyNames(v, words, s)
	check(t, v, []property{{`[data-i18n="chart.accuracy"][data-i18n-regression]`, "text", "chart.accuracy"}, {"#measured", "data-help", "outcome.accuracy"}})
}

func TestTheOutcomeIsAnnouncedAndDescribed(t *testing.T) {
	want := "announce kept=3 total=6 accuracy=90.0 % before=95.0 % bytes=10 dead=1"
	if got := panel.Announcement(words, small()); got != want {
		t.Errorf("announced is %q, want %q", got, want)
	}
	v := &markup.View{}
	panel.Descriptions(v, words, small(), 2)
	check(t, v, []property{
		{"#network", "aria-label", "network.description layers=3 kept=3 total=6 dead=1"},
		{"#histogram", "aria-label", "histogram.description max=2.00 epsilon=0.1235 kept=3 total=6"},
		{"#boundary", "aria-label", "boundary.description dataset=option.dataset.xor accuracy=90.0 %"},
	})
	caption := panel.Caption(words, small(), "XOR")
	if caption.Title != "XOR" || caption.Description != "network.drawn layers=3 kept=3 total=6 dead=1 accuracy=90.0 %" || caption.Inputs[1] != "option.inputs.x2" {
		t.Errorf("the caption is %+v", caption)
	}
	said := strings.Join(append(append(caption.Facts, caption.Layers...), caption.Classes...), "|")
	if want := "figure.accuracy before=95.0 % after=90.0 %|ε = 0.1235|figure.kept kept=3 total=6 share=50.0 %|outcome.bytesSmallest n=10 format=bytes.arithmetic ratio=4.0"; !strings.HasPrefix(said, want) {
		t.Errorf("the figure says %q, want %q", said, want)
	}
}

// Of 8 epochs of 100 steps, 100 are left after pruning ends: an epoch. Of 7 epochs, an
// eighth is 87. "one-shot" leaves the second half.
func TestAWarningSaysThatTooFewStepsAreLeftToRecover(t *testing.T) {
	s := small()
	s.StepsPerEpoch = 100
	short := "gradual.short left=87 epoch=100"
	for _, c := range []struct {
		schedule string
		epochs   float64
		want     string
	}{
		{"cubic", 8, ""}, {"cubic", 7, short}, {"linear", 7, short}, {"one-shot", 2, ""}, {"one-shot", 1, "gradual.short left=50 epoch=100"},
		{"constant", 1, ""}, {"decay", 1, ""}, {"cubic", math.NaN(), ""}, {"cubic", 0, ""},
	} {
		v := &markup.View{}
		panel.Recovery(v, words, s, c.schedule, c.epochs)
		t.Log(c.schedule, c.epochs)
		check(t, v, []property{{"recovery", "", c.want}})
	}
}

func TestTheTransportShowsWhatGoesOn(t *testing.T) {
	for _, c := range []struct {
		name               string
		training, opened   bool
		goal               int
		state, label, step string
		length             string
	}{
		{"idle", false, true, 0, "idle", "command.play", "0", "length.endless"},
		{"training to the end of an epoch", true, true, 110, "training", "command.pause", "44", "length.epoch epoch=5"},
		{"training to a step within one", true, true, 100, "training", "command.pause", "44", "length.step step=100"},
		{"training without an end", true, true, 0, "training", "command.pause", "", "length.endless"},
		{"opening the address", false, false, 0, "training", "command.play", "0", "length.endless"},
	} {
		s := small()
		s.StepsPerEpoch = 22
		s.Training, s.Goal, s.CanUndo = c.training, c.goal, true
		v := &markup.View{}
		panel.Transport(v, words, s, c.opened)
		t.Log(c.name)
		check(t, v, []property{
			{"html", "data-state", c.state}, {markup.Command("play"), "aria-label", c.label}, {markup.Command("play"), "title", c.label},
			{markup.Command("play"), "aria-pressed", fmt.Sprint(c.training)}, {"#training", "value", c.step},
			{markup.Command("undo"), "disabled", "false"}, {markup.Command("redo"), "disabled", "true"},
			{"length", "", c.length},
		})
	}
}

// After the size of the batches has changed, a step is no longer in the epoch that the
// present number of steps would put it into.
func TestTheEndIsAStepWhenEpochsHadOtherLengths(t *testing.T) {
	s := small()
	s.Training, s.StepsPerEpoch, s.Goal = true, 11, 110 // 2 epochs of 22 steps so far
	v := &markup.View{}
	panel.Transport(v, words, s, true)
	check(t, v, []property{{"length", "", "length.step step=110"}})
}

func TestChartsOverTheSteps(t *testing.T) {
	s := small()
	s.Plan = []snapshot.PlanPoint{{Step: 44, Sparsity: 0}, {Step: 88, Sparsity: 0.8}}
	v := &markup.View{}
	panel.Charts(v, words, s, &chart.Board{})
	for name, want := range map[string][]string{
		// The highest loss is 1; the lowest accuracy, 0.45, is rounded down to 0.4.
		"loss": {
			"<figcaption>chart.loss</figcaption>", `aria-valuetext="chart.loss.description train=0.400 test=0.500 step=44"`,
			`<polyline points="0.0,20.0 300.0,60.0" class="train"></polyline><polyline points="0.0,0.0 300.0,50.0" class="test"></polyline>`,
			`<span style.bottom="50.0%">0.5</span><span style.bottom="100.0%">1.0</span>`, `<p class="unit" aria-hidden="true">outcome.step</p>`,
		},
		"accuracy": {
			"<figcaption>outcome.accuracy</figcaption>", `<span style.bottom="0.0%">40 %</span>`, `<span style.bottom="100.0%">100 %</span>`,
			`<polyline points="0.0,83.3 300.0,0.0" class="train"></polyline><polyline points="0.0,91.7 300.0,16.7" class="test"></polyline>`,
		},
		// The plan ends at step 88.
		"sparsity": {
			"<figcaption>chart.sparsity</figcaption>", `aria-valuetext="gradual.chart sparsity=50.0 % step=88. gradual.ends step=88"`,
			`<polyline points="150.0,100.0 300.0,20.0" class="train"></polyline><polyline points="0.0,100.0 150.0,50.0" class="test"></polyline>`,
		},
	} {
		got, _ := v.Get(`[data-chart="`+name+`"]`, "children")
		for _, part := range want {
			if !strings.Contains(strings.ReplaceAll(got, `style="bottom: `, `style.bottom="`), part) {
				t.Errorf("%s: %s is not in\n%s", name, part, got)
			}
		}
	}
	check(t, v, []property{{"planEnds", "", "gradual.ends step=88"}})
}

func TestMethodsAreExplained(t *testing.T) {
	s := small()
	s.Sharing, s.Student, s.StepsPerEpoch = []int{16, 4}, true, 22
	v := &markup.View{}
	panel.Methods(v, words, s, "decay", "codebook")
	check(t, v, []property{
		{"html", "data-schedule", "decay"}, {"criterionWhy", "", "why.criterion.magnitude"}, {`[data-out="criterionFormula"]`, "children", "<span>|w|</span>"},
		{"scheduleWhy", "", "why.schedule.decay"}, {`[data-out="schemeFormula"]`, "children", "<span>min Σ (w − c)²</span>"},
		{"sharing", "", "quantize.sharing counts=16 · 4"}, {"student", "", "distil.student"},
		{"#decaySteps", "initial", "22"},
	})
	v = &markup.View{}
	panel.Methods(v, words, small(), "cubic", "off")
	check(t, v, []property{{"sharing", "", ""}, {"student", "", ""}, {`[data-out="schemeFormula"]`, "children", ""}})
}

// A criterion or a schedule without a formula would be explained by half.
func TestEveryMethodHasItsFormula(t *testing.T) {
	for _, criterion := range recipe.Criteria() {
		s := small()
		s.Pruning.Criterion = criterion
		v := &markup.View{}
		for _, schedule := range recipe.Schedules() {
			for _, scheme := range recipe.Schemes() {
				panel.Methods(v, words, s, schedule, scheme)
				for _, kind := range []string{"criterion", "schedule", "scheme"} {
					formula, _ := v.Get(`[data-out="`+kind+`Formula"]`, "children")
					if formula == "" || strings.ContainsAny(formula, "_{\\") && !strings.Contains(formula, "∈ {") {
						t.Fatalf("%s, %s, %s: the formula of the %s is %q", criterion, schedule, scheme, kind, formula)
					}
				}
			}
		}
	}
}

func Example() {
	v := &markup.View{}
	panel.Transport(v, texttest.Words(), &snapshot.Snapshot{CanUndo: true}, true)
	state, _ := v.Get("html", "data-state")
	undo, _ := v.Get(markup.Command("undo"), "disabled")
	fmt.Println(state, undo)
	// Output: idle false
}

func TestOnlyTheAmountChangesWhileItIsDragged(t *testing.T) {
	around := panel.Around{Axis: layout.Axis{Max: 2}, Charts: &chart.Board{}, Opened: true, Schedule: "cubic", Scheme: "int8", Parts: []string{"seed"}}
	v := &markup.View{}
	panel.Page(v, words, small(), around, false)
	check(t, v, []property{{"kept", "", "3"}, {"#levelValue", "value", "50"}})
	if _, shown := v.Get("#criterion", "value"); shown {
		t.Error("the rule is shown again")
	}
	s := small()
	s.Problem = &recipe.Problem{Code: "diverged", Args: map[string]string{"step": "7"}}
	panel.Page(v, words, s, around, true)
	check(t, v, []property{
		{"#criterion", "value", "magnitude"}, {"html", "data-state", "idle"}, {"html", "data-schedule", "cubic"}, {`[data-control="seed"]`, "hidden", "false"},
		{"#message", "text", "problem.diverged step=7"}, {"#message", "hidden", "false"},
	})
}

func TestWorkShowsItsProgress(t *testing.T) {
	for _, c := range []struct {
		done, all     int
		hidden, value string
	}{{0, 3, "false", ""}, {1, 4, "false", "0.2500"}} {
		v := &markup.View{}
		panel.Work(v, c.done, c.all)
		check(t, v, []property{{"#work", "hidden", c.hidden}, {"#workProgress", "value", c.value}})
	}
	v := &markup.View{}
	panel.Work(v, 0, 0)
	check(t, v, []property{{"#work", "hidden", "true"}})
}

func TestTheServersDataAreOfferedIfThereAreAny(t *testing.T) {
	v := &markup.View{}
	for _, none := range []string{"[]", "", "{"} {
		if panel.Offered(v, none); len(v.Changes) > 0 {
			t.Errorf("%q offers %v", none, v.Changes)
		}
	}
	panel.Offered(v, `[{"name": "plants", "files": ["data/plants.csv"]}]`)
	check(t, v, []property{
		{"#offeredLabel", "hidden", "false"},
		{"#offered", "children", `<option value="[&#34;data/plants.csv&#34;]">plants</option>`},
	})
}

// A figure of a part of the samples says so.
func TestAccuraciesOfAPartOfTheSamplesSaySo(t *testing.T) {
	s := small()
	for _, c := range []struct {
		train, test snapshot.Part
		want        string
	}{
		{want: ""},
		{train: snapshot.PartOf(2253, 55000), want: "outcome.part.train first=2253 of=55000"},
		{snapshot.PartOf(2253, 55000), snapshot.PartOf(500, 10000), "outcome.part.train first=2253 of=55000 outcome.part.test first=500 of=10000"},
		{train: snapshot.PartOf(70, 70), want: ""},
	} {
		s.Train.Part, s.Test.Part = c.train, c.test
		v := &markup.View{}
		panel.Outcome(v, words, s)
		check(t, v, []property{{"measuredOn", "", c.want}})
	}
	// With 18 test samples the accuracy moves in steps of 100/18 points.
	s.Tests = 18
	v := &markup.View{}
	panel.Outcome(v, words, s)
	check(t, v, []property{{"measuredOn", "", "outcome.few n=18 points=5.6"}})
}

// A snapshot of an experiment that has not been measured yet has no points.
func TestChartsStayWithoutAMeasurement(t *testing.T) {
	s := small()
	s.Curve = nil
	v := &markup.View{}
	panel.Charts(v, words, s, &chart.Board{})
	if !reflect.DeepEqual(v, &markup.View{}) {
		t.Errorf("the charts are written again: %+v", v)
	}
}
