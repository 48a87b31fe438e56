// Package chart draws charts: lines over two axes with numbers, their names and
// values at a cursor, as elements of the page or as a figure that stands alone.
//
// Every chart of the page is drawn by it: loss, accuracy and sparsity over the
// steps of training, the curves of a study or of lottery tickets, the means of
// a cross-validation, and the curve over the histogram.
package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"bonsai/web/layout"
	"bonsai/web/markup"
)

// Box is the box of a chart whose drawing has the view box 0 0 300 100.
var Box = layout.Rect{W: 300, H: 100}

// An Axis runs from Low, at the left or the bottom of the box, to High.
type Axis struct {
	Low, High float64
	Name      string // what it measures

	// Write writes a value for the reader, with its unit. step is the smallest
	// difference that should be visible; 0 for all that matter.
	Write func(v, step float64) string
}

// least is the smallest length of an axis: one can divide by it.
const least = 1e-9

// share returns how far along the axis a value is: 0 at Low and 1 at High.
// Values that are not on the axis are at its ends.
func (a Axis) share(v float64) float64 {
	return min(max((v-a.Low)/max(a.High-a.Low, least), 0), 1)
}

// Ticks returns the values that are written at the axis: the multiples of 1, 2 or
// 5 times a power of ten, and the distance between two of them. There are at most as
// many as most says; none if it is less than 1, as for a picture that is hidden.
func (a Axis) Ticks(most int) (values []float64, step float64) {
	if most < 1 {
		return nil, 0
	}
	length := a.High - a.Low
	if !(length > least) || math.IsInf(length, 0) {
		return []float64{a.Low}, 0
	}
	for exponent := math.Floor(math.Log10(length)) - 2; ; exponent++ {
		for _, digit := range [...]float64{1, 2, 5} {
			step = digit * math.Pow(10, exponent)
			first, last := math.Ceil(a.Low/step-least), math.Floor(a.High/step+least)
			if last-first+1 > float64(most) {
				continue
			}
			for i := first; i <= last; i++ {
				values = append(values, i*step+0) // −0 would be written with its sign
			}
			return values, step
		}
	}
}

// A Point of a line, with the standard error of Y or 0.
type Point struct{ X, Y, Error float64 }

// A Line connects points, in order.
type Line struct {
	Class  string // of the style sheet: "train", "test", "chosen", "best", or "" for one among many
	Name   string // as a command gets it
	Label  string // for the reader
	Points []Point
}

// At returns the point that is nearest to a value of X. ok is false for a line
// without points.
func (l *Line) At(x float64) (nearest Point, ok bool) {
	for i, p := range l.Points {
		if i == 0 || math.Abs(p.X-x) < math.Abs(nearest.X-x) {
			nearest = p
		}
	}
	return nearest, len(l.Points) > 0
}

// A Chart is lines and marks over two axes.
type Chart struct {
	Title       string
	Description string // in words, for a screen reader
	X, Y        Axis
	Lines       []Line
	Marks       []float64 // values of X that a vertical line marks
	Labelled    bool      // lines with a class have their labels beside their ends
	Command     string    // that a click on a line carries out, with its name; "" for none
}

// enlarged returns the chart as it is shown large, away from the legend that stands
// beside the small one: its lines have their labels.
func (c *Chart) enlarged() *Chart {
	large := *c
	large.Labelled = c.Labelled || len(c.Lines) > 1
	return &large
}

// Draw returns the chart as shapes in a box: first each line behind its
// standard errors, those with a class above the others, then the marks.
func (c *Chart) Draw(box layout.Rect) []*markup.Node {
	var shapes []*markup.Node
	for _, classed := range [...]bool{false, true} {
		for _, line := range c.Lines {
			if (line.Class != "") != classed {
				continue
			}
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

// stops returns the values of X that have a point, in order.
func (c *Chart) stops() []float64 {
	var stops []float64
	for _, line := range c.Lines {
		for _, p := range line.Points {
			stops = append(stops, p.X)
		}
	}
	slices.Sort(stops)
	return slices.Compact(stops)
}

// Nearest returns the index of the line that is nearest to a place in the box, as
// shares of its width and its height from the upper left corner; −1 if there is
// no line.
func (c *Chart) Nearest(across, down float64) int {
	x := c.X.Low + across*(c.X.High-c.X.Low)
	nearest, distance := -1, math.Inf(1)
	for i := range c.Lines {
		if p, ok := c.Lines[i].At(x); ok {
			if d := math.Abs(1 - c.Y.share(p.Y) - down); d < distance {
				nearest, distance = i, d
			}
		}
	}
	return nearest
}

// Values says in words what the lines that stand out have at a value of X, and
// what the line with an index has, unless that is −1.
func (c *Chart) Values(x float64, line int) string {
	parts := []string{c.X.Name + " " + c.X.Write(x, 0)}
	for i := range c.Lines {
		l := &c.Lines[i]
		p, ok := l.At(x)
		if !ok || l.Class == "" && i != line {
			continue
		}
		value := c.Y.Write(p.Y, 0)
		if p.Error > 0 {
			value += " ± " + c.Y.Write(p.Error, 0)
		}
		parts = append(parts, strings.TrimSpace(l.Label+" "+value))
	}
	return strings.Join(parts, " · ")
}
