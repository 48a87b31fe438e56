//go:build js

package main

import (
	"slices"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/wasm/samples"
	"bonsai/web/command"
)

// clicked carries out the command of a button. Elements that panels have made
// say in further data attributes what the command is about.
func (p *page) clicked(name string, e js.Value) {
	switch name {
	case "play":
		p.Play()
	case "step":
		p.Do("train", `{"steps":1}`, false)
	case "epoch":
		p.Do("train", command.Train(1), false)
	case "train":
		p.Do("train", command.JSON(command.Fields{"epochs": command.Entered(dom.Number("epochs"))}), true)
	case "default":
		p.Do("load", command.Load(""), true)
	case "good", "bad":
		p.Preset(name == "good")
	case "regenerate":
		p.Set(command.Fields{"seed": p.Snapshot.Recipe.Seed + 1})
	case "clearPoints":
		p.Set(command.Fields{"points": []int{}})
	case "neuron.add":
		p.resize(e, +1)
	case "neuron.remove":
		p.resize(e, -1)
	case "layer.add":
		p.Set(command.AddLayer(&p.Snapshot.Recipe))
	case "layer.remove":
		p.Set(command.RemoveLayer(&p.Snapshot.Recipe, layerOf(e)))
	case "message":
		p.Tell("")
	case "closeCard":
		p.card.close()
	case "stopWork":
		p.studies.Pool.Stop()
	case "help":
		p.guide.Toggle()
	case "code":
		p.toggleCode()
	case "openTable":
		p.files.table.open()
	case "cancelTable":
		p.files.table.cancel()
	case "networkAlone":
		p.files.table.show(filesOfNetworks(p.files.network.list, true), "", p.worker.SendFiles)
	case "openNetwork":
		p.files.network.open()
	case "chooseAgain":
		p.files.chooseAgain()
	default:
		p.plots.Clicked(name, e)
		samples.Clicked(p.forgot, name)
		p.clickedOperation(name)
		p.clickedStudy(name, e)
		p.clickedDialog(name, e)
		p.saver.Clicked(name, e)
		p.course.Do(name, dom.Data(e, "name"))
		p.class.Do(name, e)
	}
}

// clickedOperation carries out the operation of a button. Its arguments are in
// controls that name them in data-argument, unless they depend on other
// controls as well.
func (p *page) clickedOperation(name string) {
	if epochs, ok := dom.Argument(name, "epochs"); ok {
		if err := command.Epochs(epochs); err != nil {
			p.Refused(err)
			return
		}
	}
	switch name {
	case "gradual":
		schedule := command.Schedule{
			Name: dom.Value("schedule"), Level: dom.Number("gradualLevel"), Epsilon: dom.Number("gradualEpsilon"),
			Epochs: dom.Number("gradualEpochs"), DecaySteps: dom.Number("decaySteps"), DecayRate: dom.Number("decayRate"),
		}
		p.Do(name, schedule.Arguments(p.controls.rule()), true)
	case "lottery":
		p.Do("lottery", lottery().Search(p.controls.rule(), dom.Ticked("redraw")), true)
	default:
		if i := slices.IndexFunc(p.operations, func(e recipe.Entry) bool { return e.Name == name }); i >= 0 {
			p.Do(name, command.Arguments(p.operations[i], func(argument string) (string, bool) { return dom.Argument(name, argument) }), true)
		}
	}
}

// lottery is the search for tickets as its controls say it.
func lottery() command.Lottery {
	return command.Lottery{
		Rounds: dom.Number("rounds"), Epochs: dom.Number("lotteryEpochs"), Percent: dom.Number("fraction"), RewindStep: dom.Number("rewindStep"),
	}
}

// changed takes what was typed or chosen in an element that a panel has made.
func (p *page) changed(name string, e js.Value) {
	v := e.Get("valueAsNumber")
	if e.Get("type").String() == "number" && name != "table" { // the engine says what is wrong about a table
		if err := command.Whole(name, v.Float()); err != nil {
			p.Refused(err)
			return
		}
	}
	switch name {
	case "table":
		p.files.table.changed(e)
	case "network":
		p.files.network.changed(e)
	case "neuron.count":
		p.Set(command.Resize(&p.Snapshot.Recipe, layerOf(e), v.Int()))
	case "layer.activation":
		p.Set(command.Activation(p.Snapshot, layerOf(e), e.Get("value").String()))
	case "bound.least", "bound.most":
		p.Prune(command.Bound(p.controls.rule(), len(p.Snapshot.Layers), layerOf(e), name == "bound.most", v.Int()))
	case "lesson.option":
		p.course.Choose(dom.Whole(e, "option"))
	case "kept.compare":
		p.shelf.Compare(dom.Data(e, "name"))
	}
}

// resize adds neurons to a layer, or removes them.
func (p *page) resize(e js.Value, more int) {
	layer := layerOf(e)
	p.Set(command.Resize(&p.Snapshot.Recipe, layer, p.Snapshot.Recipe.Layers[layer]+more))
}

// layerOf returns the layer that an element of a panel is about.
func layerOf(e js.Value) int { return dom.Whole(e, "layer") }

// clickedStudy carries out what measures the network under other rules.
func (p *page) clickedStudy(name string, e js.Value) {
	rule := p.Snapshot.Pruning
	switch name {
	case "compareCriteria":
		p.studies.Compare(command.Study(snapshot.StudyCriteria, rule))
	case "sensitivity":
		p.studies.Compare(command.Study(snapshot.StudySensitivity, rule))
	case "tickets":
		p.studies.Compare(lottery().Study(p.controls.rule()))
	case "study.choose", "tickets.choose":
		p.studies.Choose(name == "tickets.choose", dom.Data(e, "name"))
	case "crossValidate":
		p.crossValidate()
	case "useChoice":
		p.studies.Use(p.controls.rule())
	case "rivals":
		p.studies.CompareRivals(dom.Number("temperature"), dom.Number("hard"))
	}
}
