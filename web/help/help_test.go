package help_test

import (
	"slices"
	"strings"
	"testing"

	"bonsai/web/help"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
	"bonsai/web/text/texttest"
)

var glossary = map[string]help.Entry{
	"field.activation":       {What: "a"},
	"option.activation.relu": {What: "b"},
	"field.dataset":          {What: "c"},
	"option.dataset.xor":     {What: "d"},
	"command.undo":           {What: "e", Formula: "f", Source: "Han et al. 2015", Try: "g"},
	"layer.remove":           {What: "h"},
	"term.weight":            {What: "i", Name: "weight"},
	"term.neuron":            {What: "j", Name: "neuron"},
	"table.role":             {What: "k"},
}

func TestAPartIsExplainedByItsNameItsCommandOrItsField(t *testing.T) {
	for _, c := range []struct {
		name  string
		path  []help.Element
		want  string
		index int
	}{
		{"a button by its name", []help.Element{{Tag: "svg"}, {Tag: "button", Own: "command.undo"}}, "command.undo", 1},
		{"a button by the text in it", []help.Element{{Tag: "button", Command: "else", Inner: "command.undo"}}, "command.undo", 0},
		{"a button by its command", []help.Element{{Tag: "button", Command: "undo"}}, "command.undo", 0},
		{"a tool of a layer", []help.Element{{Tag: "button", Command: "layer.remove"}}, "layer.remove", 0},
		{"a choice and what is chosen", []help.Element{{Tag: "select", Field: "activation", Value: "relu"}}, "field.activation option.activation.relu", 0},
		{"a choice with a family", []help.Element{{Tag: "select", Options: "activation", Change: "layer.remove", Value: "relu"}}, "layer.remove option.activation.relu", 0},
		{"a choice that its label names", []help.Element{{Tag: "select", Options: "activation", Value: "relu"}, {Tag: "label", Inner: "field.activation"}}, "field.activation option.activation.relu", 1},
		{"a box of a choice", []help.Element{{Tag: "input", Value: "xor"}, {Tag: "label"}, {Tag: "fieldset", Field: "dataset", Inner: "data.title"}}, "field.dataset option.dataset.xor", 2},
		{"a picture", []help.Element{{Tag: "div", Help: "term.neuron term.weight"}}, "term.neuron term.weight", 0},
		{"a table's preview", []help.Element{{Tag: "select", Change: "table", What: "role", Value: "x"}}, "table.role", 0},
		{"not by what a section contains", []help.Element{{Tag: "section", Inner: "command.undo"}}, "", -1},
		{"nothing", nil, "", -1},
	} {
		keys, index := help.Find(c.path, func(key string) bool { return glossary[key].What != "" })
		if strings.Join(keys, " ") != c.want || index != c.index {
			t.Errorf("%s: %v at %d, want %s at %d", c.name, keys, index, c.want, c.index)
		}
	}
}

func TestTheCardHasNameTextFormulaValueAndSource(t *testing.T) {
	v := &markup.View{}
	entry := func(key string) help.Entry { return glossary[key] }
	help.Show(v, texttest.Words(), []string{"command.undo", "term.weight"}, entry, "")
	want := `<h2 class="title">weight</h2><p>i</p>`
	got, _ := v.Get("#help", "children")
	for _, part := range []string{"<p>e</p>", `<p class="formula" translate="no"><span>f</span></p>`, "help.try value=g", "help.source source=Han et al. 2015", want} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
	if hidden, _ := v.Get("#help", "hidden"); hidden != "false" {
		t.Error("the card is hidden")
	}
	w := text.New(func(key string, _ []string) string { return "Remove layer {layer}" }, nil)
	help.Show(v, w, []string{"layer.remove"}, entry, "1")
	if got, _ := v.Get("#help", "children"); got != `<h2 class="title">Remove layer 2</h2><p>h</p>` {
		t.Errorf("the card is %s", got)
	}
}

func TestTheCardIsBesideWhatItIsAboutAndInTheWindow(t *testing.T) {
	card, window := layout.Rect{W: 100, H: 50}, layout.Rect{W: 400, H: 300}
	for _, c := range []struct {
		name  string
		about layout.Rect
		want  []float64
	}{
		{"below", layout.Rect{X: 20, Y: 20, W: 40, H: 20}, []float64{20, 48}},
		{"above, at the lower edge", layout.Rect{X: 20, Y: 260, W: 40, H: 20}, []float64{20, 202}},
		{"not beyond the right edge", layout.Rect{X: 380, Y: 20, W: 20, H: 20}, []float64{292, 48}},
		{"beside what is as high as the window", layout.Rect{X: 0, Y: 0, W: 100, H: 300}, []float64{108, 8}},
		{"left of it", layout.Rect{X: 200, Y: 10, W: 200, H: 290}, []float64{92, 10}},
		{"in the corner of what fills the window", layout.Rect{X: 10, Y: 20, W: 380, H: 270}, []float64{10, 20}},
	} {
		x, y := help.Place(c.about, card, window)
		if got := []float64{x, y}; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
