//go:build js

package main

import (
	"math"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/panel"
)

// overlay is what stands in HTML over the picture of the network: the names of
// the inputs, and above each hidden layer its tools.
type overlay struct{ *services }

func (o *overlay) update(s *snapshot.Snapshot) {
	arrangement, _ := o.scene.arrangement(s)
	nodes, tight := panel.OverNetwork(o.words, s, arrangement)
	dom.Show("#overlay", nodes...)
	dom.ByID("overlay").Get("classList").Call("toggle", "tight", tight)
}

// commands of the tools, which name the layer that they are for.
func (o *overlay) commands() map[string]func(e js.Value) {
	resize := func(by int) func(js.Value) {
		return func(e js.Value) {
			layer := number(e, "layer")
			o.set(command.Resize(&o.snapshot.Recipe, layer, o.snapshot.Recipe.Layers[layer]+by))
		}
	}
	return map[string]func(js.Value){
		"neuron.remove": resize(-1),
		"neuron.add":    resize(+1),
		"layer.remove":  func(e js.Value) { o.set(command.RemoveLayer(&o.snapshot.Recipe, number(e, "layer"))) },
		"layer.add":     func(js.Value) { o.set(command.AddLayer(&o.snapshot.Recipe)) },
	}
}

// changes are what is typed or chosen over a layer.
func (o *overlay) changes() map[string]func(e js.Value) {
	return map[string]func(js.Value){
		"neuron.count": func(e js.Value) {
			neurons := dom.Number(e)
			if neurons != math.Trunc(neurons) || !dom.IsNumber(neurons) {
				dom.Restore()
				o.update(o.snapshot)
				return
			}
			o.set(command.Resize(&o.snapshot.Recipe, number(e, "layer"), int(neurons)))
		},
		"layer.activation": func(e js.Value) {
			o.set(command.Activation(o.snapshot, number(e, "layer"), e.Get("value").String()))
		},
	}
}
