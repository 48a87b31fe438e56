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
	"bonsai/web/markup"
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

// Show shows the curves as a chart, whose vertical axis begins at the lowest
// accuracy, and names them in a legend with their accuracy at the sparsity of
// the snapshot, the most accurate first. A click on a name carries out the
// command "study.choose" or, for lottery tickets, "tickets.choose".
func (c *Curves) Show(v *markup.View, w *text.Words, s *snapshot.Snapshot) {
	place := "study"
	if c.Kind == snapshot.StudyTickets {
		place = "tickets"
		v.Hide("#tickets", false)
	}
	title := w.Text("study." + c.Kind)
	draw(v, place, c.chart(), title)
	v.Write(place+"Title", title)
	v.Fill("#"+place+"Legend", chart.Legend(place+".choose", c.legend(w, s))...)
}

func (c *Curves) chart() *chart.Chart {
	lowest := 1.0
	var lines []chart.Line
	for _, curve := range c.List {
		lowest = min(lowest, lowestOf(curve.Points))
		line := chart.Line{}
		if curve.Name == c.Chosen {
			line.Class = "chosen"
		}
		for _, p := range curve.Points {
			line.Points = append(line.Points, chart.Point{X: p.Sparsity, Y: p.Accuracy})
		}
		lines = append(lines, line)
	}
	return &chart.Chart{X: chart.Axis{High: 1}, Y: chart.Axis{Low: max(lowest, 0), High: 1}, Lines: lines}
}

func lowestOf(points []snapshot.StudyPoint) float64 {
	lowest := 1.0
	for _, p := range points {
		lowest = min(lowest, p.Accuracy)
	}
	return lowest
}

func (c *Curves) legend(w *text.Words, s *snapshot.Snapshot) []chart.Entry {
	sparsity := figures.Sparsity(s)
	sorted := slices.Clone(c.List)
	slices.SortStableFunc(sorted, func(a, b snapshot.StudyCurve) int {
		return cmp.Compare(accuracyAt(b, sparsity), accuracyAt(a, sparsity))
	})
	entries := make([]chart.Entry, len(sorted))
	for i, curve := range sorted {
		entries[i] = chart.Entry{
			Name: curve.Name, Label: c.label(w, curve.Name), Value: Accuracy(w, s, accuracyAt(curve, sparsity)), Chosen: curve.Name == c.Chosen,
		}
	}
	return entries
}

// label returns what a curve is called.
func (c *Curves) label(w *text.Words, name string) string {
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

// OverHistogram shows accuracy and bytes over ε on the histogram, which has the
// axis, in an element of the page. Both are in CSS pixels of the window.
func OverHistogram(v *markup.View, points []snapshot.StudyPoint, axis layout.Axis, element layout.Rect) {
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
	box := axis.Plot
	box.X -= element.X
	box.Y -= element.Y
	c := chart.Chart{X: chart.Axis{High: axis.Max}, Y: chart.Axis{High: 1}, Lines: []chart.Line{accuracy, bytes}}
	v.Fill("#curve", c.Draw(box)...)
}
