package panel_test

import (
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

func TestTheRuleIsShownInItsControls(t *testing.T) {
	s := small()
	s.Pruning.Guard, s.Pruning.Bounds = true, []recipe.Bound{{Least: 10, Most: 90}}
	v := &markup.View{}
	panel.Rule(v, words, s, 2)
	const first = `<span>bounds.layer layer=1</span>` +
		`<input type="number" min="0" max="100" data-change="bound.least" data-layer="0" aria-label="bounds.least layer=1" value="10"></input>` +
		`<input type="number" min="0" max="100" data-change="bound.most" data-layer="0" aria-label="bounds.most layer=1" value="90"></input>`
	const second = `<span>bounds.layer layer=2</span>` +
		`<input type="number" min="0" max="100" data-change="bound.least" data-layer="1" aria-label="bounds.least layer=2" value="0"></input>` +
		`<input type="number" min="0" max="100" data-change="bound.most" data-layer="1" aria-label="bounds.most layer=2" value="100"></input>`
	check(t, v, []property{
		{"#epsilon", "max", "2"}, {"#epsilon", "step", "0.002"}, {"#criterion", "value", "magnitude"}, {"#scope", "value", "global"},
		{"#guard", "checked", "true"}, {"#bounds", "children", first + second},
		{`input[name="by"][value="epsilon"]`, "checked", "true"}, {"html", "data-by", "epsilon"},
	})
}

func TestTheAmountIsThresholdAndLevel(t *testing.T) {
	s := small()
	s.Held = 2
	v := &markup.View{}
	panel.Amount(v, words, s, false)
	check(t, v, []property{
		{"#epsilon", "value", "0.12345"}, {"#epsilonValue", "value", "0.1235"}, {"#epsilon", "aria-valuetext", "epsilon.value epsilon=0.1235 kept=3 total=6 accuracy=90.0 % bytes=10"},
		{"#level", "value", "0.12345"}, {"#level", "aria-valuetext", "level.value level=50.0 % kept=3 total=6"}, {"#levelValue", "value", "50"},
		{"held", "", "rule.held held=2"}, {"settled", "", ""},
	})
	s.Pruning.By, s.Pruning.Amount, s.Held = recipe.BySparsity, 0.8, 0
	v = &markup.View{}
	panel.Amount(v, words, s, true)
	check(t, v, []property{{"#level", "value", "0.12345"}, {"#levelValue", "value", "50"}, {"held", "", ""}})
	if _, moved := v.Get("#epsilon", "value"); moved {
		t.Error("the slider moves under the hand")
	}
}

func TestTheHintAtTheHandleStaysUntilEpsilonIsMoved(t *testing.T) {
	s := small()
	s.Kept, s.Epsilon = s.Total, 0.5
	around := panel.Around{
		Axis: layout.Axis{Max: 2, Plot: layout.Rect{X: 114, Y: 510, W: 400, H: 80}}, Histogram: layout.Rect{X: 100, Y: 500}, Opened: true,
	}
	for _, c := range []struct {
		name, want string
		change     func()
	}{
		// ε is a quarter of the axis from its beginning, 14 + 100 pixels from the edge.
		{"at first", `<p style.left="132px" style.top="50px">epsilon.hint</p>`, func() {}},
		{"training", "", func() { s.Training = true }},
		{"moved", "", func() { s.Training, around.Moved = false, true }},
		{"pruned by a link", "", func() { around.Moved, s.Kept = false, 3 }},
	} {
		c.change()
		v := &markup.View{}
		panel.EpsilonHint(v, words, s, around)
		if got, _ := v.Get("#hint", "children"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestInputsAndOutputsHaveNames(t *testing.T) {
	for _, c := range []struct {
		name            string
		inputs, outputs string
		change          func(s *snapshot.Snapshot)
	}{
		{"the plane", "option.inputs.x1 option.inputs.x2", "output.class class=1", func(s *snapshot.Snapshot) {}},
		{"the table", "input.noise n=3 input.signal n=1", "output.class class=1", func(s *snapshot.Snapshot) {
			s.Plane, s.Inputs, s.Recipe.Dataset = false, []string{"noise 3", "signal 1"}, "tabular20"
		}},
		{"digits", "1 2", "0 1 2", func(s *snapshot.Snapshot) {
			s.Plane, s.Inputs, s.Height, s.Width, s.Classes = false, []string{"1", "2"}, 14, 14, 3
		}},
		{"a person's table", "leaf size", "bush tree shrub", func(s *snapshot.Snapshot) {
			s.Plane, s.Inputs, s.Recipe.Dataset, s.Classes, s.Names = false, []string{"leaf", "size"}, "own", 3, []string{"bush", "tree", "shrub"}
		}},
		{"two classes with names", "option.inputs.x1 option.inputs.x2", "tree", func(s *snapshot.Snapshot) { s.Names = []string{"bush", "tree"} }},
		{"regression", "option.inputs.x1 option.inputs.x2", "output.value", func(s *snapshot.Snapshot) { s.Classes = 0 }},
		{"regression of a column", "option.inputs.x1 option.inputs.x2", "price", func(s *snapshot.Snapshot) { s.Classes, s.Table = 0, &snapshot.TableInfo{Target: "price"} }},
	} {
		s := small()
		c.change(s)
		inputs, outputs := strings.Join(panel.InputNames(words, s), " "), strings.Join(panel.OutputNames(words, s), " ")
		if inputs != c.inputs || outputs != c.outputs {
			t.Errorf("%s: %s and %s, want %s and %s", c.name, inputs, outputs, c.inputs, c.outputs)
		}
	}
}

func TestTheHistogramSaysWhatIsUnderThePointer(t *testing.T) {
	s := small()
	for l := range s.Layers {
		s.Layers[l].Base = make([]uint8, len(s.Layers[l].W))
		for i := range s.Layers[l].Base {
			s.Layers[l].Base[i] = 1
		}
	}
	// 60 bars up to 6: the second is from 0.1 to 0.2, and two weights are 0.1.
	axis := layout.Axis{Max: 6, Plot: layout.Rect{X: 100, W: 600}}
	curve := []snapshot.StudyPoint{{Epsilon: 0, Accuracy: 1, Bytes: 40}, {Epsilon: 0.2, Accuracy: 0.9, Bytes: 20}}
	v := &markup.View{}
	panel.HistogramTip(v, words, s, curve, axis, layout.Rect{X: 90, W: 620}, 115)
	want := `<p class="tip" style.left="25px" style.maxWidth="595px">histogram.tip from=0.100 to=0.200 n=2 histogram.at epsilon=0.200 accuracy=90.0 % bytes=20</p>`
	if got, _ := v.Get("#histogramTip", "children"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	panel.HistogramTip(v, words, s, nil, axis, layout.Rect{X: 90, W: 370}, 400)
	if got, _ := v.Get("#histogramTip", "children"); !strings.Contains(got, `style.left="0px" style.maxWidth="370px"`) {
		t.Errorf("on a phone the text leaves the window: %s", got)
	}
	panel.HistogramTip(v, words, s, nil, axis, layout.Rect{X: 90, W: 620}, 600)
	if got, _ := v.Get("#histogramTip", "children"); !strings.Contains(got, `class="tip left" style.left="510px" style.maxWidth="510px"`) {
		t.Errorf("on the right side the text leaves the histogram: %s", got)
	}
}

func TestThresholdsAreOnTheTicksOfTheSlider(t *testing.T) {
	for _, c := range []struct{ value, max, want float64 }{{0, 2, 0}, {0.1234, 2, 0.124}, {0.1229, 2, 0.122}, {2, 2, 2}} {
		if got := panel.OnTick(c.value, c.max); got != c.want {
			t.Errorf("%v of %v is %v, want %v", c.value, c.max, got, c.want)
		}
	}
}

func TestTheRecipeIsShownInItsControls(t *testing.T) {
	s := small()
	s.Recipe.Noise, s.Recipe.ShowTest, s.Recipe.Inputs = 15, true, []string{"x1", "sinx1"}
	s.Recipe.Hide = []string{"seed"}
	v := &markup.View{}
	panel.Recipe(v, words, s, []string{"seed", "noise", "showTest", "boundary"})
	at := func(field string) string { return `:is(input, select)[data-field="` + field + `"]` }
	check(t, v, []property{
		{at("noise"), "value", "15"}, {`[data-value="noise"]`, "text", "15"}, {at("learningRate"), "value", "0.001"},
		{at("optimizer"), "value", "adam"}, {at("showTest"), "checked", "true"}, {at("discretize"), "checked", "false"},
		{at("activation"), "value", "relu"}, {"#drawing", "hidden", "true"}, {"html", "data-plane", "true"},
		{`[data-control="seed"]`, "hidden", "true"}, {`[data-control="noise"]`, "hidden", "false"}, {`[data-control="boundary"]`, "hidden", "false"},
	})
	boxes, _ := v.Get(`[data-field="inputs"]`, "children")
	if !strings.HasPrefix(boxes, `<label class="chip"><input type="checkbox" value="x1" checked="true"></input><span>option.inputs.x1</span></label>`) || strings.Count(boxes, `checked="true"`) != 2 {
		t.Errorf("the inputs are %s", boxes)
	}
	s.Plane, s.Recipe.Dataset, s.Recipe.Activation = false, "drawn", []string{"relu", "tanh"}
	panel.Recipe(v, words, s, []string{"showTest", "boundary", "noise"})
	check(t, v, []property{
		{`[data-control="noise"]`, "hidden", "true"}, // a drawn set has none
		{`[data-control="boundary"]`, "hidden", "true"}, {`[data-control="showTest"]`, "hidden", "true"}, {"#drawing", "hidden", "false"},
		{at("activation"), "value", ""}, // the layers differ
	})
}

func TestChoicesOfferWhatTheEngineHas(t *testing.T) {
	v := &markup.View{}
	panel.Choices(v, words)
	panel.Ranges(v, recipe.Operations())
	for at, n := range map[string]int{
		"#criterion": len(recipe.Criteria()), "#scope": len(recipe.Scopes()), "#schedule": len(recipe.Schedules()),
		"#scheme": len(recipe.Schemes()) + 1, "#crossRule": 2, "#cardPin": 3, `select[data-field="optimizer"]`: 3,
	} {
		if options, _ := v.Get(at, "children"); strings.Count(options, "<option") != n {
			t.Errorf("%s offers %s, want %d", at, options, n)
		}
	}
	check(t, v, []property{
		{`input[data-field="noise"]`, "max", "50"}, {`input[data-field="learningRate"]`, "min", "1e-05"},
		{`input[data-field="learningRate"]`, "step", "any"},
		{`input[data-argument="quantize.entries"]`, "min", "2"}, {`input[data-argument="quantize.entries"]`, "max", "256"},
		{`input[data-argument="lottery.fraction"]`, "min", "1"}, {`input[data-argument="lottery.fraction"]`, "max", "99"}, // in per cent
		{"#folds", "min", "2"}, {"#folds", "max", "20"},
	})
	if _, set := v.Get(`input[data-argument="quantize.entries"]`, "step"); set {
		t.Error("the number of entries is whole")
	}
}

func TestATableSaysWhatIsPredictedAndWhichRowsAreLeftOut(t *testing.T) {
	s, w := small(), words
	v := &markup.View{}
	panel.Table(v, w, s)
	check(t, v, []property{{"#table", "hidden", "true"}})
	s.Recipe.Dataset, s.Recipe.Reading = "own", "1.x"
	s.Table = &snapshot.TableInfo{Target: "species", WithoutLabel: 2, Incomplete: 3}
	panel.Table(v, w, s)
	check(t, v, []property{
		{"#table", "hidden", "false"}, {"#tableAgain", "hidden", "false"},
		{"#tableAbout", "text", "table.about target=species table.leftOut n=5"},
	})
}

func TestThePictureIsTheNetworkOrALayer(t *testing.T) {
	v := &markup.View{}
	panel.Pictures(v, words, small())
	check(t, v, []property{{"#picture", "children",
		`<option value>picture.network</option><option value="0">picture.weights inputs=2 outputs=2</option><option value="1">picture.weights inputs=2 outputs=1</option>`}})
}

func TestThumbsOfferTheDataSets(t *testing.T) {
	v := &markup.View{}
	panel.Thumbs(v, words, nil)
	labels, _ := v.Get(panel.ThumbsAt, "children")
	if strings.Count(labels, "<label") != len(recipe.Datasets()) || strings.Contains(labels, "chosen") || strings.Count(labels, "hidden") != 1 {
		t.Errorf("at first: %s", labels)
	}
	s := small()
	s.Own = "plants.csv"
	panel.Thumbs(v, words, s)
	labels, _ = v.Get(panel.ThumbsAt, "children")
	const xor = `<label class="thumb chosen" title="option.dataset.xor"><input type="radio" name="dataset" value="xor" aria-label="option.dataset.xor" checked="true">`
	if !strings.Contains(labels, xor) || strings.Contains(labels, "hidden") {
		t.Errorf("with data of one's own: %s", labels)
	}
}

func TestThumbsAreDrawnFromTheirPoints(t *testing.T) {
	// The picture is 48 pixels for 12 units of the plane.
	dots := panel.ThumbDots([]snapshot.Dot{
		{X: 0, Y: 0, Class: 1, Strength: 1}, {X: -6, Y: 6, Class: 0, Strength: 0.42}, {X: 3, Y: -3, Class: 1, Strength: 0.95},
	})
	want := []panel.Dots{
		{Class: 0, Strength: 0.5, Path: "M-1.0 -1.0h2.2v2.2h-2.2z"},
		{Class: 1, Strength: 1, Path: "M23.0 23.0h2.2v2.2h-2.2zM35.0 35.0h2.2v2.2h-2.2z"},
	}
	if !slices.Equal(dots, want) {
		t.Errorf("%v, want %v", dots, want)
	}
	for _, dataset := range recipe.Datasets() {
		if sign := panel.ThumbSign(dataset); (sign != "") != (dataset == "drawn" || dataset == "own") {
			t.Errorf("%s has the sign %q", dataset, sign)
		}
	}
}

func TestToolsStandOverTheLayers(t *testing.T) {
	s := small()
	a := layout.Arrange([]int{2, 2, 1}, layout.Image{}, layout.Rect{X: 100, Y: 50, W: 800, H: 400}, 2, 11)
	v := &markup.View{}
	panel.OverNetwork(v, words, s, a, false)
	nodes, _ := v.Get("#overlay", "children")
	for _, part := range []string{
		`<div class="layer-tools" role="group" aria-label="layer.name layer=1" style.left="`,
		`<button type="button" data-command="neuron.remove" data-layer="0" data-tool="neuron.remove-0" aria-label="neuron.remove layer=1" title="neuron.remove layer=1">−</button>`,
		`<input class="count" type="number" min="1" max="1024" value="2" data-change="neuron.count" data-layer="0" data-tool="count-0" aria-label="neuron.count layer=1"></input>`,
		`<select data-change="layer.activation" value="relu" data-layer="0" data-tool="activation-0" aria-label="layer.activation layer=1"><option value="relu">`,
		`data-command="layer.add" data-layer="1" data-tool="layer.add-1"`,
		`<span class="input-label" aria-hidden="true" title="option.inputs.x2" style.maxWidth="60px" style.left="`, `>option.inputs.x2</span>`,
	} {
		if !strings.Contains(nodes, part) {
			t.Errorf("there is no %s in\n%s", part, nodes)
		}
	}
	// In CSS pixels, the columns are (800/2 − 48 − 20 − 2·11) / 2 = 155 apart.
	check(t, v, []property{{"#overlay", "class", ""}, {"#overlay", "hidden", "false"}})
	narrow := layout.Arrange([]int{2, 2, 1}, layout.Image{}, layout.Rect{W: 200, H: 400}, 1, 11)
	s.Recipe.Hide = []string{"activation"}
	panel.OverNetwork(v, words, s, narrow, true)
	check(t, v, []property{{"#overlay", "class", "tight"}, {"#overlay", "hidden", "true"}})
	if nodes, _ = v.Get("#overlay", "children"); strings.Contains(nodes, "<select") || !strings.Contains(nodes, "layer-tools") {
		t.Errorf("without activations: %s", nodes)
	}
	s.Recipe.Hide = []string{"layers"}
	panel.OverNetwork(v, words, s, narrow, false)
	if nodes, _ = v.Get("#overlay", "children"); strings.Contains(nodes, "layer-tools") || strings.Contains(nodes, "add-layer") {
		t.Errorf("without tools: %s", nodes)
	}
}

func TestTheMostLayersHaveNoButtonForMore(t *testing.T) {
	s := small()
	units := []int{2}
	s.Recipe.Layers = nil
	for range recipe.MaxLayers {
		s.Recipe.Layers = append(s.Recipe.Layers, 2)
		units = append(units, 2)
	}
	s.Layers = make([]snapshot.Layer, recipe.MaxLayers+1)
	v := &markup.View{}
	panel.OverNetwork(v, words, s, layout.Arrange(append(units, 1), layout.Image{}, layout.Rect{W: 900, H: 400}, 1, 11), false)
	if nodes, _ := v.Get("#overlay", "children"); strings.Contains(nodes, "layer.add") || strings.Count(nodes, "layer-tools") != recipe.MaxLayers {
		t.Errorf("%s", nodes)
	}
}
