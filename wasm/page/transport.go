//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
)

// transport is the buttons that train, go back and start over.
type transport struct{ *services }

func (t *transport) commands() map[string]func() {
	return map[string]func(){
		"play":  t.togglePlay,
		"step":  func() { t.do("train", `{"steps":1}`, false) },
		"epoch": func() { t.do("train", command.Train(1), false) },
		"reset": func() { t.do("reset", "", false) },
		"undo":  func() { t.do("undo", "", false) },
		"redo":  func() { t.do("redo", "", false) },
		"good":  func() { t.preset(true) },
		"bad":   func() { t.preset(false) },
	}
}

func (t *transport) togglePlay() {
	if t.snapshot.Training {
		t.do("pause", "", false)
		return
	}
	t.do("play", "", true)
}

// preset sets what is known to work for the data set, or to fail, and trains.
func (t *transport) preset(good bool) {
	dataset := t.snapshot.Recipe.Dataset
	preset, key := recipe.PresetFor(dataset, good), "presets."+dataset+".bad"
	if good {
		key = "presets." + dataset + ".good"
	}
	t.do("set", command.JSON(preset.Set), false)
	t.do("train", command.Train(preset.Epochs), true)
	dom.Write("presetWhy", t.words.Text(key))
}

// update shows whether it trains and how far it is, and which buttons can be
// used. The state is also an attribute of the document, for style and tests.
func (t *transport) update(s *snapshot.Snapshot) {
	dom.Command("undo").Set("disabled", !s.CanUndo)
	dom.Command("redo").Set("disabled", !s.CanRedo)
	label := "command.play"
	if s.Training {
		label = "command.pause"
	}
	play := dom.Command("play")
	dom.SetAttribute(play, "aria-pressed", strconv.FormatBool(s.Training))
	dom.SetAttribute(play, "aria-label", t.words.Text(label))
	dom.SetAttribute(play, "title", t.words.Text(label))
	play.Get("classList").Call("toggle", "playing", s.Training)
	state := "idle"
	if s.Training || !t.opened {
		state = "training"
	}
	dom.SetAttribute(dom.Root, "data-state", state)
	t.showProgress(dom.ByID("training"), s)
}

func (t *transport) showProgress(bar js.Value, s *snapshot.Snapshot) {
	switch {
	case s.Goal > 0:
		bar.Set("max", s.Goal)
		bar.Set("value", s.Step)
	case s.Training: // without an end
		bar.Call("removeAttribute", "value")
	default:
		bar.Set("value", 0)
	}
}
