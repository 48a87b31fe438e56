//go:build js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/memory"
)

// installScript offers globalThis.bonsai: the page's commands for a teacher's
// console, an embedding page, and tests. Every method returns a promise.
func (a *app) installScript() {
	bonsai := js.Global().Get("Object").New()
	bonsai.Set("ready", promise(func(resolve, _ func(any)) {
		a.whenReady(func() { resolve(nil) })
	}))
	for _, name := range []string{"set", "reset", "train", "pause", "prune", "finetune", "undo", "redo", "edit",
		"gradual", "rigl", "lottery", "compensate", "quantize", "mark", "rewind", "distil", "pin"} {
		bonsai.Set(name, method(func(args []js.Value, resolve, reject func(any)) {
			a.command(name, stringified(args), resolve, reject)
		}))
	}
	bonsai.Set("load", method(func(args []js.Value, resolve, reject func(any)) {
		hash := ""
		if len(args) > 0 {
			hash = args[0].String()
		}
		if _, after, ok := strings.Cut(hash, "#"); ok {
			hash = after
		}
		a.command("load", arguments(map[string]string{"hash": hash}), resolve, reject)
	}))
	bonsai.Set("state", method(func(_ []js.Value, resolve, _ func(any)) {
		resolve(stateOf(a.snapshot))
	}))
	bonsai.Set("weights", method(func(_ []js.Value, resolve, _ func(any)) {
		resolve(weightsOf(a.snapshot))
	}))
	bonsai.Set("link", method(func(_ []js.Value, resolve, _ func(any)) {
		resolve(a.url())
	}))
	bonsai.Set("frames", method(func(_ []js.Value, resolve, _ func(any)) {
		resolve(a.scene.costs.list())
	}))
	bonsai.Set("predict", method(func(args []js.Value, resolve, reject func(any)) {
		a.predict(args, resolve, reject)
	}))
	bonsai.Set("shortLink", method(func(_ []js.Value, resolve, _ func(any)) {
		resolve(url(a.snapshot.Link))
	}))
	bonsai.Set("modelLink", method(func(args []js.Value, resolve, reject func(any)) {
		a.worker.send("model", stringified(args), false, func(reply js.Value, err error) {
			if err != nil {
				reject(err)
				return
			}
			resolve(url(js.Global().Get("JSON").Call("parse", reply.Get("outputs")).Get("link").String()))
		})
	}))
	bonsai.Set("module", method(func(_ []js.Value, resolve, reject func(any)) {
		a.module(resolve, reject)
	}))
	bonsai.Set("study", method(func(args []js.Value, resolve, reject func(any)) {
		a.studies.measure(stringified(args), func(curves []snapshot.StudyCurve, err error) {
			if err != nil {
				reject(err)
				return
			}
			resolve(js.Global().Get("JSON").Call("parse", arguments(curves)))
		})
	}))
	bonsai.Set("crossValidate", method(func(args []js.Value, resolve, reject func(any)) {
		a.crossValidate(stringified(args), resolve, reject)
	}))
	bonsai.Set("open", method(func(args []js.Value, resolve, reject func(any)) {
		if len(args) == 0 || !areFiles(args[0]) {
			reject(errors.New("bonsai: give a list of files, {name: a string, bytes: a Uint8Array} each"))
			return
		}
		a.openRead(args[0], func(err error) {
			if err != nil {
				reject(err)
				return
			}
			a.scene.afterDraw(func() { resolve(stateOf(a.snapshot)) })
		})
	}))
	js.Global().Set("bonsai", bonsai)
}

// answer resolves with the outputs of a reply.
func (a *app) answer(resolve, reject func(any)) func(js.Value, error) {
	return func(reply js.Value, err error) {
		if err != nil {
			reject(err)
			return
		}
		resolve(js.Global().Get("JSON").Call("parse", reply.Get("outputs")))
	}
}

