package web

import (
	"image/color"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/layout"
)

// A Caption has the words of a figure.
type Caption struct {
	Title       string
	Description string             // for people who cannot see the figure
	Facts       []string           // below the title: accuracy, amount, connections and so on
	Inputs      []string           // names
	Outputs     []string           // names
	Layers      []string           // what stands over each layer of units, inputs first
	Histogram   string             // the histogram's title
	Epsilon     string             // stands at the histogram's handle
	Ticks       []Tick             // of the histogram's axis
	Count       func(n int) string // writes a number beside the histogram's bars
	Classes     []string           // what the colours of samples mean; none without a plane

	Positive, Negative, Width, Dead, Grey, Pruned string // the legend
}

// A Tick is a value at an axis, and how it is written.
type Tick struct {
	Value float64
	Text  string
}

// A Figure is an experiment as an image that stands alone, for papers and slides: the
// title and the results in words, the network, the plane, the histogram and a legend.
type Figure struct {
	Width, Height float64 // in CSS pixels
	SVG           string
}

// Measures of a figure in CSS pixels.
const (
	figureWidth  = 960
	figureMargin = 24
	titleSize    = 20
	factSize     = 14
	networkTop   = 68 // below one line of facts
	networkHigh  = 420
	planeSide    = 288
	barsHigh     = 120
	keyHigh      = 20 // a line of the legend
	mostName     = 24 // characters of a name
)

// A figureWriter writes the parts of a figure, from the top to the bottom.
type figureWriter struct {
	out     []byte
	s       *snapshot.Snapshot
	theme   *Theme
	caption *Caption
	image   Encoder            // nil: the units have no pictures of their outputs
	width   float64            // of the whole image
	like    *snapshot.Snapshot // whose picture decides how wide and faint lines are; nil: that of s
}

// An Encoder returns pixels (RGBA, row by row) as the address of an image.
type Encoder func(pixels []byte, width, height int) string

// NewFigure draws a figure of a snapshot. It shows the connections that Network draws
// as lines, in the same colours and widths.
func NewFigure(s *snapshot.Snapshot, theme *Theme, caption Caption, image Encoder) Figure {
	w := &figureWriter{s: s, theme: theme, caption: &caption, image: image, width: figureWidth}
	bottom := w.head()
	network := layout.Rect{X: figureMargin, Y: bottom, W: figureWidth - 2*figureMargin, H: networkHigh}
	if s.Plane {
		network.W -= planeSide + figureMargin
		w.plane(layout.Rect{X: figureWidth - figureMargin - planeSide, Y: bottom + (networkHigh-planeSide)/2, W: planeSide, H: planeSide})
	}
	w.network(network)
	bottom = w.histogram(bottom+networkHigh+28, barsHigh)
	height := w.legend(bottom+32) + figureMargin - keyHigh/2

	return Figure{figureWidth, height, w.document(figureWidth, height)}
}

// SVG returns the network of a snapshot alone as a vector image, with the names of its
// inputs and outputs. Its size is in pixels.
func SVG(s *snapshot.Snapshot, theme *Theme, width, height float64, caption Caption) string {
	caption.Layers = nil
	w := &figureWriter{s: s, theme: theme, caption: &caption}
	w.network(layout.Rect{W: width, H: height})
	return w.document(width, height)
}

// document returns what has been written as an image of a size.
func (w *figureWriter) document(width, height float64) string {
	body := string(w.out)
	w.out = nil
	w.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ~ ~" width="~" height="~" font-size="~" `, w.theme.Ink, width, height, width, height, nameSize)
	w.write(`font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif">` +
		"<title>" + escaped(w.caption.Title) + "</title><desc>" + escaped(w.caption.Description) + "</desc>")
	w.Rect(layout.Rect{W: width, H: height}, w.theme.Surface)
	return string(w.out) + body + "</svg>"
}

// text writes a line of text. The anchor is start, middle or end.
func (w *figureWriter) text(x, y float64, anchor string, fill color.RGBA, words string) {
	w.put(`<text x="~" y="~" fill="#" text-anchor="`, fill, x, y)
	w.write(anchor + `">` + escaped(words) + "</text>")
}

