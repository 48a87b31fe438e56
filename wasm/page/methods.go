//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// methods is the panel of what is done before, during and after pruning.
type methods struct {
	*services
	pruning *pruning
}

func (m *methods) bind() {
	for _, id := range []string{"schedule", "scheme"} {
		dom.On(dom.ByID(id), "change", func(js.Value) { m.update(m.snapshot) })
	}
}

func (m *methods) commands() map[string]func() {
	return map[string]func(){
		"compensate": func() { m.do("compensate", "", false) },
		"gradual":    m.gradual,
		"lottery":    func() { m.do("lottery", lottery().Search(m.pruning.rule(), dom.Ticked("redraw")), true) },
		"mark":       func() { m.do("mark", "", false) },
		"rewind":     func() { m.do("rewind", command.JSON(map[string]bool{"random": dom.Ticked("redraw")}), false) },
		"quantize":   func() { m.do("quantize", command.Quantize(dom.Value("scheme"), numberIn("entries")), false) },
		"distil": func() {
			m.do("distil", command.Distil(dom.Value("studentLayers"), numberIn("temperature"), numberIn("hard")), false)
		},
	}
}

// numberIn returns the number in a control, NaN if it is empty.
func numberIn(id string) float64 { return dom.Number(dom.ByID(id)) }

// gradual prunes while it trains.
func (m *methods) gradual() {
	schedule := command.Schedule{
		Name: dom.Value("schedule"), Level: numberIn("gradualLevel"), Epsilon: numberIn("gradualEpsilon"),
		Epochs: numberIn("gradualEpochs"), DecaySteps: numberIn("decaySteps"), DecayRate: numberIn("decayRate"),
	}
	name, args := schedule.Command(m.pruning.rule())
	m.do(name, args, true)
}

// lottery is the search for tickets as its controls say it.
func lottery() command.Lottery {
	return command.Lottery{
		Rounds: numberIn("rounds"), Epochs: numberIn("lotteryEpochs"), Percent: numberIn("fraction"), RewindStep: numberIn("rewindStep"),
	}
}

func (m *methods) translate() {
	for id, values := range map[string][]string{
		"schedule": append(recipe.Schedules(), command.RigL), "scheme": append(recipe.Schemes(), "off"),
	} {
		dom.Show("#"+id, markup.Options(values, func(value string) string { return m.words.Option(id, value) })...)
	}
}

// update explains the methods that are chosen, and shows what was done.
func (m *methods) update(s *snapshot.Snapshot) {
	schedule, scheme := dom.Value("schedule"), dom.Value("scheme")
	dom.SetAttribute(dom.Root, "data-schedule", schedule)
	dom.SetAttribute(dom.Root, "data-scheme", scheme)
	dom.WriteAll(panel.Methods(m.words, s, schedule, scheme))
}
