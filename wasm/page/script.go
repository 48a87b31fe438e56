//go:build js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web/command"
	"bonsai/web/export"
	"bonsai/web/share"
)

// A call is a call of one of the bonsai object's methods: its arguments, and
// the promise that is resolved or rejected. What a promise is rejected with
// becomes an Error.
type call struct {
	args    []js.Value
	resolve func(value any)
	reject  func(err error)
}

// installScript offers globalThis.bonsai: the page's commands for a teacher's
// console, an embedding page, and tests. Every method returns a promise.
func (p *page) installScript() {
	bonsai := js.Global().Get("Object").New()
	bonsai.Set("ready", promise(nil, func(c call) {
		p.whenReady(func() { c.resolve(nil) })
	}))
	for name, f := range map[string]func(c call){
		"load":          p.scriptLoad,
		"state":         func(c call) { c.resolve(stateOf(p.Snapshot)) },
		"weights":       func(c call) { c.resolve(weightsOf(p.Snapshot)) },
		"link":          func(c call) { c.resolve(pageAddress() + p.Snapshot.Link) },
		"shortLink":     func(c call) { c.resolve(share.URL(pageAddress(), p.Snapshot.Link)) },
		"modelLink":     p.scriptModelLink,
		"frames":        func(c call) { c.resolve(p.scene.costs.list()) },
		"predict":       p.scriptPredict,
		"module":        p.scriptModule,
		"export":        p.scriptExport,
		"study":         p.scriptStudy,
		"crossValidate": p.scriptCrossValidate,
		"open":          p.scriptOpen,
	} {
		bonsai.Set(name, method(f))
	}
	js.Global().Set("bonsai", bonsai)
}

// installOperations adds a method for each operation that scripts can give.
func (p *page) installOperations() {
	for _, e := range p.operations {
		if e.Name != "" && e.Name != "load" { // load takes an address as it stands
			js.Global().Get("bonsai").Set(e.Name, method(func(c call) { p.command(c, e.Name, c.json()) }))
		}
	}
}

// command sends a command and answers with the state once that is drawn.
func (p *page) command(c call, name, args string) {
	p.Send(name, args, false, func(_ string, err error) { p.answerDrawn(c, err) })
}

func (p *page) answerDrawn(c call, err error) {
	if err != nil {
		c.reject(err)
		return
	}
	p.scene.afterDraw(func() { c.resolve(stateOf(p.Snapshot)) })
}

// scriptLoad opens an address or a part of one behind the '#'.
func (p *page) scriptLoad(c call) {
	hash := ""
	if len(c.args) > 0 {
		hash = c.args[0].String()
	}
	if _, after, ok := strings.Cut(hash, "#"); ok {
		hash = after
	}
	p.open(hash, false, p.shelf.Opening("#"+hash), func(err error) { p.answerDrawn(c, err) })
}

func (p *page) scriptModelLink(c call) {
	p.Send("model", c.json(), false, func(outputs string, err error) {
		if err != nil {
			c.reject(err)
			return
		}
		c.resolve(share.URL(pageAddress(), parsed(outputs).Get("link").String()))
	})
}

// scriptFiles answers with the files of the network in a format, as a function
// makes them ready.
func (p *page) scriptFiles(c call, format string, ready func(files js.Value) js.Value) {
	p.formatFiles(format, func(files js.Value, err error) {
		if err != nil {
			c.reject(err)
			return
		}
		c.resolve(ready(files))
	})
}

func (p *page) scriptModule(c call) {
	p.scriptFiles(c, "wasm", func(files js.Value) js.Value { return files.Index(0).Get("bytes") })
}

func (p *page) scriptExport(c call) {
	format := ""
	if len(c.args) > 0 {
		format = c.args[0].String()
	}
	p.scriptFiles(c, format, func(files js.Value) js.Value { return files })
}

func (p *page) scriptPredict(c call) {
	rows := "null"
	if len(c.args) > 0 {
		rows = c.json()
	}
	p.Send("predict", `{"Rows":`+rows+`}`, false, func(outputs string, err error) {
		if err != nil {
			c.reject(err)
			return
		}
		c.resolve(parsed(outputs))
	})
}

func (p *page) scriptStudy(c call) {
	p.studies.Measure(c.json(), func(_ string, curves []snapshot.StudyCurve, err error) { c.answerJSON(curves, err) })
}

// scriptCrossValidate answers with the means of all folds and what they choose.
func (p *page) scriptCrossValidate(c call) {
	args := struct{ Folds, Tolerance float64 }{5, snapshot.ByOneError}
	if text := c.json(); text != "" {
		if err := json.Unmarshal([]byte(text), &args); err != nil {
			c.reject(fmt.Errorf("bonsai: folds and tolerance must be numbers: %w", err))
			return
		}
	}
	p.studies.CrossValidate(args.Folds, args.Tolerance, p.controls.rule(), func(choice *snapshot.Choice, err error) { c.answerJSON(choice, err) })
}

func (p *page) scriptOpen(c call) {
	if len(c.args) == 0 || !dom.AreFiles(c.args[0]) {
		c.reject(errors.New("bonsai: give a list of files, {name: a string, bytes: a Uint8Array} each"))
		return
	}
	p.files.open(c.args[0], func(err error) { p.answerDrawn(c, err) })
}

// answerJSON answers with a value as JavaScript has it.
func (c call) answerJSON(value any, err error) {
	if err != nil {
		c.reject(err)
		return
	}
	c.resolve(parsed(command.JSON(value)))
}

// parsed is a text of JSON as a value.
func parsed(text string) js.Value { return js.Global().Get("JSON").Call("parse", text) }

// json is the first argument as JSON. Numbers that JSON cannot write become
// null, which every command refuses.
func (c call) json() string {
	if len(c.args) == 0 || c.args[0].IsUndefined() {
		return ""
	}
	text := js.Global().Get("JSON").Call("stringify", c.args[0])
	if text.IsUndefined() {
		return "null"
	}
	return text.String()
}

// method makes a function that returns a promise. What its arguments throw when
// they are looked at, or are not what they should be, rejects it.
func method(f func(c call)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		return promise(args, func(c call) {
			defer func() {
				switch wrong := recover().(type) {
				case nil:
				case js.Error:
					c.reject(fmt.Errorf("bonsai: %w", wrong))
				case *js.ValueError:
					c.reject(fmt.Errorf("bonsai: an argument is of type %s, which cannot be used here", wrong.Type))
				default:
					panic(wrong)
				}
			}()
			f(c)
		})
	})
}

// promise makes the promise of a call.
func promise(args []js.Value, f func(c call)) js.Value {
	executor := js.FuncOf(func(_ js.Value, functions []js.Value) any {
		f(call{
			args:    args,
			resolve: func(value any) { functions[0].Invoke(value) },
			reject:  func(err error) { functions[1].Invoke(js.Global().Get("Error").New(err.Error())) },
		})
		return nil
	})
	defer executor.Release()
	return js.Global().Get("Promise").New(executor)
}

// stateOf is a snapshot's numbers as a plain object.
func stateOf(s *snapshot.Snapshot) js.Value { return parsed(export.State(s)) }

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
