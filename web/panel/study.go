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
// the sparsity of the snapshot (see interest), which a vertical line marks, the most
// accurate first. Curves of layers are over the sparsity of the layer. The curve that is chosen
// and the best one there stand out. A click on a curve or its name carries out the
// command "study.choose" or, for lottery tickets, "tickets.choose".
func (c *Curves) Show(v *markup.View, w *text.Words, s *snapshot.Snapshot, b *chart.Board) {
	place, help, about, x := "study", "", "", sparsities(w)
	switch c.Kind {
	case snapshot.StudyTickets:
		place = "tickets"
		v.Hide("#tickets", false)
	case snapshot.StudyCriteria:
		help = "option.criterion."
		c.Chosen = s.Pruning.Criterion
	case snapshot.StudySensitivity:
		about, x.Name = ".layer", w.Text("study.ofLayer")
	}
	sparsity, said := c.interest(figures.Sparsity(s)), "study.at"
	if sparsity == telling && s.Kept == s.Total {
		said = "study.nothing"
	}
	common := c.common(sparsity)
	best := c.best(sparsity, common)
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
		Title: title, Description: title, X: x, Y: accuracies(w, s, math.Floor(max(lowest, 0)*10)/10),
		Lines: lines, Marks: []float64{common}, Labelled: true, Command: place + ".choose",
	})
	v.Say("#"+place+"At", w.Text(said+about+measure(s), "sparsity", w.Percent(common)))
	v.Fill("#"+place+"Table", chart.Table(place+".choose", help, c.entries(w, s, sparsity, common, best))...)
	v.Hide("#"+place+"Values", false)
	v.Hide("#"+place+"Enlarge", false)
}

// telling is a sparsity at which most curves differ.
const telling = 0.8

// interest returns the sparsity at which the curves are compared: that of now, unless
// nothing is pruned and so they all are the same. Lottery tickets are compared after the
// round that is nearest to it, because the ticket and its control have the same mask then.
// The control begins with the first round.
func (c *Curves) interest(now float64) float64 {
	if c.Kind == snapshot.StudyTickets {
		return pointAt(c.List[1], now).Sparsity // see snapshot.MergeTickets
	}
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

// unequal is the difference from which two sparsities are written differently.
const unequal = 0.0005

// common returns the sparsity that most curves have where they are nearest to a sparsity:
// the amounts that were measured are in steps, and whole neurons have steps of their own.
func (c *Curves) common(sparsity float64) float64 {
	best, most := sparsity, 0
	for _, a := range c.List {
		at, n := pointAt(a, sparsity).Sparsity, 0
		for _, b := range c.List {
			if math.Abs(pointAt(b, sparsity).Sparsity-at) < unequal {
				n++
			}
		}
		if n > most {
			best, most = at, n
		}
	}
	return best
}

// best returns the name of the most accurate curve near a sparsity, of those that have
// at least the common sparsity there.
func (c *Curves) best(sparsity, common float64) string {
	best := -1
	for i, curve := range c.List {
		enough := pointAt(curve, sparsity).Sparsity > common-unequal
		if enough && (best < 0 || accuracyAt(curve, sparsity) > accuracyAt(c.List[best], sparsity)) {
			best = i
		}
	}
	return c.List[max(best, 0)].Name
}

func lowestOf(points []snapshot.StudyPoint) float64 {
	lowest := 1.0
	for _, p := range points {
		lowest = min(lowest, p.Accuracy)
	}
	return lowest
}

func (c *Curves) entries(w *text.Words, s *snapshot.Snapshot, sparsity, common float64, best string) []chart.Entry {
	sorted := slices.Clone(c.List)
	slices.SortStableFunc(sorted, func(a, b snapshot.StudyCurve) int {
		return cmp.Compare(accuracyAt(b, sparsity), accuracyAt(a, sparsity))
	})
	entries := make([]chart.Entry, len(sorted))
	for i, curve := range sorted {
		at := pointAt(curve, sparsity)
		value := Accuracy(w, s, at.Accuracy)
		if math.Abs(at.Sparsity-common) >= unequal {
			value = w.Text("study.other", "accuracy", value, "sparsity", w.Percent(at.Sparsity))
		}
		entries[i] = chart.Entry{Name: curve.Name, Label: c.label(w, curve.Name), Value: value, Class: c.class(curve.Name, best)}
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

// pointAt returns the point of a curve that is nearest to a sparsity.
func pointAt(c snapshot.StudyCurve, sparsity float64) snapshot.StudyPoint {
	best := c.Points[0]
	for _, p := range c.Points {
		if math.Abs(p.Sparsity-sparsity) < math.Abs(best.Sparsity-sparsity) {
			best = p
		}
	}
	return best
}

// accuracyAt returns the accuracy there.
func accuracyAt(c snapshot.StudyCurve, sparsity float64) float64 {
	return pointAt(c, sparsity).Accuracy
}