// head writes the title and the facts, in as many lines as they need, and returns
// where the next part begins.
func (w *figureWriter) head() (bottom float64) {
	w.put(`<g font-size="~" font-weight="600">`, w.theme.Ink, titleSize)
	w.text(figureMargin, 40, "start", w.theme.Ink, w.caption.Title)
	w.put(`</g><g font-size="~">`, w.theme.Ink, factSize)
	y, line := 64.0, ""
	for _, fact := range w.caption.Facts {
		longer := line + " · " + fact
		if line == "" {
			longer = fact
		}
		if line != "" && textWidth(longer, factSize) > figureWidth-2*figureMargin {
			w.text(figureMargin, y, "start", w.theme.Ink, line)
			y, longer = y+factSize+6, fact
		}
		line = longer
	}
	w.text(figureMargin, y, "start", w.theme.Ink, line)
	w.write("</g>")
	return y + networkTop - 64
}

// textWidth returns about how wide a line of text is.
func textWidth(words string, size float64) float64 { return layout.TextWidth(words, size, 0.58) }

// network writes the network into r, with the names of its inputs, layers and outputs.
func (w *figureWriter) network(r layout.Rect) {
	inputs, outputs := shortened(w.caption.Inputs), shortened(w.caption.Outputs)
	v := Network{}
	v.strokes.like = w.like
	a := v.Arrangement(w.s, r, 1)
	last := len(a.Columns) - 1
	if a.NameSize() == 0 {
		inputs = nil
	}
	if column := &a.Columns[last]; len(outputs) > 1 && (column.Pitch < nameSize || column.Across > 1) {
		outputs = nil
	}
	room := float64(layout.LeftMargin)
	if w.s.Table != nil {
		room = a.Columns[0].Left() - r.X // for its names there may be more
	}
	left := max(widest(inputs)+2*nameGap+discRadius-room, 0)
	right := max(widest(outputs)+2*nameGap-layout.RightMargin, 0)
	r.X, r.W = r.X+left, r.W-left-right
	a = v.Arrangement(w.s, r, 1)
	sketchStrokes(w, &v, w.s, w.theme)
	w.units(a)
	for layer, words := range w.caption.Layers[:min(len(a.Columns), len(w.caption.Layers))] {
		w.text((a.Columns[layer].Left()+a.Columns[layer].Right())/2, r.Y+28, "middle", w.theme.Muted, words)
	}
	sketchNames(w, a, inputs, w.theme)
	for i, name := range outputs[:min(len(outputs), a.Units[last])] {
		x, y := a.Unit(last, i)
		w.text(x+a.Columns[last].Radius+nameGap, y+capital*nameSize, "start", w.theme.Muted, name)
	}
}

// shortened returns names without what is beyond mostName characters.
func shortened(names []string) []string {
	short := make([]string, len(names))
	for i, name := range names {
		if runes := []rune(name); len(runes) > mostName {
			name = string(runes[:mostName-1]) + "…"
		}
		short[i] = name
	}
	return short
}

func widest(names []string) float64 {
	width := 0.0
	for _, name := range names {
		width = max(width, textWidth(name, nameSize))
	}
	return width
}

// units writes the units of the network over its connections.
func (w *figureWriter) units(a *layout.Arrangement) {
	largest := largestBias(w.s.Layers)
	pictures := tiles{}
	tiled := w.s.Plane && w.image != nil
	if tiled {
		pictures.paintAll(w.s, w.theme)
		w.put(`<clipPath id="tile" clipPathUnits="objectBoundingBox"><rect width="1" height="1" rx="~"/></clipPath>`, w.theme.Ink, cornerShare/2)
	}
	tile := 0
	for layer := range a.Columns {
		if layer == 0 && imageOf(w.s).Is() {
			sketchPixels(w, w.s, a, w.theme)
			continue
		}
		for index := range a.Units[layer] {
			u := lookOf(a, layer, index, w.theme)
			if tiled && !w.s.Dead[layer][index] && u.radius >= leastRounded {
				w.tile(&u, w.image(pictures.cut(tile), snapshot.TileSize, snapshot.TileSize))
			} else {
				u.sketch(w, w.s, largest)
			}
			tile++
		}
	}
}

// plane writes the field over the plane, and the samples.
func (w *figureWriter) plane(r layout.Rect) {
	v := Boundary{}
	v.heat.set(w.s, w.s.Focus, w.s.Field, w.theme, boundaryHeat)
	v.field.paint(w.s, &v.heat)
	w.picture(r, w.image(v.field.pixels, fieldPixels, fieldPixels), "")
	plane := v.Plane(r)
	values := heat{}
	if w.s.Classes == 0 {
		values.set(w.s, recipe.Unit{Layer: len(w.s.Layers)}, nil, w.theme, 1)
		values.discretize = false
	}
	for _, p := range w.s.Points {
		if p.Test && !w.s.Recipe.ShowTest {
			continue
		}
		edge, width := pointEdge(w.s, p.Test, w.theme)
		x, y := plane.Pixel(float64(p.X), float64(p.Y))
		w.put(`<circle class="sample" cx="~" cy="~" r="3.2" fill="#" `, pointColor(w.s, p, w.theme, &values), x, y)
		w.put(`stroke="#" stroke-width="~"/>`, edge, width)
	}
}

