//go:build js

package main

import (
	"maps"
	"syscall/js"

	"bonsai/engine/recipe"
)

// bindCommands connects the buttons.
func (a *app) bindCommands() {
	does := map[string]func(){
		"play":        a.togglePlay,
		"step":        func() { a.do("train", `{"steps":1}`, false) },
		"epoch":       func() { a.do("train", `{"epochs":1}`, false) },
		"reset":       func() { a.do("reset", "", false) },
		"undo":        func() { a.do("undo", "", false) },
		"redo":        func() { a.do("redo", "", false) },
		"finetune":    a.finetune,
		"regenerate":  func() { a.set("seed", a.snapshot.Recipe.Seed+1) },
		"clearPoints": func() { a.set("points", []int{}) },
		"good":        func() { a.preset(true) },
		"bad":         func() { a.preset(false) },
		"share":       a.sharing.open,
		"closeShare":  func() { byID("share").Call("close") },
		"copy":        func() { a.sharing.copy("link") },
		"copySnippet": func() { a.sharing.copy("snippet") },
		"sendOn":      a.sharing.sendOn,
		"seeTheSame":  func() { a.sharing.seeTheSame("") },
		"leave":       a.class.leave,
		"experiments": a.kept.open,
		"keep":        a.kept.keep,
		"closeKept":   func() { byID("kept").Call("close") },
		"comeBack":    a.class.comeBack,
		"code":        a.toggleCode,

		"savePNG":        a.savePNG,
		"saveSVG":        a.saveSVG,
		"saveWeights":    a.saveWeights,
		"saveNumbers":    a.saveNumbers,
		"saveExperiment": a.saveExperiment,
		"closeCard":      func() { a.card.close() },
		"export":         a.export,
		"message":        func() { a.tell("") },
	}
	maps.Copy(does, a.methodCommands())
	each(document, "[data-command]", func(button js.Value) {
		do := does[data(button, "command")]
		on(button, "click", func(js.Value) { do() })
	})
}

func (a *app) togglePlay() {
	if a.snapshot.Training {
		a.do("pause", "", false)
		return
	}
	a.do("play", "", true)
}

// finetune goes on training with the mask held.
func (a *app) finetune() {
	epochs := floatOf(byID("finetuneEpochs"))
	if !isNumber(epochs) {
		epochs = -1 // the engine says what would be right
	}
	a.do("finetune", arguments(map[string]float64{"epochs": epochs}), true)
}

// preset sets what is known to work for the data set, or to fail, and trains.
func (a *app) preset(good bool) {
	p := recipe.PresetFor(a.snapshot.Recipe.Dataset, good)
	key := "presets." + a.snapshot.Recipe.Dataset + ".bad"
	if good {
		key = "presets." + a.snapshot.Recipe.Dataset + ".good"
	}
	a.do("set", arguments(p.Set), false)
	a.do("train", arguments(map[string]int{"epochs": p.Epochs}), true)
	a.outputs.write("presetWhy", a.words.text(key, nil))
}
