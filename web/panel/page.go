package panel

import (
	"encoding/json"
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Around is what a page knows of itself when it shows a snapshot.
type Around struct {
	AxisMax          float64  // where the axis of the histogram ends
	SliderHeld       bool     // a hand holds the slider of ε
	Opened           bool     // the first address has been opened
	Schedule, Scheme string   // that are chosen
	GradualEpochs    float64  // epochs that pruning during training is to take; NaN if that is no number
	Parts            []string // of the page, that an address can hide
}

// Page shows a snapshot on all panels. While only the amount of pruning changes,
// all is false: then only the panels that depend on it are shown.
func Page(v *markup.View, w *text.Words, s *snapshot.Snapshot, a Around, all bool) {
	if all {
		Rule(v, w, s, a.AxisMax) // the slider's range comes before its value
	}
	Amount(v, w, s, a.SliderHeld)
	Headline(v, w, s)
	Outcome(v, w, s)
	if s.Problem != nil {
		Message(v, w.Problem(s.Problem))
	}
	if !all {
		return
	}
	Recipe(v, w, s, a.Parts)
	Thumbs(v, w, s)
	Table(v, w, s)
	Methods(v, w, s, a.Schedule, a.Scheme)
	AccuracyNames(v, w, s)
	Descriptions(v, w, s, a.AxisMax)
	Charts(v, w, s)
	Recovery(v, w, s, a.Schedule, a.GradualEpochs)
	Pictures(v, w, s)
	Transport(v, w, s, a.Opened)
}

// Message shows a message; "" takes it away.
func Message(v *markup.View, message string) {
	v.Say("#message", message)
	v.Hide("#message", message == "")
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