// crossValidate answers with the means of all folds and what they choose.
func (a *app) crossValidate(text string, resolve, reject func(any)) {
	args := struct{ Folds, Tolerance float64 }{5, snapshot.ByOneError}
	if text != "" {
		if err := json.Unmarshal([]byte(text), &args); err != nil {
			reject(fmt.Errorf("bonsai: folds and tolerance must be numbers: %w", err))
			return
		}
	}
	a.cross.run(args.Folds, args.Tolerance, func(err error) {
		if err != nil {
			reject(err)
			return
		}
		resolve(js.Global().Get("JSON").Call("parse", arguments(a.cross.choice)))
	})
}

// command sends a command and answers with the state once that is drawn.
func (a *app) command(name, args string, resolve, reject func(any)) {
	a.worker.send(name, args, false, func(_ js.Value, err error) {
		if err != nil {
			reject(err)
			return
		}
		a.scene.afterDraw(func() { resolve(stateOf(a.snapshot)) })
	})
}

func (a *app) predict(args []js.Value, resolve, reject func(any)) {
	rows := "null"
	if len(args) > 0 {
		rows = stringified(args)
	}
	a.worker.send("predict", `{"Rows":`+rows+`}`, false, a.answer(resolve, reject))
}

// stringified is the first argument as JSON; numbers that JSON cannot write
// become null, which every command refuses.
func stringified(args []js.Value) string {
	if len(args) == 0 || args[0].IsUndefined() {
		return ""
	}
	text := js.Global().Get("JSON").Call("stringify", args[0])
	if text.IsUndefined() {
		return "null"
	}
	return text.String()
}

// method makes a function that gives a promise. What its arguments throw when
// they are looked at, or are not what they should be, rejects it.
func method(f func(args []js.Value, resolve, reject func(any))) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		return promise(func(resolve, reject func(any)) {
			defer func() {
				switch wrong := recover().(type) {
				case nil:
				case js.Error:
					reject(fmt.Errorf("bonsai: %w", wrong))
				case *js.ValueError:
					reject(fmt.Errorf("bonsai: an argument is of type %s, which cannot be used here", wrong.Type))
				default:
					panic(wrong)
				}
			}()
			f(args, resolve, reject)
		})
	})
}

// promise makes a promise; what it is rejected with becomes an Error.
func promise(f func(resolve, reject func(any))) js.Value {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve := func(v any) { args[0].Invoke(v) }
		reject := func(v any) { args[1].Invoke(js.Global().Get("Error").New(v.(error).Error())) }
		f(resolve, reject)
		return nil
	})
	defer executor.Release()
	return js.Global().Get("Promise").New(executor)
}

// stateOf is a snapshot's numbers as a plain object.
func stateOf(s *snapshot.Snapshot) js.Value {
	state := map[string]any{
		"recipe":        s.Recipe,
		"epoch":         s.Epoch,
		"step":          s.Step,
		"epsilon":       s.Epsilon,
		"kept":          s.Kept,
		"total":         s.Total,
		"sparsity":      sparsity(s),
		"trainLoss":     s.Train.Loss,
		"testLoss":      s.Test.Loss,
		"trainAccuracy": s.Train.Accuracy,
		"testAccuracy":  s.Test.Accuracy,
		"dense":         map[string]float64{"testLoss": s.Dense.Loss, "testAccuracy": s.Dense.Accuracy},
		"bytes":         s.Bytes,
		"operations":    s.Operations,
		"held":          s.Held,
		"sharing":       s.Sharing,
		"student":       s.Student,
		"pruning":       s.Pruning,
		"training":      s.Training,
	}
	b, err := json.Marshal(state)
	if err != nil {
		panic(err) // the lab lets no number through that is none
	}
	return js.Global().Get("JSON").Call("parse", string(b))
}

func sparsity(s *snapshot.Snapshot) float64 { return 1 - float64(s.Kept)/float64(s.Total) }

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