// histogram writes the bars, the axis and ε, and returns where the next part begins.
func (w *figureWriter) histogram(top, high float64) (bottom float64) {
	v := Histogram{}
	r := layout.Rect{X: figureMargin, Y: top, W: w.width - 2*figureMargin + 14, H: high}
	axis := v.Axis(w.s, r, 1)
	w.text(figureMargin, top, "start", w.theme.Muted, w.caption.Histogram)
	v.bars(axis, 1, w.theme, func(bar layout.Rect, c color.RGBA) {
		if bar.H > 0 {
			w.Rect(bar, c)
		}
	})
	foot := axis.Plot.Y + axis.Plot.H
	w.stroke(axis.Plot.X, foot, axis.Plot.X+axis.Plot.W, foot, w.theme.Muted, 1)
	for _, n := range axis.Counts() {
		y := axis.Y(n)
		w.stroke(axis.Plot.X-4, y, axis.Plot.X, y, w.theme.Muted, 1)
		w.text(axis.Plot.X-7, y+4, "end", w.theme.Muted, w.caption.Count(n))
	}
	for _, tick := range w.caption.Ticks {
		x := axis.X(tick.Value)
		anchor := "middle"
		if tick.Value == 0 {
			anchor = "start"
		} else if x > axis.Plot.X+axis.Plot.W-20 {
			anchor = "end"
		}
		w.stroke(x, foot, x, foot+4, w.theme.Muted, 1)
		w.text(x, foot+17, anchor, w.theme.Muted, tick.Text)
	}
	x := axis.X(w.s.Epsilon)
	w.stroke(x, axis.Plot.Y-6, x, foot, w.theme.Ink, 2)
	side, away := "start", 6.0
	if x > axis.Plot.X+axis.Plot.W/2 {
		side, away = "end", -6
	}
	if x < axis.Plot.X+textWidth(w.caption.Histogram, nameSize) {
		away += axis.Plot.X + textWidth(w.caption.Histogram, nameSize) + 12 - x // beside the title
	}
	w.text(x+away, top, side, w.theme.Ink, w.caption.Epsilon)
	return foot + 17
}

func (w *figureWriter) stroke(x0, y0, x1, y1 float64, c color.RGBA, width float64) {
	w.put(`<path d="M~ ~L~ ~" stroke="#" stroke-width="~" fill="none"/>`, c, x0, y0, x1, y1, width)
}

// A key is a line of the legend: what it means, and a shape, 22 pixels wide, in a
// colour.
type key struct {
	words, shape string
	color        color.RGBA
}

// The shapes of the legend.
const (
	lineKey  = `<path d="M0 0H22" stroke="#" stroke-width="3"/>`
	widthKey = `<path d="M0-4H22v1H0zM0 1H22v4H0z" fill="#"/>`
	crossKey = `<path d="M7-4l8 8m0-8l-8 8" stroke="#" stroke-width="1.5"/>`
	barKey   = `<path d="M6-6h10V6H6z" fill="#"/>`
	classKey = `<ellipse cx="11" rx="4.5" ry="4.5" fill="#"/>`
)

// legend writes what colours and lines mean, and returns where the last line is.
func (w *figureWriter) legend(y float64) (bottom float64) {
	c, t := w.caption, w.theme
	keys := []key{
		{c.Positive, lineKey, t.Positive}, {c.Negative, lineKey, t.Negative}, {c.Width, widthKey, t.Muted},
		{c.Dead, crossKey, t.Dead}, {c.Grey, lineKey, mix(t.Surface, t.Dead, 0.5)}, {c.Pruned, barKey, t.Pruned},
	}
	for i, words := range c.Classes {
		keys = append(keys, key{words, classKey, t.class(i)})
	}
	x := float64(figureMargin)
	for _, k := range keys {
		width := 30 + textWidth(k.words, nameSize)
		if x+width > figureWidth-figureMargin {
			x, y = figureMargin, y+keyHigh
		}
		w.put(`<g transform="translate(~ ~)">`, k.color, x, y-4)
		w.put(k.shape+"</g>", k.color)
		w.text(x+30, y, "start", t.Muted, k.words)
		x += width + 20
	}
	return y
}
