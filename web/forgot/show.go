package forgot

import (
	"slices"
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/text"
)

// PaperSide is the side of the paper on which a person draws, in its own unit.
const PaperSide = 168

// unavailable returns the message that says why nothing can be compared, "" if it can.
func unavailable(s *snapshot.Snapshot) string {
	switch {
	case s.Empty:
		return "forgot.noData"
	case s.Classes == 0:
		return "forgot.regression"
	}
	return ""
}

// show shows the panel.
func (p *Panel) show() {
	p.View(func(v *markup.View) {
		why := unavailable(p.Snapshot)
		v.Hide("#forgot", why != "")
		if why != "" {
			v.Say("#forgotSaid", p.Words.Text(why))
			return
		}
		if p.found != nil {
			p.showForgotten(v)
		}
		p.showInput(v)
		p.showAnswer(v)
	})
}

// knowsBefore reports whether the engine has the network as it was before pruning. Of an
// experiment that began with the network of a link, it has only what the link brought.
func knowsBefore(s *snapshot.Snapshot) bool { return s.History == nil }

// showForgotten says how many answers changed, and shows the tables.
func (p *Panel) showForgotten(v *markup.View) {
	w, f := p.Words, p.found
	knows := knowsBefore(p.Snapshot)
	counts := []string{
		"tests", w.Count(f.Tests), "of", w.Count(f.Of), "changed", w.Count(len(f.Changed)), "lost", w.Count(f.Lost),
		"gained", w.Count(f.Gained), "other", w.Count(len(f.Changed) - f.Lost - f.Gained),
	}
	said := w.Text("forgot.same", counts...)
	if len(f.Changed) > 0 {
		said = w.Text("forgot.said", counts...)
	}
	if !knows {
		said = w.Text("forgot.link")
	}
	if f.Tests < f.Of {
		said = text.Sentences(said, w.Text("forgot.first", counts...))
	}
	v.Say("#forgotSaid", said)
	names := panel.ClassNames(w, p.Snapshot)
	v.Fill("#forgotClasses", classes(p, names)...)
	v.Fill("#matrixNow", matrix(p, names, f.After)...)
	v.Hide("#before", !knows)
	v.Fill("#matrixBefore", matrix(p, names, f.Before)...)
}

// classes returns a row for each class: how many samples it has, and the accuracy on
// them before and now.
func classes(p *Panel, names []string) []*markup.Node {
	var rows []*markup.Node
	for class, name := range names {
		all := 0
		for _, n := range p.found.Before[class] {
			all += n
		}
		row := markup.New("tr").Holding(markup.New("th").With("scope", "row").Saying(name))
		before, after, change := text.NotMeasured, text.NotMeasured, text.NotMeasured
		if all > 0 {
			b := float64(p.found.Before[class][class]) / float64(all)
			a := float64(p.found.After[class][class]) / float64(all)
			after = p.Words.Percent(a)
			if knowsBefore(p.Snapshot) {
				before, change = p.Words.Percent(b), signed(p, 100*figures.Difference(b, a))
			}
		}
		rows = append(rows, row.Holding(markup.Cells(p.Words.Count(all), before, after, change)...))
	}
	return rows
}

func signed(p *Panel, points float64) string {
	text := p.Words.Number(points, 1)
	if points > 0 {
		return "+" + text
	}
	return text
}

// matrix returns the head and the rows of a confusion matrix. What is right is on the
// diagonal; the more samples a wrong cell has, the darker it is.
func matrix(p *Panel, names []string, counts [][]int) []*markup.Node {
	head := markup.New("tr").Holding(markup.New("td"))
	for _, name := range names {
		head.Holding(markup.New("th").With("scope", "col").Saying(name))
	}
	most := 1
	for i, row := range counts {
		for j, n := range row {
			if i != j {
				most = max(most, n)
			}
		}
	}
	body := markup.New("tbody")
	for i, row := range counts {
		line := markup.New("tr").Holding(markup.New("th").With("scope", "row").Saying(names[i]))
		for j, n := range row {
			cell := markup.New("td").Saying(p.Words.Count(n))
			switch {
			case i == j:
				cell.With("class", "right")
			case n > 0:
				cell.With("style.background", "color-mix(in srgb, var(--negative) "+strconv.Itoa(8+40*n/most)+"%, transparent)")
			}
			line.Holding(cell)
		}
		body.Holding(line)
	}
	return []*markup.Node{markup.New("thead").Holding(head), body}
}

// showInput shows what the network is given: an image, the row of a table, or the paper
// to draw on.
func (p *Panel) showInput(v *markup.View) {
	s := p.Snapshot
	v.Hide("#lookedKinds", !CanDraw(s))
	v.Set(`[name="looked"][value="sample"]`, "checked", strconv.FormatBool(!p.draws))
	v.Set(`[name="looked"][value="draw"]`, "checked", strconv.FormatBool(p.draws))
	v.Hide("#paper", !p.draws)
	v.Hide("#paperPrompt", !p.drawing.Empty())
	v.Hide("#steps", p.draws)
	v.Disable("clearDigit", p.drawing.Empty())
	v.Hide(markup.Command("clearDigit"), !p.draws)
	v.Set("#ink", "d", p.drawing.Path())
	v.Hide("#noiseLabel", s.Height == 0)
	v.Say("#inputNoiseShown", p.Words.Count(p.noise)+" %")
	seen := p.answer != nil
	v.Hide("#seenImage", !seen || s.Height == 0)
	v.Hide("#seenValues", !seen || s.Height > 0)
	switch {
	case !seen:
	case s.Height > 0:
		v.Set("#seenImage", "viewBox", "0 0 "+strconv.Itoa(s.Width)+" "+strconv.Itoa(s.Height))
		v.Fill("#seenImage", picture(p.answer.Input, s.Width)...)
	default:
		v.Fill("#seenRow", p.row()...)
	}
}

