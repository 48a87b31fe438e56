package panel

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Choices fills the choices that the engine's tables name, and gives number
// controls the ranges of their fields.
func Choices(v *markup.View, w *text.Words) {
	for _, f := range recipe.Fields() {
		if len(f.Options) > 0 && f.Name != "dataset" && f.Name != "inputs" && f.Name != "hide" { // these are not select elements
			fill(v, w, `select[data-field="`+f.Name+`"]`, f.Name, f.Options)
		}
		limit(v, `input[data-field="`+f.Name+`"]`, f.Spec)
		v.Set(`:is(input, select)[data-field="`+f.Name+`"]`, "data-restarts", strconv.FormatBool(!f.Live && !f.View))
	}
	v.Set("#folds", "min", strconv.Itoa(snapshot.MinFolds))
	v.Set("#folds", "max", strconv.Itoa(snapshot.MaxFolds))
	fill(v, w, "#criterion", "criterion", recipe.Criteria())
	fill(v, w, "#scope", "scope", recipe.Scopes())
	fill(v, w, "#schedule", "schedule", recipe.Schedules())
	fill(v, w, "#scheme", "scheme", append(recipe.Schemes(), "off"))
	fill(v, w, "#crossRule", "cross", CrossRules)
	fill(v, w, "#cardPin", "pin", pins)
	fill(v, w, "#cardNeuronPin", "pin", pins)
}

// Ranges gives number controls the ranges of the arguments that they set, and those of
// epochs the range that command.Epochs takes.
func Ranges(v *markup.View, operations []recipe.Entry) {
	for _, e := range operations {
		for _, a := range e.Arguments {
			if a.Name == "epochs" {
				a.Max = min(a.Max, recipe.MaxEpochs)
			}
			limit(v, `input[data-argument="`+e.Name+"."+a.Name+`"]`, a)
		}
	}
}

// limit gives number controls the range of what they set. Shares are shown in per
// cent.
func limit(v *markup.View, at string, s recipe.Spec) {
	if s.Kind != recipe.Number && s.Kind != recipe.Integer {
		return
	}
	scale := 1.0
	if s.Unit == recipe.Share {
		scale = 100
	}
	v.Set(at, "min", text.Decimal(scale*s.Min))
	v.Set(at, "max", text.Decimal(scale*s.Max))
	if s.Kind == recipe.Number {
		v.Set(at, "step", "any")
	}
}

// fill fills a choice. Its options are named by the field that they are of.
func fill(v *markup.View, w *text.Words, at, field string, options []string) {
	v.Fill(at, markup.Options(options, func(option string) string { return w.Option(field, option) })...)
}

// Recipe shows the recipe in its controls, and hides the parts of the page that
// the address hides or that the data have no use for. Parts are the names of
// those that can be hidden.
func Recipe(v *markup.View, w *text.Words, s *snapshot.Snapshot, parts []string) {
	values := recipeValues(&s.Recipe)
	for _, f := range recipe.Fields() {
		at := `:is(input, select)[data-field="` + f.Name + `"]`
		switch value := values[f.Name].(type) {
		case string:
			v.Set(at, "value", value)
		case float64:
			v.Set(at, "value", text.Decimal(value))
			Beside(v, w, f.Name, value)
		case bool:
			v.Flag(at, "checked", value)
		case []any:
			v.Set(at, "value", only(value))
		}
	}
	v.Fill(`[data-field="inputs"]`, inputs(w, &s.Recipe)...)
	v.Set("html", "data-plane", strconv.FormatBool(s.Plane))
	for _, part := range parts {
		v.Hide(`[data-control="`+part+`"]`, Hidden(s, part))
	}
	v.Hide("#drawing", s.Recipe.Dataset != "drawn")
	v.Hide("#drawHere", s.Recipe.Dataset != "drawn" || len(s.Recipe.Points) > 0)
}

// recipeValues returns a recipe as JSON has it, by the names of its fields.
func recipeValues(r *recipe.Recipe) map[string]any {
	var values map[string]any
	encoded, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(encoded, &values)
	}
	if err != nil {
		panic(err) // a recipe that the engine has accepted
	}
	return values
}

// only returns the text of a list's only entry. A choice shows nothing, "", if
// the layers differ.
func only(list []any) string {
	if len(list) != 1 {
		return ""
	}
	entry, _ := list[0].(string)
	return entry
}

// Beside shows the value of a slider beside it, with its unit.
func Beside(v *markup.View, w *text.Words, field string, value float64) {
	v.Say(`[data-value="`+field+`"]`, w.Number(value, 0)+w.TextOr("", "unit."+field))
}

