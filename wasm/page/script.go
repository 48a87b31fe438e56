//go:build js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/calls"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web/export"
	"bonsai/web/share"
)

// installScript offers globalThis.bonsai: the page's commands for a teacher's
// console, an embedding page, and tests. Every method returns a promise.
func (p *page) installScript() {
	bonsai := js.Global().Get("Object").New()
	bonsai.Set("ready", calls.Promise(nil, func(c calls.Call) {
		p.whenReady(func() { c.Resolve(nil) })
	}))
	for name, f := range map[string]func(c calls.Call){
		"load":          p.scriptLoad,
		"state":         func(c calls.Call) { c.Resolve(stateOf(p.Snapshot)) },
		"weights":       func(c calls.Call) { c.Resolve(weightsOf(p.Snapshot)) },
		"link":          func(c calls.Call) { c.Resolve(pageAddress() + p.Snapshot.Link) },
		"shortLink":     func(c calls.Call) { c.Resolve(share.URL(pageAddress(), p.Snapshot.Link)) },
		"modelLink":     p.scriptModelLink,
		"frames":        func(c calls.Call) { c.Resolve(p.scene.costs.list()) },
		"predict":       p.scriptPredict,
		"module":        p.scriptModule,
		"export":        p.scriptExport,
		"study":         p.scriptStudy,
		"crossValidate": p.scriptCrossValidate,
		"open":          p.scriptOpen,
	} {
		bonsai.Set(name, calls.Method(f))
	}
	js.Global().Set("bonsai", bonsai)
}

// installOperations adds a method for each operation that scripts can give.
func (p *page) installOperations() {
	for _, e := range p.operations {
		if e.Name != "" && e.Name != "load" { // load takes an address as it stands
			js.Global().Get("bonsai").Set(e.Name, calls.Method(func(c calls.Call) { p.command(c, e.Name, c.JSON()) }))
		}
	}
}

// command sends a command and answers with the state once that is drawn.
func (p *page) command(c calls.Call, name, args string) {
	p.Send(name, args, false, func(_ string, err error) { p.answerDrawn(c, err) })
}

func (p *page) answerDrawn(c calls.Call, err error) {
	if err != nil {
		c.Reject(err)
		return
	}
	p.scene.afterDraw(func() { c.Resolve(stateOf(p.Snapshot)) })
}

// scriptLoad opens an address or a part of one behind the '#'.
func (p *page) scriptLoad(c calls.Call) {
	hash := ""
	if len(c.Args) > 0 {
		hash = c.Args[0].String()
	}
	if _, after, ok := strings.Cut(hash, "#"); ok {
		hash = after
	}
	p.loader(c)("#"+hash, func(err error) { p.answerDrawn(c, err) })
}

// loader returns what opens addresses for a call, whose second argument may allow those
// that take long.
func (p *page) loader(c calls.Call) func(hash string, done func(error)) {
	if len(c.Args) > 1 && c.Args[1].Type() == js.TypeObject && c.Args[1].Get("long").Truthy() {
		return func(hash string, done func(error)) { p.open(hash, false, p.shelf.Opening(hash), done) }
	}
	return p.loadSoon
}

func (p *page) scriptModelLink(c calls.Call) {
	p.Send("model", c.JSON(), false, func(outputs string, err error) {
		if err != nil {
			c.Reject(err)
			return
		}
		c.Resolve(share.URL(pageAddress(), calls.Parsed(outputs).Get("link").String()))
	})
}

// scriptFiles answers with the files of the network in a format, as a function
// makes them ready.
func (p *page) scriptFiles(c calls.Call, format string, ready func(files js.Value) js.Value) {
	p.saver.Files(format, func(files js.Value, err error) {
		if err != nil {
			c.Reject(err)
			return
		}
		c.Resolve(ready(files))
	})
}

func (p *page) scriptModule(c calls.Call) {
	p.scriptFiles(c, "wasm", func(files js.Value) js.Value { return files.Index(0).Get("bytes") })
}

func (p *page) scriptExport(c calls.Call) {
	format := ""
	if len(c.Args) > 0 {
		format = c.Args[0].String()
	}
	p.scriptFiles(c, format, func(files js.Value) js.Value { return files })
}

func (p *page) scriptPredict(c calls.Call) {
	rows := "null"
	if len(c.Args) > 0 {
		rows = c.JSON()
	}
	p.Send("predict", `{"Rows":`+rows+`}`, false, func(outputs string, err error) {
		if err != nil {
			c.Reject(err)
			return
		}
		c.Resolve(calls.Parsed(outputs))
	})
}

func (p *page) scriptStudy(c calls.Call) {
	p.studies.Measure(c.JSON(), func(_ string, curves []snapshot.StudyCurve, err error) { c.AnswerJSON(curves, err) })
}

// scriptCrossValidate answers with the means of all folds and what they choose.
func (p *page) scriptCrossValidate(c calls.Call) {
	args := struct{ Folds, Tolerance float64 }{5, snapshot.ByOneError}
	if text := c.JSON(); text != "" {
		if err := json.Unmarshal([]byte(text), &args); err != nil {
			c.Reject(fmt.Errorf("bonsai: folds and tolerance must be numbers: %w", err))
			return
		}
	}
	p.studies.CrossValidate(args.Folds, args.Tolerance, p.controls.rule(), func(choice *snapshot.Choice, err error) { c.AnswerJSON(choice, err) })
}

func (p *page) scriptOpen(c calls.Call) {
	if len(c.Args) == 0 || !dom.AreFiles(c.Args[0]) {
		c.Reject(errors.New("bonsai: give a list of files, {name: a string, bytes: a Uint8Array} each"))
		return
	}
	p.files.open(c.Args[0], p.loader(c), func(err error) { p.answerDrawn(c, err) })
}

// stateOf is a snapshot's numbers as a plain object.
func stateOf(s *snapshot.Snapshot) js.Value { return calls.Parsed(export.State(s)) }

// weightsOf is the network, layer by layer.
func weightsOf(s *snapshot.Snapshot) js.Value {
	layers := js.Global().Get("Array").New(len(s.Layers))
	for i, layer := range s.Layers {
		layers.SetIndex(i, map[string]any{
			"shape":  []any{layer.Out, layer.In},
			"values": float32Array(layer.W),
			"bias":   float32Array(layer.B),
			"mask":   memory.Array(layer.Mask),
		})
	}
	return layers
}

func float32Array(values []float32) js.Value {
	return js.Global().Get("Float32Array").New(memory.Array(memory.BytesOf(values)).Get("buffer"))
}
