// Package picture draws the card of an experiment: its network, as the page's
// vector image shows it, and its most important numbers, in the words of the page.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/figures"
	"bonsai/web/layout"
	"bonsai/web/panel"
	"bonsai/web/text"
)

// A Fact is a number on a card, and what it is called.
type Fact struct{ Name, Value string }

// Facts returns the numbers of an experiment that its card shows.
func Facts(w *text.Words, s *snapshot.Snapshot) []Fact {
	measure := "outcome.accuracy"
	if s.Classes == 0 {
		measure = "outcome.r2"
	}
	before, after := panel.Accuracy(w, s, s.Dense.Accuracy), panel.Accuracy(w, s, s.Test.Accuracy)
	return []Fact{
		{w.Text("picture.accuracy", "measure", w.Text(measure)), before + " → " + after},
		{"ε", w.Number(s.Epsilon, 4)},
		{w.Text("outcome.kept"), w.Text("picture.kept", "kept", w.Count(s.Kept), "total", w.Count(s.Total))},
		{w.Text("bytes.title"), w.Count(figures.Smallest(s.Bytes))},
	}
}

// Numbers returns the numbers of an experiment in one line of text.
func Numbers(w *text.Words, s *snapshot.Snapshot) string {
	var parts []string
	for _, fact := range Facts(w, s) {
		parts = append(parts, fact.Name+": "+fact.Value)
	}
	return strings.Join(parts, " · ")
}

// Outline says in a sentence which network an experiment has, and what a card's link is
// for.
func Outline(w *text.Words, layers []int) string {
	network := w.Text("picture.noLayers")
	if len(layers) > 0 {
		var counts []string
		for _, n := range layers {
			counts = append(counts, w.Count(n))
		}
		network = w.Text("picture.layers", "layers", strings.Join(counts, ", "))
	}
	return network + w.Text("picture.open")
}

// Title returns the title of an experiment with a data set.
func Title(w *text.Words, dataset string) string { return "Bonsai: " + w.Option("dataset", dataset) }

// Measures of a card in pixels.
const (
	border     = 40
	titleSize  = 46
	titleLine  = 86 // the baseline of the title
	panelTop   = 120
	panelWidth = 750
	factsLeft  = border + panelWidth + border
	nameSize   = 26
	valueSize  = 50
	factHeight = 122
	enlarged   = 1.5 // the network is drawn larger than on the page: cards are shown small
)

// Draw returns the card of an experiment, in pixels.
func Draw(s *snapshot.Snapshot, theme *web.Theme, w *text.Words, width, height int) image.Image {
	c := newCanvas(width, height)
	c.Rect(layout.Rect{W: float64(width), H: float64(height)}, theme.Background)
	c.writeWithin(float64(width)-2*border, web.Point{X: border, Y: titleLine}, titleSize, Title(w, s.Recipe.Dataset), theme.Ink)
	web.Sketch(c, s, theme, networkRect(height), enlarged, panel.InputNames(w, s))
	for i, fact := range Facts(w, s) {
		name, value := factPlaces(i)
		c.writeWithin(float64(width)-factsLeft-border, name, nameSize, fact.Name, theme.Muted)
		c.writeWithin(float64(width)-factsLeft-border, value, valueSize, fact.Value, theme.Ink)
	}
	return c.RGBA
}

// networkRect returns where the network is on a card of a height.
func networkRect(height int) layout.Rect {
	return layout.Rect{X: border, Y: panelTop, W: panelWidth, H: float64(height) - panelTop - border}
}

// factPlaces returns where the baselines of a fact begin.
func factPlaces(i int) (name, value web.Point) {
	top := float64(panelTop + nameSize + i*factHeight)
	return web.Point{X: factsLeft, Y: top}, web.Point{X: factsLeft, Y: top + valueSize + 8}
}

// File returns an image as a PNG file. It is written fast rather than small: a card
// has a second for everything.
func File(picture image.Image) ([]byte, error) {
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&file, picture); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return file.Bytes(), nil
}
