// Package chart places lines, their standard errors and marks in the box of a
// chart, and lists the lines in a legend.
//
// Every chart of the page is drawn by it: loss, accuracy and sparsity over the
// steps of training, the curves of a study or of lottery tickets, the means of
// a cross-validation, and the curve over the histogram.
package chart

import (
	"strconv"
	"strings"

	"bonsai/web/layout"
	"bonsai/web/markup"
)

// Box is the box of a chart whose drawing has the view box 0 0 300 100.
var Box = layout.Rect{W: 300, H: 100}

// An Axis runs from Low, at the left or the bottom of the box, to High.
type Axis struct{ Low, High float64 }

// least is the smallest length of an axis: one can divide by it.
const least = 1e-9

// share returns how far along the axis a value is: 0 at Low and 1 at High.
// Values that are not on the axis are at its ends.
func (a Axis) share(v float64) float64 {
	return min(max((v-a.Low)/max(a.High-a.Low, least), 0), 1)
}

// A Point of a line, with the standard error of Y or 0.
type Point struct{ X, Y, Error float64 }

// A Line connects points, in order. Class is the class of the style sheet:
// "train", "test", "chosen", or "" for one among many.
type Line struct {
	Class  string
	Points []Point
}

// A Chart is lines and marks over two axes.
type Chart struct {
	X, Y  Axis
	Lines []Line
	Marks []float64 // values of X that a vertical line marks
}

// Draw returns the chart as shapes in a box: first each line behind its
// standard errors, then the marks.
func (c *Chart) Draw(box layout.Rect) []*markup.Node {
	var shapes []*markup.Node
	for _, line := range c.Lines {
		for _, p := range line.Points {
			if p.Error > 0 {
				shapes = append(shapes, c.vertical(box, "error", p.X, p.Y-p.Error, p.Y+p.Error))
			}
		}
		shape := markup.New("polyline").With("points", c.points(box, line.Points))
		if line.Class != "" {
			shape.With("class", line.Class)
		}
		shapes = append(shapes, shape)
	}
	for _, x := range c.Marks {
		shapes = append(shapes, c.vertical(box, "pick", x, c.Y.Low, c.Y.High))
	}
	return shapes
}

// vertical returns a line from one value of Y to another at a value of X.
func (c *Chart) vertical(box layout.Rect, class string, x, from, to float64) *markup.Node {
	across := coordinate(c.across(box, x))
	return markup.New("line").With("class", class).With("x1", across).With("x2", across).
		With("y1", coordinate(c.down(box, from))).With("y2", coordinate(c.down(box, to)))
}

// points writes points as a polyline has them: "0.0,100.0 150.0,50.0".
func (c *Chart) points(box layout.Rect, points []Point) string {
	texts := make([]string, len(points))
	for i, p := range points {
		texts[i] = coordinate(c.across(box, p.X)) + "," + coordinate(c.down(box, p.Y))
	}
	return strings.Join(texts, " ")
}

func (c *Chart) across(box layout.Rect, x float64) float64 { return box.X + box.W*c.X.share(x) }

func (c *Chart) down(box layout.Rect, y float64) float64 { return box.Y + box.H*(1-c.Y.share(y)) }

func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// An Entry is a line in a legend.
type Entry struct {
	Name   string // of the line, as the command gets it
	Label  string // for the reader
	Value  string // of the line at the place of interest
	Chosen bool
}

// Legend returns a list with a button for each line. A click carries out the
// command, with the line's name in data-name.
func Legend(command string, entries []Entry) []*markup.Node {
	items := make([]*markup.Node, len(entries))
	for i, e := range entries {
		button := markup.Button("", command).With("data-name", e.Name)
		if e.Chosen {
			button.With("class", "chosen")
		}
		items[i] = markup.New("li").Holding(
			button.Holding(markup.New("span").Saying(e.Label), markup.New("span").Saying(e.Value)))
	}
	return items
}
