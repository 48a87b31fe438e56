package panel

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/figures"
	"bonsai/web/layout"
	"bonsai/web/text"
)

// Curves are the curves of a study, accuracy over sparsity. The one that is
// chosen stands out.
type Curves struct {
	Kind   string // of the study; "" while there is none
	List   []snapshot.StudyCurve
	Chosen string // by name
}

// NewCurves returns the curves of a study of which the rule's criterion, or
// else the first, stands out.
func NewCurves(kind string, list []snapshot.StudyCurve, rule recipe.Rule) Curves {
	c := Curves{Kind: kind, List: list, Chosen: list[0].Name}
	if kind == snapshot.StudyCriteria {
		c.Chosen = rule.Criterion
	}
	return c
}

// Draw returns the curves as a chart. Its vertical axis begins at the lowest
// accuracy.
func (c Curves) Draw(w *text.Words) Drawing {
	lowest := 1.0
	for _, curve := range c.List {
		lowest = min(lowest, lowestOf(curve.Points))
	}
	drawing := Drawing{Label: w.Text("study." + c.Kind)}
	drawing.X, drawing.Y = chart.Axis{High: 1}, chart.Axis{Low: max(lowest, 0), High: 1}
	for _, curve := range c.List {
		line := chart.Line{}
		if curve.Name == c.Chosen {
			line.Class = "chosen"
		}
		for _, p := range curve.Points {
			line.Points = append(line.Points, chart.Point{X: p.Sparsity, Y: p.Accuracy})
		}
		drawing.Lines = append(drawing.Lines, line)
	}
	return drawing
}

func lowestOf(points []snapshot.StudyPoint) float64 {
	lowest := 1.0
	for _, p := range points {
		lowest = min(lowest, p.Accuracy)
	}
	return lowest
}

// Legend names the curves with their accuracy at the sparsity of a snapshot,
// the most accurate first.
func (c Curves) Legend(w *text.Words, s *snapshot.Snapshot) []chart.Entry {
	sparsity, accuracy := figures.Sparsity(s), accuracyIn(w, s)
	sorted := slices.Clone(c.List)
	slices.SortStableFunc(sorted, func(a, b snapshot.StudyCurve) int {
		return cmp.Compare(accuracyAt(b, sparsity), accuracyAt(a, sparsity))
	})
	entries := make([]chart.Entry, len(sorted))
	for i, curve := range sorted {
		entries[i] = chart.Entry{
			Name: curve.Name, Label: c.label(w, curve.Name), Value: accuracy(accuracyAt(curve, sparsity)), Chosen: curve.Name == c.Chosen,
		}
	}
	return entries
}

// label returns what a curve is called.
func (c Curves) label(w *text.Words, name string) string {
	switch c.Kind {
	case snapshot.StudyTickets:
		return w.Text("tickets." + name)
	case snapshot.StudyCriteria:
		return w.Option("criterion", name)
	}
	return w.Text("bounds.layer", "layer", name)
}

// accuracyAt returns the accuracy at the point of a curve that is nearest to a
// sparsity.
func accuracyAt(c snapshot.StudyCurve, sparsity float64) float64 {
	best := c.Points[0]
	for _, p := range c.Points {
		if math.Abs(p.Sparsity-sparsity) < math.Abs(best.Sparsity-sparsity) {
			best = p
		}
	}
	return best.Accuracy
}

// OverHistogram returns the chart of accuracy and bytes over ε that lies on
// the histogram. Its horizontal axis ends at axisMax.
func OverHistogram(points []snapshot.StudyPoint, axisMax float64) chart.Chart {
	lowest, most := max(lowestOf(points), 0), 1
	for _, p := range points {
		most = max(most, p.Bytes)
	}
	accuracy, bytes := chart.Line{Class: "test"}, chart.Line{Class: "train"}
	for _, p := range points {
		height := (p.Accuracy - lowest) / max(1-lowest, 1e-9)
		accuracy.Points = append(accuracy.Points, chart.Point{X: p.Epsilon, Y: height})
		bytes.Points = append(bytes.Points, chart.Point{X: p.Epsilon, Y: float64(p.Bytes) / float64(most)})
	}
	return chart.Chart{X: chart.Axis{High: axisMax}, Y: chart.Axis{High: 1}, Lines: []chart.Line{accuracy, bytes}}
}

// HistogramBox returns the box of that chart in the histogram's element, in
// CSS pixels.
func HistogramBox(axis layout.Axis, element layout.Rect) layout.Rect {
	box := axis.Plot
	box.X -= element.X
	box.Y -= element.Y
	return box
}
