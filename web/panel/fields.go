package panel

import (
	"encoding/json"
	"slices"
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A Value is what the control of a recipe's field holds.
type Value struct {
	Field   string
	Text    string   // of a number, a choice or a text; of a list its only entry
	Number  float64  // of a number
	Numeric bool     // it is a number
	Ticked  bool     // of a check box
	List    []string // of several check boxes: those that are ticked
}

// Values returns what the controls of a recipe hold. Lists of numbers have no
// control here.
func Values(r *recipe.Recipe) []Value {
	var fields map[string]any
	encoded, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(encoded, &fields)
	}
	if err != nil {
		panic(err) // a recipe that the engine has accepted
	}
	var values []Value
	for _, f := range recipe.Fields() {
		v := Value{Field: f.Name}
		switch value := fields[f.Name].(type) {
		case string:
			v.Text = value
		case float64:
			v.Text, v.Number, v.Numeric = text.Decimal(value), value, true
		case bool:
			v.Ticked = value
		case []any:
			if v.List = texts(value); v.List == nil {
				continue
			}
			if len(v.List) == 1 {
				v.Text = v.List[0]
			}
		}
		values = append(values, v)
	}
	return values
}

// texts returns a list of texts, or nil if it holds anything else.
func texts(list []any) []string {
	out := []string{}
	for _, entry := range list {
		t, ok := entry.(string)
		if !ok {
			return nil
		}
		out = append(out, t)
	}
	return out
}

// Beside returns the value of a slider as it stands beside it, with its unit.
func Beside(w *text.Words, field string, v float64) string {
	return w.Number(v, 0) + w.TextOr("", "unit."+field)
}

// onPlane are controls that only data on the plane have a use for.
var onPlane = []string{"inputs", "showTest", "discretize", "boundary"}

// Hidden tells whether a control is hidden: because the address says so, or
// because it has no use for the data.
func Hidden(s *snapshot.Snapshot, control string) bool {
	return slices.Contains(s.Recipe.Hide, control) || !s.Plane && slices.Contains(onPlane, control)
}

// Inputs returns a check box for each input that data on the plane can have.
func Inputs(w *text.Words, r *recipe.Recipe) []markup.Node {
	var boxes []markup.Node
	for _, f := range recipe.Fields() {
		if f.Name != "inputs" {
			continue
		}
		for _, input := range f.Options {
			boxes = append(boxes, markup.New("label", "class", "chip").Holding(
				markup.New("input", "type", "checkbox", "value", input, "checked", strconv.FormatBool(slices.Contains(r.Inputs, input))),
				markup.New("span").Saying(w.Option("inputs", input))))
		}
	}
	return boxes
}

// InputNames returns the names of a network's inputs.
func InputNames(w *text.Words, s *snapshot.Snapshot) []string {
	names := slices.Clone(s.Inputs)
	if s.Plane {
		for i, input := range names {
			names[i] = w.Option("inputs", input)
		}
	}
	return names
}

// Columns returns the columns of a person's table as choices, by their number
// from 1, and the number of the target column. It is shown for tables only.
func Columns(s *snapshot.Snapshot) (options []markup.Node, target string, shown bool) {
	if s.Recipe.Dataset != "own" || s.Side > 0 {
		return nil, "", false
	}
	for i, name := range s.Columns {
		options = append(options, markup.New("option", "value", strconv.Itoa(i+1)).Saying(name))
	}
	column := s.Recipe.LabelColumn
	if column == 0 {
		column = len(s.Columns) // the last
	}
	return options, strconv.Itoa(column), true
}

// Pictures returns what the middle of the page can show: the network, or the
// weights of one layer, by its index.
func Pictures(w *text.Words, s *snapshot.Snapshot) []markup.Node {
	options := []markup.Node{markup.New("option", "value", "").Saying(w.Text("picture.network"))}
	for i, layer := range s.Layers {
		options = append(options, markup.New("option", "value", strconv.Itoa(i)).Saying(
			w.Text("picture.weights", "inputs", strconv.Itoa(layer.In), "outputs", strconv.Itoa(layer.Out))))
	}
	return options
}
