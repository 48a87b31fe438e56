package panel

import (
	"encoding/json"
	"strconv"
	"strings"

	"bonsai/engine/snapshot"
	"bonsai/web/chart"
	"bonsai/web/command"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Around is what a page knows of itself when it shows a snapshot.
type Around struct {
	Axis             layout.Axis // of the histogram, in CSS pixels of the window
	Histogram        layout.Rect // the histogram's element
	Charts           *chart.Board
	Moved            bool     // a person has moved ε
	SliderHeld       bool     // a hand holds the slider of ε
	Opened           bool     // the first address has been opened
	Schedule, Scheme string   // that are chosen
	GradualEpochs    float64  // epochs that pruning during training is to take; NaN if that is no number
	Rounds, Percent  float64  // how many rounds a lottery has, and how many per cent of the weights each round prunes; NaN if what was typed is not a number
	Parts            []string // of the page, that an address can hide
}

// Page shows a snapshot on all panels. While only the amount of pruning changes,
// all is false: then only the panels that depend on it are shown.
func Page(v *markup.View, w *text.Words, s *snapshot.Snapshot, a Around, all bool) {
	if all {
		Rule(v, w, s, a.Axis.Max) // the slider's range comes before its value
	}
	Amount(v, w, s, a.SliderHeld)
	Headline(v, w, s)
	Outcome(v, w, s)
	EpsilonHint(v, w, s, a)
	if s.Problem != nil {
		Message(v, w.Problem(s.Problem))
	}
	if !all {
		return
	}
	Recipe(v, w, s, a.Parts)
	Presets(v, w, s)
	Thumbs(v, w, s)
	Table(v, w, s)
	Methods(v, w, s, a.Schedule, a.Scheme)
	AccuracyNames(v, w, s)
	Descriptions(v, w, s, a.Axis.Max)
	Lottery(v, w, s, a.Rounds, a.Percent)
	Charts(v, w, s, a.Charts)
	Recovery(v, w, s, a.Schedule, a.GradualEpochs)
	Pictures(v, w, s)
	Transport(v, w, s, a.Opened)
}

// Message shows a message; "" takes it away.
func Message(v *markup.View, message string) {
	v.Say("#message", message)
	v.Hide("#message", message == "")
	v.Hide("#messageUndo", true)
}

// belowLayers is how far below the upper edge of the network the controls of its layers
// end, in CSS pixels.
const belowLayers = 56

// PlaceMessage puts messages over the picture of the network, which has the rectangle in
// CSS pixels of the window, below the controls of its layers: there they cover neither
// the headline nor a control.
func PlaceMessage(v *markup.View, network layout.Rect) {
	v.Set(".toast", "style.left", pixels(network.X+network.W/2))
	v.Set(".toast", "style.top", pixels(network.Y+belowLayers))
	v.Set(".toast", "style.maxWidth", "min(640px, "+pixels(network.W-belowLayers/2)+")")
}

// Restarted shows that a change of fields has started the experiment again, and offers
// to undo it.
func Restarted(v *markup.View, w *text.Words, fields []string) {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = w.Text("field." + field)
	}
	Message(v, w.Text("restarted", "fields", strings.Join(names, ", ")))
	v.Hide("#messageUndo", false)
}

// Work shows how many tasks of a job are done, and the button that stops it; 0 of
// 0 if there is no job.
func Work(v *markup.View, done, all int) {
	v.Hide("#work", all == 0)
	switch {
	case all == 0:
	case done == 0:
		v.Set("#workProgress", "value", "") // nothing is known yet
	default:
		v.Set("#workProgress", "value", strconv.FormatFloat(float64(done)/float64(all), 'f', 4, 64))
	}
}

// Offered offers the data sets that the server has, as it lists them in JSON, if
// there are any. The value of a choice is the list of the files' addresses.
func Offered(v *markup.View, encoded string) {
	var sets []struct {
		Name  string
		Files []string
	}
	if json.Unmarshal([]byte(encoded), &sets) != nil || len(sets) == 0 {
		return
	}
	var options []*markup.Node
	for _, set := range sets {
		options = append(options, markup.New("option").With("value", command.JSON(set.Files)).Saying(set.Name))
	}
	v.Fill("#offered", options...)
	v.Hide("#offeredLabel", false)
}
