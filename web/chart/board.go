package chart

import (
	"slices"

	"bonsai/web/markup"
)

// A Board is the charts on a page, by the names of their places, and the cursors
// on them. The zero value is an empty board.
type Board struct {
	charts map[string]*Chart
	at     map[string]*cursor
	large  string // the chart that is shown large too
}

// A cursor is a value of X, and the line that is pointed at or −1.
type cursor struct {
	x    float64
	line int
}

// Large is the name of the place where a chart is shown large.
const Large = "large"

// Put shows a chart at its place, with the cursor that is on it.
func (b *Board) Put(v *markup.View, name string, c *Chart) {
	if b.charts == nil {
		b.charts, b.at = map[string]*Chart{}, map[string]*cursor{}
	}
	b.charts[name] = c
	b.show(v, name)
	if name == b.large {
		b.Put(v, Large, c.enlarged())
	}
}

func (b *Board) show(v *markup.View, name string) {
	v.Fill(`[data-chart="`+name+`"]`, b.charts[name].figure(b.at[name])...)
}

// Remove takes the chart of a place away.
func (b *Board) Remove(v *markup.View, name string) {
	delete(b.charts, name)
	delete(b.at, name)
	v.Fill(`[data-chart="` + name + `"]`)
}

// Get returns the chart at a place, nil if there is none.
func (b *Board) Get(name string) *Chart { return b.charts[name] }

// Enlarge shows the chart of a place large, and from now on follows it. It returns
// the chart, or nil if there is none.
func (b *Board) Enlarge(v *markup.View, name string) *Chart {
	c := b.charts[name]
	if c != nil {
		b.large = name
		b.Put(v, Large, c.enlarged())
	}
	return c
}

// Point puts the cursor of a chart to a place in its box, as shares of its width
// and its height.
func (b *Board) Point(v *markup.View, name string, across, down float64) {
	c := b.charts[name]
	if c == nil {
		return
	}
	x := c.X.Low + across*(c.X.High-c.X.Low)
	nearest := Line{}
	for _, stop := range c.stops() {
		nearest.Points = append(nearest.Points, Point{X: stop})
	}
	if stop, ok := nearest.At(x); ok {
		b.at[name] = &cursor{stop.X, c.Nearest(across, down)}
		b.show(v, name)
	}
}

// Leave takes the cursor off a chart.
func (b *Board) Leave(v *markup.View, name string) {
	if b.at[name] != nil {
		delete(b.at, name)
		b.show(v, name)
	}
}

// Press moves the cursor of a chart by a key: left and right along the axis, up
// and down from line to line. It reports whether the key does something.
func (b *Board) Press(v *markup.View, name, key string) bool {
	c := b.charts[name]
	if c == nil {
		return false
	}
	stops, at := c.stops(), b.at[name]
	if len(stops) == 0 {
		return false
	}
	if at == nil {
		at = &cursor{stops[len(stops)-1], -1}
	}
	i, _ := slices.BinarySearch(stops, at.x)
	line := at.line
	switch key {
	case "ArrowLeft":
		i--
	case "ArrowRight":
		i++
	case "PageDown":
		i -= max(len(stops)/10, 1)
	case "PageUp":
		i += max(len(stops)/10, 1)
	case "Home":
		i = 0
	case "End":
		i = len(stops) - 1
	case "ArrowUp":
		line = max(line-1, 0)
	case "ArrowDown":
		line = min(line+1, len(c.Lines)-1)
	default:
		return false
	}
	b.at[name] = &cursor{stops[min(max(i, 0), len(stops)-1)], line}
	b.show(v, name)
	return true
}

// Pointed returns the command and the name of the line that the cursor of a chart
// is on; "" if a click there does nothing.
func (b *Board) Pointed(name string) (command, line string) {
	c, at := b.charts[name], b.at[name]
	if c == nil || at == nil || at.line < 0 || at.line >= len(c.Lines) {
		return "", ""
	}
	return c.Command, c.Lines[at.line].Name
}
