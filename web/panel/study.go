package panel

import (
	"cmp"
	"math"
	"slices"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/figures"
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

// Show shows the curves as a chart, and beside it a table of their accuracies at
// the sparsity of the snapshot (see interest), the most accurate first. The curve that is chosen
// and the best one there stand out. A click on a curve or its name carries out the
// command "study.choose" or, for lottery tickets, "tickets.choose".
func (c *Curves) Show(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board) {
	place, help := "study", ""
	switch c.Kind {
	case snapshot.StudyTickets:
		place = "tickets"
		v.Hide("#tickets", false)
	case snapshot.StudyCriteria:
		help = "option.criterion."
		c.Chosen = s.Pruning.Criterion
	}
	sparsity, said := c.interest(figures.Sparsity(s)), "study.at"
	if sparsity != figures.Sparsity(s) {
		said = "study.nothing"
	}
	best := c.best(sparsity)
	title := w.Text("study." + c.Kind + measure(s))
	if part := c.List[0].Part; part != (snapshot.Part{}) {
		title += " · " + w.Text("study.part", "first", w.Count(part.First), "of", w.Count(part.Of))
	}
	lowest := 1.0
	var lines []chart.Line
	for _, curve := range c.List {
		lowest = min(lowest, lowestOf(curve.Points))
		line := chart.Line{Class: c.class(curve.Name, best), Name: curve.Name, Label: c.label(w, curve.Name)}
		for _, p := range curve.Points {
			line.Points = append(line.Points, chart.Point{X: p.Sparsity, Y: p.Accuracy})
		}
		lines = append(lines, line)
	}
	b.Put(v, place, &chart.Chart{
		Title: title, Description: title, X: sparsities(w), Y: accuracies(w, s, math.Floor(max(lowest, 0)*10)/10),
		Lines: lines, Marks: []float64{sparsity}, Labelled: true, Command: place + ".choose",
	})
	v.Say("#"+place+"At", w.Text(said+measure(s), "sparsity", w.Percent(sparsity)))
	v.Fill("#"+place+"Table", chart.Table(place+".choose", help, c.entries(w, s, sparsity, best))...)
	v.Hide("#"+place+"Values", false)
	v.Hide("#"+place+"Enlarge", false)
}

// telling is a sparsity at which most curves differ.
const telling = 0.8

// interest returns the sparsity at which the curves are compared: that of now, unless
// nothing is pruned and so they all are the same.
func (c *Curves) interest(now float64) float64 {
	if now > 0 {
		return now
	}
	for _, curve := range c.List {
		if accuracyAt(curve, 0) != accuracyAt(c.List[0], 0) {
			return now
		}
	}
	return telling
}

// class returns how a curve looks: it is chosen, or it is the best.
func (c *Curves) class(name, best string) string {
	switch name {
	case c.Chosen:
		return "chosen"
	case best:
		return "best"
	}
	return ""
}

// best returns the name of the most accurate curve at a sparsity.
func (c *Curves) best(sparsity float64) string {
	best := c.List[0]
	for _, curve := range c.List {
		if accuracyAt(curve, sparsity) > accuracyAt(best, sparsity) {
			best = curve
		}
	}
	return best.Name
}

func lowestOf(points []snapshot.StudyPoint) float64 {
	lowest := 1.0
	for _, p := range points {
		lowest = min(lowest, p.Accuracy)
	}
	return lowest
}

func (c *Curves) entries(w *text.Words, s *snapshot.Snapshot, sparsity float64, best string) []chart.Entry {
	sorted := slices.Clone(c.List)
	slices.SortStableFunc(sorted, func(a, b snapshot.StudyCurve) int {
		return cmp.Compare(accuracyAt(b, sparsity), accuracyAt(a, sparsity))
	})
	entries := make([]chart.Entry, len(sorted))
	for i, curve := range sorted {
		entries[i] = chart.Entry{
			Name: curve.Name, Label: c.label(w, curve.Name), Value: Accuracy(w, s, accuracyAt(curve, sparsity)), Class: c.class(curve.Name, best),
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
