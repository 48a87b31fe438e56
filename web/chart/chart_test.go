package chart_test

import (
	"fmt"
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

func TestALegendNamesEachLineAndMarksTheChosen(t *testing.T) {
	got := markup.HTML(chart.Legend("study.choose", []chart.Entry{{Name: "obs", Label: "OBS", Value: "97.0 %", Chosen: true}, {Name: "lamp", Label: "LAMP", Value: "96.5 %"}})...)
	want := `<li><button type="button" data-command="study.choose" data-name="obs" class="chosen"><span>OBS</span><span>97.0 %</span></button></li>` +
		`<li><button type="button" data-command="study.choose" data-name="lamp"><span>LAMP</span><span>96.5 %</span></button></li>`
	if got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
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
