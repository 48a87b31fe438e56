//go:build js

package main

import (
	"maps"
	"syscall/js"

	"bonsai/wasm/page/dom"
)

// bindCommands connects the buttons with what they do. A button names its
// command; a command of an element that a panel has made is bound by the panel.
func (p *page) bindCommands() {
	commands := map[string]func(e js.Value){}
	for _, part := range []map[string]func(){
		p.transport.commands(), p.methods.commands(), p.studies.commands(), p.sharing.commands(), p.kept.commands(),
		{
			"finetune":    p.pruning.finetune,
			"regenerate":  p.fields.newSeed,
			"clearPoints": p.fields.clearPoints,
			"leave":       p.class.leave,
			"comeBack":    p.class.comeBack,
			"code":        p.corner.toggle,
			"closeCard":   p.card.close,
			"stopWork":    p.work.pool.Stop,
			"message":     func() { p.tell("") },

			"savePNG":        p.savePNG,
			"saveSVG":        p.saveSVG,
			"saveWeights":    p.saveWeights,
			"saveNumbers":    p.saveNumbers,
			"saveExperiment": p.saveExperiment,
			"export":         p.saveModule,
		},
	} {
		for name, do := range part {
			commands[name] = func(js.Value) { do() }
		}
	}
	maps.Copy(commands, p.overlay.commands())
	maps.Copy(commands, p.kept.rowCommands())
	maps.Copy(commands, p.studies.legendCommands())
	dom.Delegate("click", "data-command", func(name string, e, _ js.Value) {
		if do := commands[name]; do != nil {
			do(e)
		}
	})
	changes := map[string]func(e js.Value){}
	for _, part := range []map[string]func(js.Value){p.overlay.changes(), p.pruning.changes(), p.kept.changes()} {
		maps.Copy(changes, part)
	}
	dom.Delegate("change", "data-change", func(name string, e, _ js.Value) { changes[name](e) })
}
