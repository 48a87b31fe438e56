//go:build js

package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/memory"
)

// mostCompiled is how many connections a network may have to be compiled for a
// prediction: compiling more takes longer than calculating.
const mostCompiled = 20_000

// predictor is an instance of the compiled network. There is one for each
// network, because browsers run out of address space after some hundred
// instances.
type predictor struct {
	of      snapshot.Revisions
	exports js.Value
}

// predictorFor returns the instance of the present network.
func (s *service) predictorFor() js.Value {
	now := s.lab.Revisions()
	of := snapshot.Revisions{Samples: now.Samples, Weights: now.Weights, Masks: now.Masks}
	if s.predictor.of != of || s.predictor.exports.IsUndefined() {
		wasm := js.Global().Get("WebAssembly")
		module := wasm.Get("Module").New(memory.Array(s.lab.Deploy().Module()))
		s.predictor = predictor{of, wasm.Get("Instance").New(module).Get("exports")}
	}
	return s.predictor.exports
}

// outputsFor calculates rows in the units of the data, by the compiled network
// if it is small enough.
func (s *service) outputsFor(rows []any) ([][]float64, error) {
	n := s.lab.Deploy()
	if s.lab.Kept() > mostCompiled {
		return n.Predict(rows)
	}
	x, err := n.Features(rows)
	if err != nil {
		return nil, err
	}
	exports := s.predictorFor()
	buffer := exports.Get("memory").Get("buffer")
	width := len(x) / len(rows)
	input := js.Global().Get("Uint8Array").New(buffer, 0, 4*width)
	y := make([]float32, n.Outputs())
	var outputs [][]float64
	for ; len(x) > 0; x = x[width:] {
		js.CopyBytesToJS(input, memory.BytesOf(x[:width]))
		at := exports.Call("predict").Int()
		js.CopyBytesToGo(memory.BytesOf(y), js.Global().Get("Uint8Array").New(buffer, at, 4*len(y)))
		outputs = append(outputs, n.InUnits(y)...)
	}
	return outputs, nil
}

func (s *service) predict(r request) {
	var args struct{ Rows []any }
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, errors.New("bonsai: rows must be a list of rows, each a list of values: "+err.Error()))
		return
	}
	outputs, err := s.outputsFor(args.Rows)
	answer(r.id, outputs, err)
}

// answer sends the outputs of the network for one input, now and before pruning.
func (s *service) answer(r request) {
	var q snapshot.Question
	if err := json.Unmarshal(r.args, &q); err != nil {
		refuse(r.id, err)
		return
	}
	found, err := s.lab.Answer(q)
	answer(r.id, found, err)
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