// row returns the values of the sample with their names.
func (p *Panel) row() []*markup.Node {
	var rows []*markup.Node
	add := func(name, value string) {
		rows = append(rows, markup.New("tr").Holding(markup.New("th").With("scope", "row").Saying(name), markup.New("td").Saying(value)))
	}
	for _, c := range p.answer.Cells {
		add(c.Name, c.Text)
	}
	if p.answer.Cells == nil {
		names := panel.InputNames(p.Words, p.Snapshot)
		for i, v := range p.answer.Input {
			if i < len(names) {
				add(names[i], p.Words.Number(float64(v), 2))
			}
		}
	}
	return rows
}

// showAnswer says which sample it is and what the network answers, and shows the
// probability of each class.
func (p *Panel) showAnswer(v *markup.View) {
	w := p.Words
	v.Hide("#probabilities", p.answer == nil)
	place := ""
	if p.found != nil && !p.draws && p.found.Of > 0 {
		order, at := p.order(), p.at()
		i := slices.Index(order, at)
		place = w.Text("sample.place", "n", w.Count(at+1), "all", w.Count(p.found.Of))
		if i < len(p.found.Changed) {
			place = w.Text("sample.changed", "n", w.Count(at+1), "k", w.Count(i+1), "changed", w.Count(len(p.found.Changed)))
		}
		v.Disable("previousSample", i <= 0)
		v.Disable("nextSample", i == len(order)-1)
	}
	v.Say("#samplePlace", place)
	if p.answer == nil {
		v.Say("#sampleSaid", "")
		return
	}
	names := panel.ClassNames(w, p.Snapshot)
	before, after := likeliest(p.answer.Before), likeliest(p.answer.After)
	said := ""
	if truth := p.answer.Class; truth >= 0 {
		said = w.Text(p.verdict(truth, before, after), "before", names[before], "after", names[after], "class", names[truth])
	} else {
		said = p.likeness(names, before, after)
	}
	if len(p.answer.Paths) == 0 {
		said = text.Sentences(said, w.Text("sample.bias"))
	}
	v.Say("#sampleSaid", said)
	rows := make([]*markup.Node, len(names))
	for class, name := range names {
		now, was := p.answer.After[class], w.Percent(p.answer.Before[class])
		if !knowsBefore(p.Snapshot) {
			was = text.NotMeasured
		}
		row := markup.New("tr").Holding(
			markup.New("th").With("scope", "row").Saying(name),
			markup.New("td").Holding(markup.New("meter").With("min", "0").With("max", "1").
				With("value", strconv.FormatFloat(now, 'f', 4, 64)).With("aria-label", name)),
			markup.New("td").Saying(was),
			markup.New("td").With("data-probability", strconv.FormatFloat(now, 'g', -1, 64)).Saying(w.Percent(now)))
		if class == after {
			row.With("class", "answer")
		}
		rows[class] = row
	}
	v.Fill("#probabilityRows", rows...)
}

// sure is the probability from which the answer to a drawing is not called unsure.
const sure = 0.8

// likeness says whether a drawing looks like the data, what it is most like, and what
// else it could be if the network is unsure. It is one of the classes whatever was drawn,
// and the text says so.
func (p *Panel) likeness(names []string, before, after int) string {
	w, now, was := p.Words, p.answer.After, p.answer.Before
	key := "sample.drawn"
	switch {
	case !knowsBefore(p.Snapshot):
		key = "sample.drawnNow"
	case before == after:
		key = "sample.drawnSame"
	}
	said := ""
	if p.answer.Unlike {
		said = w.Text("sample.unlike") + " "
	}
	said += w.Text(key, "before", names[before], "was", w.Percent(was[before]), "after", names[after], "now", w.Percent(now[after]))
	if now[after] < sure {
		others := slices.Clone(now)
		others[after] = -1
		second := likeliest(others)
		said = text.Sentences(said, w.Text("sample.unsure", "second", names[second], "next", w.Percent(now[second])))
	}
	return text.Sentences(said, w.Text("sample.none", "classes", w.Count(len(names))))
}

// likeliest returns the class with the largest probability.
func likeliest(probabilities []float64) int {
	return slices.Index(probabilities, slices.Max(probabilities))
}

// verdict returns the message about a sample of a class.
func (p *Panel) verdict(class, before, after int) string {
	switch {
	case !knowsBefore(p.Snapshot):
		return "sample.now"
	case before == class && after == class:
		return "sample.right"
	case before == class:
		return "sample.lost"
	case after == class:
		return "sample.gained"
	}
	return "sample.wrong"
}
