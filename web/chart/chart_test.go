package chart_test

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"bonsai/web/chart"
	"bonsai/web/layout"
	"bonsai/web/markup"
)

func TestLinesRunFromTheLowerLeftCorner(t *testing.T) {
	for _, c := range []struct {
		name   string
		x, y   chart.Axis
		box    layout.Rect
		points []chart.Point
		want   string
	}{
		{"a line through the box", chart.Axis{High: 10}, chart.Axis{High: 2}, chart.Box,
			[]chart.Point{{X: 0, Y: 0}, {X: 5, Y: 1}, {X: 10, Y: 2}}, "0.0,100.0 150.0,50.0 300.0,0.0"},
		{"an axis that begins at a half", chart.Axis{High: 1}, chart.Axis{Low: 0.5, High: 1}, chart.Box,
			[]chart.Point{{X: 0.25, Y: 0.75}}, "75.0,50.0"},
		{"values beyond the axes are at their ends", chart.Axis{High: 1}, chart.Axis{High: 1}, chart.Box,
			[]chart.Point{{X: -1, Y: 2}, {X: 2, Y: -1}}, "0.0,0.0 300.0,100.0"},
		{"an axis without length", chart.Axis{High: 1}, chart.Axis{Low: 1, High: 1}, chart.Box,
			[]chart.Point{{X: 0, Y: 1}}, "0.0,100.0"},
		{"a box elsewhere", chart.Axis{High: 0.4}, chart.Axis{High: 1}, layout.Rect{X: 14, Y: 10, W: 200, H: 80},
			[]chart.Point{{X: 0.1, Y: 0.25}}, "64.0,70.0"},
		{"no points", chart.Axis{High: 1}, chart.Axis{High: 1}, chart.Box, nil, ""},
	} {
		lines := chart.Chart{X: c.x, Y: c.y, Lines: []chart.Line{{Points: c.points}}}
		if got := lines.Draw(c.box)[0].Get("points"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestStandardErrorsAndMarksAreVertical(t *testing.T) {
	means := chart.Chart{
		X: chart.Axis{High: 1}, Y: chart.Axis{High: 1},
		Lines: []chart.Line{{Class: "chosen", Points: []chart.Point{{X: 0, Y: 0.9}, {X: 0.5, Y: 0.8, Error: 0.1}}}},
		Marks: []float64{0.5},
	}
	want := `<line class="error" x1="150.0" x2="150.0" y1="30.0" y2="10.0"></line>` +
		`<polyline points="0.0,10.0 150.0,20.0" class="chosen"></polyline>` +
		`<line class="pick" x1="150.0" x2="150.0" y1="100.0" y2="0.0"></line>`
	if got := markup.HTML(means.Draw(chart.Box)...); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// percents writes shares in per cent.
func percents(v, step float64) string {
	if step == 0 {
		return fmt.Sprintf("%.1f %%", 100*v)
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

// two is a chart of accuracies over sparsity, of which the first stands out.
func two() *chart.Chart {
	return &chart.Chart{
		Title: "Criteria", Description: "in words", Command: "study.choose", Labelled: true, Marks: []float64{0.5},
		X: chart.Axis{High: 1, Name: "Sparsity", Write: percents}, Y: chart.Axis{Low: 0.4, High: 1, Name: "Accuracy", Write: percents},
		Lines: []chart.Line{
			{Class: "chosen", Name: "obs", Label: "OBS", Points: []chart.Point{{X: 0, Y: 1}, {X: 0.5, Y: 0.9, Error: 0.02}, {X: 1, Y: 0.5}}},
			{Name: "lamp", Label: "LAMP", Points: []chart.Point{{X: 0, Y: 1}, {X: 0.5, Y: 0.6}, {X: 1, Y: 0.4}}},
		},
	}
}

// shown returns what a board shows at a place.
func shown(t *testing.T, v *markup.View, name string) string {
	t.Helper()
	got, found := v.Get(`[data-chart="`+name+`"]`, "children")
	if !found {
		t.Fatalf("nothing is shown at %s", name)
	}
	return got
}

func TestAFigureHasTitleAxesWithNumbersAndLabels(t *testing.T) {
	v := &markup.View{}
	new(chart.Board).Put(v, "study", two())
	got := shown(t, v, "study")
	for _, part := range []string{
		"<figcaption>Criteria</figcaption>", ">40 %<", ">60 %<", ">80 %<", ">100 %<", // at the left, from the lowest
		">0 %<", ">50 %<", `>Sparsity</p>`, // below
		`role="slider"`, `tabindex="0"`, `aria-label="Criteria"`, `aria-valuetext="in words"`, `class="label chosen"`, ">OBS</span>",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in\n%s", part, got)
		}
	}
	if strings.Contains(got, "LAMP") {
		t.Error("a line that does not stand out has a label")
	}
}

func TestTheCursorSaysTheValuesOfLinesThatStandOutAndOfThePointedOne(t *testing.T) {
	v, b := &markup.View{}, &chart.Board{}
	b.Put(v, "study", two())
	// (0.6 − 0.4) / 0.6 is a third of the height: the second line at 50 %.
	b.Point(v, "study", 0.45, 0.7)
	const want = "Sparsity 50.0 % · OBS 90.0 % ± 2.0 % · LAMP 60.0 %"
	if got := shown(t, v, "study"); strings.Count(got, want) != 2 { // for the eye and for screen readers
		t.Errorf("%s is not in\n%s", want, got)
	}
	if command, line := b.Pointed("study"); command != "study.choose" || line != "lamp" {
		t.Errorf("a click is %s of %s", command, line)
	}
	b.Leave(v, "study")
	if got := shown(t, v, "study"); strings.Contains(got, "± 2.0") {
		t.Error("the values stay when the pointer has left")
	}
}

func TestArrowKeysMoveTheCursor(t *testing.T) {
	v, b := &markup.View{}, &chart.Board{}
	b.Put(v, "study", two())
	for _, c := range []struct{ key, want string }{
		{"ArrowLeft", "Sparsity 50.0 % · OBS 90.0 % ± 2.0 %"}, {"ArrowDown", "Sparsity 50.0 %"}, {"ArrowDown", "LAMP 60.0 %"},
		{"Home", "Sparsity 0.0 %"}, {"ArrowLeft", "Sparsity 0.0 %"}, {"End", "Sparsity 100.0 %"}, {"PageDown", "Sparsity 50.0 %"},
		{"PageUp", "Sparsity 100.0 %"}, {"ArrowRight", "Sparsity 100.0 %"}, {"ArrowUp", "OBS 50.0 %"},
	} {
		if !b.Press(v, "study", c.key) || !strings.Contains(shown(t, v, "study"), c.want) {
			t.Errorf("after %s, %s is not in\n%s", c.key, c.want, shown(t, v, "study"))
		}
	}
	if b.Press(v, "study", "a") || b.Press(v, "nowhere", "Home") {
		t.Error("another key does something")
	}
}

func TestALargeChartFollowsTheSmallOne(t *testing.T) {
	v, b := &markup.View{}, &chart.Board{}
	b.Put(v, "study", two())
	if b.Enlarge(v, "nowhere") != nil || b.Enlarge(v, "study").Title != "Criteria" {
		t.Error("another chart is large")
	}
	next := two()
	next.Title = "Layers"
	b.Put(v, "study", next)
	if !strings.Contains(shown(t, v, chart.Large), "Layers") {
		t.Error("the large chart is an old one")
	}
}

func TestATableNamesEachLineAndMarksTheChosen(t *testing.T) {
	got := markup.HTML(chart.Table("study.choose", "option.criterion.", []chart.Entry{{Name: "obs", Label: "OBS", Value: "97.0 %", Class: "chosen"}, {Name: "lamp", Label: "LAMP", Value: "96.5 %"}})...)
	want := `<tr class="chosen"><th scope="row"><button type="button" data-command="study.choose" data-name="obs" data-help="option.criterion.obs" aria-current="true">OBS</button></th><td>97.0 %</td></tr>` +
		`<tr><th scope="row"><button type="button" data-command="study.choose" data-name="lamp" data-help="option.criterion.lamp">LAMP</button></th><td>96.5 %</td></tr>`
	if got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func TestAChartIsExportedAsAFigureAndAsATable(t *testing.T) {
	svg := two().SVG(func(name string) string { return "#" + name })
	if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
		t.Errorf("%v in %s", err, svg)
	}
	for _, part := range []string{">Criteria<", ">Accuracy<", ">Sparsity<", ">OBS<", ">LAMP<", ">100 %<", `stroke="#positive"`, `fill="#surface"`} {
		if !strings.Contains(svg, part) {
			t.Errorf("%s is not in %s", part, svg)
		}
	}
	const want = "line,\"Sparsity\",\"Accuracy\",error\n\"OBS\",0,1,0\n\"OBS\",0.5,0.9,0.02\n"
	if csv := two().CSV(); !strings.HasPrefix(csv, want) {
		t.Errorf("the table is %s", csv)
	}
}

// What stays pruned makes many amounts lead to the same point.
func TestTheTableHasARepeatedPointOnce(t *testing.T) {
	c := chart.Chart{X: chart.Axis{Name: "Sparsity"}, Y: chart.Axis{Name: "Accuracy"}, Lines: []chart.Line{
		{Label: "a", Points: []chart.Point{{X: 0.8, Y: 1}, {X: 0.8, Y: 1}, {X: 0.8, Y: 1}, {X: 0.9, Y: 1}}},
		{Label: "b", Points: []chart.Point{{X: 0.9, Y: 1}}},
	}}
	const want = "line,\"Sparsity\",\"Accuracy\",error\n\"a\",0.8,1,0\n\"a\",0.9,1,0\n\"b\",0.9,1,0\n"
	if got := c.CSV(); got != want {
		t.Errorf("the table is %s", got)
	}
}

// 95 letters of 14 px take about 760 px, and of 20 px about 1,080; the plot is 852 px wide.
func TestALongTitleFitsIntoTheFigure(t *testing.T) {
	c := two()
	c.Title = "Accuracy against sparsity, one line per criterion · on the first 1,000 of 2,800 training samples"
	svg := c.SVG(func(name string) string { return name })
	if !strings.Contains(svg, `font-size="14" fill="ink">`+c.Title) {
		t.Errorf("the title is too large or too small: %.400s", svg)
	}
	c.Title = strings.Repeat("剪枝", 30)
	if svg := c.SVG(func(name string) string { return name }); !strings.Contains(svg, `font-size="14" fill="ink">`+c.Title) {
		t.Errorf("the Chinese title is too large or too small: %.400s", svg)
	}
}

// The legend of a chart with several lines stands beside it in the page, and the large
// one is elsewhere: its lines are labelled.
func TestTheLinesOfALargeChartAreLabelled(t *testing.T) {
	c := two()
	c.Labelled = false
	b, v := chart.Board{}, &markup.View{}
	b.Put(v, "loss", c)
	small, _ := v.Get(`[data-chart="loss"]`, "children")
	b.Enlarge(v, "loss")
	large, _ := v.Get(`[data-chart="large"]`, "children")
	if strings.Contains(small, `class="label`) || !strings.Contains(large, `class="label`) {
		t.Errorf("the small chart is %s, the large one %s", small, large)
	}
}

func Example() {
	losses := chart.Chart{
		X:     chart.Axis{High: 44}, // steps
		Y:     chart.Axis{High: 0.8},
		Lines: []chart.Line{{Class: "train", Points: []chart.Point{{X: 0, Y: 0.8}, {X: 22, Y: 0.4}, {X: 44, Y: 0.2}}}},
	}
	fmt.Println(markup.HTML(losses.Draw(chart.Box)...))
	// Output: <polyline points="0.0,0.0 150.0,50.0 300.0,75.0" class="train"></polyline>
}

func TestAnAxisWithoutRoomHasNoTicks(t *testing.T) {
	for _, most := range []int{0, -1} {
		if values, step := (chart.Axis{High: 1}).Ticks(most); len(values) != 0 || step != 0 {
			t.Errorf("with room for %d there are %v, %v apart", most, values, step)
		}
	}
}

// Below a chart of 150 pixels "150" of 220, which is 23 wide, would end at 114, and "200",
// which ends at its place, begins at 113: there is room for every second value only.
func TestNumbersBelowAChartDoNotTouch(t *testing.T) {
	for high, want := range map[float64]string{2200: "0 1,000 2,000", 220: "0 100 200", 160: "0 50 100 150", 12: "0 5 10"} {
		c := two()
		c.X = chart.Axis{High: high, Name: "Step", Write: func(v, step float64) string {
			if v < 1000 {
				return fmt.Sprintf("%.0f", v)
			}
			return fmt.Sprintf("%.0f,%03.0f", math.Floor(v/1000), math.Mod(v, 1000))
		}}
		v := &markup.View{}
		new(chart.Board).Put(v, "study", c)
		_, across, _ := strings.Cut(shown(t, v, "study"), `class="across"`)
		across, _, _ = strings.Cut(across, "</div>")
		var got []string
		for _, n := range regexp.MustCompile(`>([^<]+)</span>`).FindAllStringSubmatch(across, -1) {
			got = append(got, n[1])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("up to %v: %q, want %s", high, got, want)
		}
	}
}
