package class

import (
	"strconv"

	"bonsai/web/chart"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A Look is what the page itself knows about what it shows of the class.
type Look struct {
	Choice   int  // the student's in the present poll, −1 for none
	HandedIn bool // the experiment on the page
}

// Show shows how the page takes part, the buttons that go with it, the poll and
// the board.
func (s *State) Show(v *markup.View, w *text.Words, look Look) {
	if !s.Present {
		return
	}
	student := !s.Teacher
	v.Hide(markup.Command("leave"), !student || s.alone || s.Mode.Do == Freeze)
	v.Hide(markup.Command("comeBack"), !student || !s.alone)
	v.Hide(markup.Command("class.handIn"), !student || !s.Board.Open)
	v.Disable("class.handIn", look.HandedIn)
	v.Hide(markup.Command("class.board"), student && !s.Board.Shown)
	v.Hide("#classTeacher", student || s.refused)
	v.Hide("#classOptions", student)
	v.Flag(markup.Command("class.freeze"), "aria-pressed", s.Mode.Do == Freeze)
	v.Flag(markup.Command("class.explore"), "aria-pressed", s.Mode.Do == Explore)
	v.Hide("#className", !student || !s.Board.AskNames || !s.Board.Open)
	v.Write("classSaid", s.status(w))
	poll := s.pollNodes(w, look.Choice)
	v.Hide("#poll", len(poll) == 0)
	v.Fill("#poll", poll...)
	v.Disable("class.reveal", s.Poll == nil || s.Poll.Shown)
	v.Disable("class.endPoll", s.Poll == nil)
	s.showChallenge(v, w)
	s.showBoard(v, w)
}

// status says how the page takes part.
func (s *State) status(w *text.Words) string {
	key := "class.following"
	switch {
	case s.refused:
		key = "class.notTeacher"
	case s.full:
		key = "class.full"
	case !s.connected:
		key = "class.lost"
	case s.Teacher && s.Link.Link == "":
		key = "class.beginning"
	case s.Teacher:
		said := w.Text("class.teaching", "following", w.Count(s.Counts.Following), "exploring", w.Count(s.Counts.Exploring), "gone", w.Count(s.Counts.Gone))
		if s.Counts.Full {
			said += " " + w.Text("class.fullTeacher")
		}
		return said
	case s.alone:
		key = "class.alone"
	case s.Link.Link == "":
		key = "class.waiting"
	case s.Mode.Do == Freeze:
		key = "class.frozen"
	}
	return w.Text(key)
}

// showBoard shows all results as points over two axes, and as a table.
func (s *State) showBoard(v *markup.View, w *text.Words) {
	for option, on := range map[string]bool{"open": s.Board.Open, "askNames": s.Board.AskNames, "shown": s.Board.Shown, "showNames": s.Board.ShowNames} {
		v.Flag(`[data-board="`+option+`"]`, "checked", on)
	}
	v.Hide("#boardEmpty", len(s.Results) > 0)
	v.Hide("#boardPlot", len(s.Results) == 0)
	v.Hide("#boardTable", len(s.Results) == 0)
	v.Fill("#boardPlot", s.plot(w)...)
	rows := make([]*markup.Node, len(s.Results))
	results, places := s.ranked()
	for i, r := range results {
		verified := ""
		if r.Verified {
			verified = "✓ " + w.Text("class.verified")
		}
		name := s.nameOf(r)
		if name == "" {
			name = w.Text("class.result", "number", w.Count(i+1))
		}
		rows[i] = markup.New("tr")
		if i < len(places) {
			rows[i].Holding(markup.New("td").Saying(w.Count(places[i])))
		} else if s.Challenge != nil {
			rows[i].Holding(markup.New("td"))
		}
		rows[i].Holding(
			markup.New("td").Holding(markup.Button(name, "class.open").With("data-result", r.ID).With("class", "plain"))).
			Holding(markup.Cells(w.Percent(r.Accuracy), w.Count(r.Bytes), w.Count(r.Connections), verified)...)
	}
	v.Fill("#boardTable tbody", rows...)
}

// nameOf returns the name behind a result, unless names are hidden. The teacher's
// page may be on a projector, so they are hidden there too.
func (s *State) nameOf(r Result) string {
	if !s.Board.ShowNames {
		return ""
	}
	return r.Name
}

// axes returns the axes of the plot: bytes across, accuracy up.
func (s *State) axes(w *text.Words) (x, y chart.Axis) {
	x = chart.Axis{Name: w.Text("bytes.title"), Write: func(v, _ float64) string { return w.Number(v, 0) }}
	y = chart.Axis{Name: w.Text("outcome.accuracy"), High: 1, Low: 1, Write: func(v, _ float64) string { return w.Percent(v) }}
	for _, r := range s.Results {
		x.High = max(x.High, float64(r.Bytes))
		y.Low = min(y.Low, r.Accuracy)
	}
	const margin = 0.05 // of an axis, beside the outermost points
	x.High *= 1 + margin
	y.Low -= margin * max(y.High-y.Low, margin)
	return x, y
}

// front returns a chart of the Pareto front, and the ids of the results on it.
func (s *State) front(w *text.Words) (c *chart.Chart, best map[string]bool) {
	x, y := s.axes(w)
	line := chart.Line{Class: "best", Label: w.Text("class.front")}
	best = map[string]bool{}
	for i, r := range Front(s.Results) {
		if i > 0 { // between two results only the smaller one can be had
			line.Points = append(line.Points, chart.Point{X: float64(r.Bytes), Y: line.Points[len(line.Points)-1].Y})
		}
		line.Points = append(line.Points, chart.Point{X: float64(r.Bytes), Y: r.Accuracy})
		best[r.ID] = true
	}
	return &chart.Chart{Title: w.Text("class.board"), Description: w.Text("class.board"), X: x, Y: y, Lines: []chart.Line{line}}, best
}

// Picture returns the board as an SVG image: each result as a short line, and the
// Pareto front. color returns a colour of the style sheet by its name.
func (s *State) Picture(w *text.Words, color func(name string) string) string {
	c, _ := s.front(w)
	half := 0.004 * (c.X.High - c.X.Low)
	for _, r := range s.Results {
		x := float64(r.Bytes)
		c.Lines = append(c.Lines, chart.Line{Class: "chosen", Points: []chart.Point{{X: x - half, Y: r.Accuracy}, {X: x + half, Y: r.Accuracy}}})
	}
	return c.SVG(color)
}

// plot returns the results as points that can be clicked, with the Pareto front.
func (s *State) plot(w *text.Words) []*markup.Node {
	if len(s.Results) == 0 {
		return nil
	}
	c, best := s.front(w)
	x, y := c.X, c.Y
	drawing := markup.New("svg").With("viewBox", "0 0 300 100").With("preserveAspectRatio", "none").With("aria-hidden", "true").Holding(c.Draw(chart.Box)...)
	plot := markup.New("div").With("class", "plot").Holding(drawing)
	for _, r := range Ranked(s.Results) {
		kind := "point"
		if best[r.ID] {
			kind += " best"
		}
		if r.Verified {
			kind += " verified"
		}
		said := w.Percent(r.Accuracy) + " · " + w.Count(r.Bytes) + " " + w.Text("outcome.bytesShort")
		if name := s.nameOf(r); name != "" {
			said = name + ": " + said
		}
		plot.Holding(markup.New("button").With("type", "button").With("class", kind).With("data-command", "class.open").With("data-result", r.ID).
			With("title", said).With("aria-label", said).
			With("style.left", percent(x, float64(r.Bytes))).With("style.bottom", percent(y, r.Accuracy)))
	}
	up, across := markup.New("div").With("class", "up").With("aria-hidden", "true"), markup.New("div").With("class", "across").With("aria-hidden", "true")
	values, _ := y.Ticks(4)
	for _, value := range values {
		up.Holding(markup.New("span").With("style.bottom", percent(y, value)).Saying(w.Percent(value)))
	}
	values, _ = x.Ticks(5)
	for _, value := range values {
		across.Holding(markup.New("span").With("style.left", percent(x, value)).Saying(w.Count(int(value))))
	}
	return []*markup.Node{up, plot, across, markup.New("p").With("class", "unit").Saying(x.Name)}
}

func percent(a chart.Axis, v float64) string {
	return strconv.FormatFloat(100*(v-a.Low)/(a.High-a.Low), 'f', 1, 64) + "%"
}
