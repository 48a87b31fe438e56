package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"bonsai/web/layout"
	"bonsai/web/markup"
)

// How many values are written at most at each axis of a chart in the page. Those across
// must not touch in the narrowest chart.
const (
	mostAcross = 5
	mostUp     = 4
	narrowest  = 150 // pixels
	digitSize  = 12  // pixels
	digitWidth = 0.64
	digitsGap  = 4 // pixels
)

// figure returns what is in the figure of a chart: its title, the numbers at its
// axes, and the plot with the lines. The plot is a slider for the keyboard and
// for screen readers: it moves the cursor, and its value is what the lines have
// there.
func (c *Chart) figure(at *cursor) []*markup.Node {
	nodes := []*markup.Node{markup.New("figcaption").Saying(c.Title)}
	up, across := markup.New("div").With("class", "up").With("aria-hidden", "true"), markup.New("div").With("class", "across").With("aria-hidden", "true")
	values, step := c.Y.Ticks(mostUp)
	for _, v := range values {
		up.Holding(markup.New("span").With("style.bottom", percent(c.Y.share(v))).Saying(c.Y.Write(v, step)))
	}
	values, step = c.X.ticksAcross()
	for _, v := range values {
		across.Holding(markup.New("span").With("style.left", percent(c.X.share(v))).Saying(c.X.Write(v, step)))
	}
	return append(nodes, up, c.plot(at), across, markup.New("p").With("class", "unit").With("aria-hidden", "true").Saying(c.X.Name))
}

// ticksAcross returns as many values as can be written below a chart, and their step.
func (a Axis) ticksAcross() (values []float64, step float64) {
	for most := mostAcross; most > 1; most-- {
		if values, step = a.Ticks(most); !a.touch(values, step) {
			return values, step
		}
	}
	return a.Ticks(1)
}

// touch reports whether some values touch when they are written below the narrowest
// chart: the first begins and the last ends at its place, the others have it in their
// middle.
func (a Axis) touch(values []float64, step float64) bool {
	end := math.Inf(-1)
	for i, v := range values {
		width := layout.TextWidth(a.Write(v, step), digitSize, digitWidth)
		begin := a.share(v)*narrowest - width/2
		switch i {
		case 0:
			begin += width / 2
		case len(values) - 1:
			begin -= width / 2
		}
		if begin < end+digitsGap {
			return true
		}
		end = begin + width
	}
	return false
}

// plot returns the lines with their labels, and the cursor.
func (c *Chart) plot(at *cursor) *markup.Node {
	drawing := markup.New("svg").With("viewBox", "0 0 300 100").With("preserveAspectRatio", "none").With("aria-hidden", "true")
	plot := markup.New("div").With("class", "plot")
	if len(c.Lines) == 0 {
		return plot.With("role", "img").With("aria-label", c.Description).Holding(drawing)
	}
	now, said := c.X.High, c.Description
	drawing.Holding(c.Draw(Box)...)
	var over []*markup.Node
	if at != nil {
		now, said = at.x, c.Values(at.x, at.line)
		drawing.Holding(c.vertical(Box, "cursor", at.x, c.Y.Low, c.Y.High))
		if at.line >= 0 && at.line < len(c.Lines) && c.Lines[at.line].Class == "" {
			drawing.Holding(markup.New("polyline").With("class", "followed").With("points", c.points(Box, c.Lines[at.line].Points)))
		}
		over = append(over, c.tip(at, said))
	} else if c.Labelled {
		over = c.labels()
	}
	return plot.With("role", "slider").With("tabindex", "0").With("data-plot", "").With("aria-label", c.Title).
		With("aria-valuemin", number(c.X.Low)).With("aria-valuemax", number(c.X.High)).With("aria-valuenow", number(now)).
		With("aria-valuetext", said).Holding(drawing).Holding(over...)
}

// tip returns the card with the values at the cursor, at the side of it that has more
// room, and not wider than the room there.
func (c *Chart) tip(at *cursor, said string) *markup.Node {
	share := c.X.share(at.x)
	tip := markup.New("span").Saying(said)
	if share > 0.5 {
		return tip.With("class", "tip left").With("style.right", percent(1-share)).With("style.maxWidth", percent(share))
	}
	return tip.With("class", "tip").With("style.left", percent(share)).With("style.maxWidth", percent(1-share))
}

// apart is the least distance of two labels, as a share of the height of a chart.
const apart = 0.11

// labels returns the labels of the lines that stand out, each beside its line at
// the first mark, or as near to it as no two overlap.
func (c *Chart) labels() []*markup.Node {
	x := (c.X.Low + c.X.High) / 2
	if len(c.Marks) > 0 {
		x = c.Marks[0]
	}
	type label struct {
		line *Line
		down float64
	}
	var labels []label
	for i := range c.Lines {
		l := &c.Lines[i]
		if p, ok := l.At(x); ok && l.Class != "" && l.Label != "" {
			labels = append(labels, label{l, 1 - c.Y.share(p.Y)})
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.down, b.down) })
	side := ""
	if c.X.share(x) > 0.5 {
		side = " left"
	}
	for i := 1; i < len(labels); i++ {
		labels[i].down = max(labels[i].down, labels[i-1].down+apart)
	}
	lowest := 1 - apart/2 // above the numbers of the axis
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i].down = min(labels[i].down, lowest)
		lowest = labels[i].down - apart
	}
	var nodes []*markup.Node
	for i := range labels {
		nodes = append(nodes, markup.New("span").With("class", "label "+labels[i].line.Class+side).With("aria-hidden", "true").
			With("style.left", percent(c.X.share(x))).With("style.top", percent(labels[i].down)).Saying(labels[i].line.Label))
	}
	return nodes
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + "%" }

func number(v float64) string { return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'g', -1, 64) }
