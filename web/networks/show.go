package networks

import (
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// The controls of the preview have data-change="network" and say in data-what and
// data-column what they change.

// Show fills the dialog with a preview.
func Show(v *markup.View, w *text.Words, p *Preview) {
	v.Say("#networkTitle", w.Text("network.title", "name", p.Name))
	v.Say("#networkAbout", about(w, p))
	var controls []*markup.Node
	for _, q := range p.Questions {
		controls = append(controls, markup.New("label").Holding(
			markup.New("span").Saying(w.Text("network."+q.What, "layer", strconv.Itoa(q.Layer+1))), control(w, p, q)))
	}
	v.Fill("#networkQuestions", controls...)
	v.Hide("#networkQuestions", len(controls) == 0)
	v.Say("#networkColumns", columns(w, p))
	v.Hide("#networkColumns", len(p.Columns) == 0)
	v.Say("#networkResult", result(w, p))
	problem := ""
	if p.Problem != nil {
		problem = w.Problem(&recipe.Problem{Code: p.Problem.Code, Args: p.Problem.Args})
	}
	v.Say("#networkProblem", problem)
	v.Hide("#networkProblem", problem == "")
	v.Hide("#networkAlone", problem == "") // only data can be a problem
	v.Disable("openNetwork", p.Problem != nil)
}

// about describes the layers: "4 → 16 ReLU → 3, 216 weights".
func about(w *text.Words, p *Preview) string {
	parts := []string{}
	for i, layer := range p.Layers {
		if i == 0 {
			parts = append(parts, w.Count(layer.In))
		}
		part := w.Count(layer.Out)
		if i+1 < len(p.Layers) && layer.Activation != "" {
			part += " " + w.Option("activation", layer.Activation)
		}
		parts = append(parts, part)
	}
	said := w.Text("network.about", "layers", strings.Join(parts, " → "), "weights", w.Count(p.Weights))
	if p.Zeros > 0 {
		said += " " + w.Text("network.pruned", "n", w.Count(p.Zeros))
	}
	return said
}

// columns says which columns of the table the network takes: those of the same names,
// or else as many as it has in the order of the table.
func columns(w *text.Words, p *Preview) string {
	if len(p.Columns) == 0 {
		return ""
	}
	key, same := "network.columns.names", true
	var list []string
	for _, pair := range p.Columns {
		same = same && pair.File != "" && strings.EqualFold(strings.TrimSpace(pair.File), strings.TrimSpace(pair.Table))
	}
	for _, pair := range p.Columns {
		if !same && pair.File != "" {
			list = append(list, w.Text("network.columns.pair", "file", pair.File, "table", pair.Table))
		} else {
			list = append(list, pair.Table)
		}
	}
	if !same {
		key = "network.columns.order"
	}
	said := w.Text(key, "columns", shortened(list))
	if len(p.LeftOut) > 0 {
		said += " " + w.Text("network.columns.leftOut", "columns", shortened(p.LeftOut))
	}
	return said
}

// shortened names the first columns of many.
func shortened(list []string) string {
	const most = 20
	if len(list) > most {
		list = append(list[:most:most], "…")
	}
	return strings.Join(list, ", ")
}

// result says how good the network is with the present answers.
func result(w *text.Words, p *Preview) string {
	switch {
	case p.Problem != nil:
		return ""
	case p.Rows == 0:
		return w.Text("network.noData")
	}
	return w.Text("network.result", "accuracy", w.Accuracy(p.Classes == 0, p.Result.Accuracy), "rows", w.Count(p.Rows))
}

// control is a select element, or a field in which numbers are typed.
func control(w *text.Words, p *Preview, q Question) *markup.Node {
	node := markup.New("select")
	if len(q.Options) == 0 {
		node = markup.New("input").With("type", "text").With("inputmode", "decimal")
	}
	node.With("value", q.Value).With("data-change", "network").With("data-what", q.What).WithNumber("data-column", q.Layer)
	for _, answer := range q.Options {
		name := optionName(w, q.What, answer.Value)
		if answer.Result != nil {
			name += " · " + w.Accuracy(p.Classes == 0, answer.Result.Accuracy)
		}
		node.Holding(markup.New("option").With("value", answer.Value).Saying(name))
	}
	return node
}

func optionName(w *text.Words, what, value string) string {
	if what == "activation" {
		return w.Option("activation", value)
	}
	return w.Text("network." + what + "." + value)
}
