//go:build js

package main

import (
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web"
	"bonsai/web/export"
	"bonsai/web/panel"
)

// What a person can take away as files.

// module calls done with the network as a WebAssembly module, a Uint8Array.
func (s *services) module(done func(module js.Value, err error)) {
	s.worker.send("module", "", false, func(reply js.Value, err error) {
		if err != nil {
			done(js.Null(), err)
			return
		}
		done(reply.Get("module"), nil)
	})
}

// saveModule saves the network as a program of its own.
func (p *page) saveModule() {
	p.module(func(module js.Value, err error) {
		if err != nil {
			p.Refused(err)
			return
		}
		dom.Save("bonsai.wasm", "application/wasm", module)
	})
}

// savePNG saves the pictures as they are on the canvas.
func (p *page) savePNG() {
	p.scene.photograph(func(pixels []byte, width, height int) {
		canvas := dom.New("canvas")
		canvas.Set("width", width)
		canvas.Set("height", height)
		clamped := js.Global().Get("Uint8ClampedArray").New(memory.Array(pixels).Get("buffer"))
		canvas.Call("getContext", "2d").Call("putImageData", js.Global().Get("ImageData").New(clamped, width), 0, 0)
		var drawn js.Func
		drawn = js.FuncOf(func(_ js.Value, args []js.Value) any {
			drawn.Release()
			dom.Save("bonsai.png", "image/png", args[0])
			return nil
		})
		canvas.Call("toBlob", drawn)
	})
}

// saveSVG saves the network as a vector image, in the size that it has on the
// page.
func (p *page) saveSVG() {
	place, s := p.scene.place("network"), p.Snapshot
	title := "Bonsai: " + p.Words.Option("dataset", s.Recipe.Dataset)
	dom.Save("bonsai.svg", "image/svg+xml", web.SVG(s, p.scene.theme, place.W, place.H, panel.Caption(p.Words, s, title)))
}

func (p *page) saveWeights() { dom.Save("bonsai-weights.csv", "text/csv", export.Weights(p.Snapshot)) }

func (p *page) saveNumbers() { dom.Save("bonsai-numbers.csv", "text/csv", export.Numbers(p.Snapshot)) }

func (p *page) saveExperiment() {
	dom.Save("bonsai.json", "application/json", export.Experiment(p.Snapshot))
}
