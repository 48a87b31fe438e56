package chart

import (
	"math"
	"strconv"
	"strings"

	"bonsai/web/layout"
	"bonsai/web/markup"
)

// Width and Height are the size of a figure that stands alone, in CSS pixels.
const (
	Width  = 960
	Height = 540
)

// The sizes of letters. A long title is written in smaller ones, so that it fits.
const (
	titleSize = 20
	labelSize = 13
)

// plotBox is where the lines are in such a figure.
var plotBox = layout.Rect{X: 84, Y: 56, W: Width - 84 - 24, H: Height - 56 - 120}

// SVG returns the chart as an image that stands alone: with its title, the numbers
// and names of its axes, and a legend of its lines. color returns a colour of the
// theme by its name.
func (c *Chart) SVG(color func(name string) string) string {
	text := func(x, y float64, anchor, size, fill, words string) *markup.Node {
		return markup.New("text").With("x", coordinate(x)).With("y", coordinate(y)).With("text-anchor", anchor).
			With("font-size", size).With("fill", color(fill)).Saying(words)
	}
	stroke := func(n *markup.Node, name, width string) *markup.Node {
		return n.With("stroke", color(name)).With("stroke-width", width).With("fill", "none")
	}
	figure := markup.New("svg").With("xmlns", "http://www.w3.org/2000/svg").WithNumber("width", Width).WithNumber("height", Height).
		With("font-family", "system-ui, sans-serif").With("role", "img").With("aria-label", c.Description)
	figure.Holding(markup.New("rect").With("width", "100%").With("height", "100%").With("fill", color("surface")))
	size := math.Floor(min(titleSize, plotBox.W/textWidth(c.Title, 1)))
	figure.Holding(text(plotBox.X, 32, "start", strconv.Itoa(int(size)), "ink", c.Title))

	bottom := plotBox.Y + plotBox.H
	values, step := c.Y.Ticks(6)
	for _, v := range values {
		y := c.down(plotBox, v)
		figure.Holding(stroke(straight(plotBox.X, y, plotBox.X+plotBox.W, y), "line", "1"), text(plotBox.X-8, y+5, "end", "15", "muted", c.Y.Write(v, step)))
	}
	values, step = c.X.Ticks(11)
	for _, v := range values {
		x := c.across(plotBox, v)
		figure.Holding(stroke(straight(x, bottom, x, bottom+6), "muted", "1"), text(x, bottom+24, "middle", "15", "muted", c.X.Write(v, step)))
	}
	figure.Holding(text(plotBox.X+plotBox.W, bottom+46, "end", "15", "muted", c.X.Name), text(plotBox.X, plotBox.Y-6, "start", "15", "muted", c.Y.Name))

	for _, shape := range c.Draw(plotBox) {
		look := lookOf(shape.Get("class"))
		figure.Holding(stroke(shape, look.color, look.width))
	}
	x, y := plotBox.X, bottom+72
	for i := range c.Lines {
		l := &c.Lines[i]
		if l.Label == "" {
			continue
		}
		look := lookOf(l.Class)
		width := 44 + textWidth(l.Label, labelSize)
		if x+width > Width-24 {
			x, y = plotBox.X, y+20
		}
		figure.Holding(stroke(straight(x, y-5, x+22, y-5), look.color, look.width), text(x+28, y, "start", strconv.Itoa(labelSize), "muted", l.Label))
		x += width
	}
	return markup.HTML(figure)
}

// textWidth returns at most how wide a line of text is.
func textWidth(words string, size float64) float64 { return layout.TextWidth(words, size, 0.6) }

func straight(x0, y0, x1, y1 float64) *markup.Node {
	return markup.New("line").With("x1", coordinate(x0)).With("y1", coordinate(y0)).With("x2", coordinate(x1)).With("y2", coordinate(y1))
}

// A look is the colour, by its name in the theme, and the width of a line.
type look struct{ color, width string }

func lookOf(class string) look {
	switch class {
	case "chosen":
		return look{"positive", "3.5"}
	case "best":
		return look{"negative", "3"}
	case "test", "pick":
		return look{"ink", "2"}
	case "train":
		return look{"edge", "2"}
	}
	return look{"pruned", "1.5"}
}

// CSV returns the numbers of the chart as a table: a row for each point of each
// line, with the line's label, X, Y and the standard error of Y. A point that repeats
// the one before it has no row: what stays pruned makes many amounts lead to the same.
func (c *Chart) CSV() string {
	var out strings.Builder
	field := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	out.WriteString("line," + field(c.X.Name) + "," + field(c.Y.Name) + ",error\n")
	for _, l := range c.Lines {
		for i, p := range l.Points {
			if i > 0 && p == l.Points[i-1] {
				continue
			}
			out.WriteString(field(l.Label))
			for _, v := range [...]float64{p.X, p.Y, p.Error} {
				out.WriteString("," + strconv.FormatFloat(v, 'g', -1, 64))
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}
