package panel

import (
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/chart"
	"bonsai/web/figures"
	"bonsai/web/layout"
	"bonsai/web/text"
)

// Caption returns what a figure of an experiment says in words.
func Caption(w *text.Words, s *snapshot.Snapshot, title string) web.Caption {
	said := w.Text("network.drawn"+measure(s),
		"layers", w.Count(len(s.Layers)+1), "kept", w.Count(s.Kept), "total", w.Count(s.Total),
		"dead", w.Count(figures.Dead(s)), "accuracy", Accuracy(w, s, s.Test.Accuracy))
	c := web.Caption{
		Title: title, Description: said, Facts: facts(w, s), Inputs: InputNames(w, s), Outputs: OutputNames(w, s),
		Layers: []string{w.Count(s.Layers[0].In)}, Histogram: w.Text("histogram.title"), Epsilon: "ε = " + w.Number(s.Epsilon, 4),
		Count: w.Count, Positive: w.Text("legend.positiveShort"), Negative: w.Text("legend.negativeShort"), Width: w.Text("figure.width"),
		Dead: w.Text("legend.deadShort"), Grey: w.Text("figure.grey"), Pruned: w.Text("legend.pruned"),
	}
	for i, layer := range s.Layers {
		name := w.Count(layer.Out)
		if i < len(s.Layers)-1 {
			name += " · " + w.Option("activation", layer.Activation)
		}
		c.Layers = append(c.Layers, name)
	}
	values, step := chart.Axis{High: layout.NiceMax(layout.MaxAbs(s.Layers))}.Ticks(mostTicks)
	for _, v := range values {
		c.Ticks = append(c.Ticks, web.Tick{Value: v, Text: w.Number(v, decimals(step))})
	}
	if s.Plane && s.Classes > 0 {
		c.Classes = ClassNames(w, s)
	}
	return c
}

// facts returns the results, for the line under the title.
func facts(w *text.Words, s *snapshot.Snapshot) []string {
	measure := "figure.accuracy"
	if s.Classes == 0 {
		measure = "figure.r2"
	}
	list := []string{
		w.Text(measure, "before", Accuracy(w, s, s.Dense.Accuracy), "after", Accuracy(w, s, s.Test.Accuracy)),
		"ε = " + w.Number(s.Epsilon, 4),
		w.Text("figure.kept", "kept", w.Count(s.Kept), "total", w.Count(s.Total), "share", w.Percent(figures.Sparsity(s))),
		smallestSaid(w, s.Bytes, "outcome.bytesSmallest", "outcome.bytesOnly"),
	}
	if s.Total > layout.MostLines && s.Kept > layout.StrongestLines {
		list = append(list, w.Text("figure.lines", "n", w.Count(layout.StrongestLines)))
	}
	return list
}

// DatasetName returns the name of a snapshot's data set where it stands alone: the
// digits' tiles have room for the size of their images only.
func DatasetName(w *text.Words, s *snapshot.Snapshot) string {
	name := w.Option("dataset", s.Recipe.Dataset)
	if strings.HasPrefix(s.Recipe.Dataset, "digits") {
		return w.Text("figure.digits", "size", name)
	}
	return name
}