// onPlane are controls that only data on the plane have a use for.
var onPlane = []string{"inputs", "showTest", "discretize", "boundary"}

// Hidden tells whether a part of the page is hidden: because the address says
// so, or because the data have no use for it.
func Hidden(s *snapshot.Snapshot, part string) bool {
	return slices.Contains(s.Recipe.Hide, part) || !s.Plane && slices.Contains(onPlane, part) ||
		part == "noise" && slices.Contains(withoutNoise, s.Recipe.Dataset)
}

// withoutNoise are the data sets that are taken as they are.
var withoutNoise = []string{"own", "drawn"}

// inputs returns a check box for each input that data on the plane can have.
func inputs(w *text.Words, r *recipe.Recipe) []*markup.Node {
	var boxes []*markup.Node
	for _, f := range recipe.Fields() {
		if f.Name != "inputs" {
			continue
		}
		for _, input := range f.Options {
			boxes = append(boxes, markup.New("label").With("class", "chip").Holding(
				markup.New("input").With("type", "checkbox").With("value", input).
					With("checked", strconv.FormatBool(slices.Contains(r.Inputs, input))),
				markup.New("span").Saying(w.Option("inputs", input))))
		}
	}
	return boxes
}

// InputNames returns the names of a network's inputs.
func InputNames(w *text.Words, s *snapshot.Snapshot) []string {
	names := slices.Clone(s.Inputs)
	for i, input := range names {
		sort, number, numbered := strings.Cut(input, " ")
		switch {
		case s.Plane:
			names[i] = w.Option("inputs", input)
		case numbered && s.Recipe.Dataset == "tabular20":
			names[i] = w.Text("input."+sort, "n", number)
		}
	}
	return names
}

// OutputNames returns the names of a network's outputs: the classes, of two that of
// class 1, or in regression the target.
func OutputNames(w *text.Words, s *snapshot.Snapshot) []string {
	if s.Classes == 0 {
		if s.Table != nil {
			return []string{s.Table.Target}
		}
		return []string{w.Text("output.value")}
	}
	if s.Classes == 2 {
		return ClassNames(w, s)[1:]
	}
	return ClassNames(w, s)
}

// ClassNames returns the names of the classes.
func ClassNames(w *text.Words, s *snapshot.Snapshot) []string {
	names := make([]string, s.Classes)
	for c := range names {
		switch {
		case c < len(s.Names):
			names[c] = s.Names[c]
		case s.Height > 0:
			names[c] = strconv.Itoa(c)
		default:
			names[c] = w.Text("output.class", "class", strconv.Itoa(c))
		}
	}
	return names
}

// Table shows, for a person's own table, the choice of the target column, by
// its number from 1.
func Table(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	is := s.Recipe.Dataset == "own" && s.Height == 0
	v.Hide("#table", !is)
	if !is {
		return
	}
	v.Hide("#tableAgain", s.Recipe.Reading == "")
	about := ""
	if t := s.Table; t != nil {
		about = w.Text("table.about", "target", t.Target)
		if left := t.WithoutLabel + t.Incomplete; left > 0 {
			about += " " + w.Text("table.leftOut", "n", w.Count(left))
		}
	}
	v.Say("#tableAbout", about)
}

// AccuracyNames calls accuracy what it is, and lets help explain that: in regression R².
func AccuracyNames(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	named := func(names [2]string) string {
		if s.Classes == 0 {
			return names[1]
		}
		return names[0]
	}
	measured := [2]string{"outcome.accuracy", "outcome.r2"}
	v.Set("#measured", "data-help", named(measured))
	for _, names := range [][2]string{
		measured, {"chart.accuracy", "outcome.r2"}, {"legend.solid", "legend.solid.r2"}, {"choose.why", "choose.why.r2"},
		{"cross.why", "cross.why.r2"},
	} {
		v.Say(`[data-i18n="`+names[0]+`"][data-i18n-regression]`, w.Text(named(names)))
	}
}

// Pictures offers what the middle of the page can show: the network, or the
// weights of one layer, by its index.
func Pictures(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	options := []*markup.Node{markup.New("option").With("value", "").Saying(w.Text("picture.network"))}
	for i, layer := range s.Layers {
		options = append(options, markup.New("option").WithNumber("value", i).Saying(
			w.Text("picture.weights", "inputs", strconv.Itoa(layer.In), "outputs", strconv.Itoa(layer.Out))))
	}
	v.Fill("#picture", options...)
}
