//go:build js

package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"bonsai/wasm/memory"
)

// mostCompiled is how many connections a network has at most that is compiled
// for a prediction: of more, compiling takes longer than calculating.
const mostCompiled = 20_000

// outputsFor calculates rows of features, by the compiled network if it is
// small enough.
func (s *service) outputsFor(rows [][]float32) ([][]float32, error) {
	if s.lab.Kept() > mostCompiled || len(rows) == 0 {
		return s.lab.Predict(rows)
	}
	x, err := s.lab.Features(rows)
	if err != nil {
		return nil, err
	}
	wasm := js.Global().Get("WebAssembly")
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(memory.Array(s.lab.Module()))).Get("exports")
	buffer := exports.Get("memory").Get("buffer")
	width := len(x) / len(rows)
	input := js.Global().Get("Uint8Array").New(buffer, 0, 4*width)
	var outputs [][]float32
	for ; len(x) > 0; x = x[width:] {
		js.CopyBytesToJS(input, memory.BytesOf(x[:width]))
		at := exports.Call("predict").Int()
		y := make([]float32, s.lab.Outputs())
		js.CopyBytesToGo(memory.BytesOf(y), js.Global().Get("Uint8Array").New(buffer, at, 4*len(y)))
		outputs = append(outputs, y)
	}
	return outputs, nil
}

func (s *service) predict(r request) {
	var args struct{ Rows [][]float32 }
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, errors.New("bonsai: rows must be a list of lists of numbers: "+err.Error()))
		return
	}
	outputs, err := s.outputsFor(args.Rows)
	answer(r.id, outputs, err)
}

// model answers with a link that carries the network.
func (s *service) model(r request) {
	var args struct{ Entries int }
	if len(r.args) > 0 {
		if err := json.Unmarshal(r.args, &args); err != nil {
			refuse(r.id, errors.New("bonsai: entries must be a whole number: "+err.Error()))
			return
		}
	}
	m, err := s.lab.Model(args.Entries)
	answer(r.id, m, err)
}
