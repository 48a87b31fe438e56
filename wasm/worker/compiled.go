//go:build js

package main

import (
	"encoding/json"
	"syscall/js"
	"unsafe"
)

// sendModule answers with the network as a module of its own.
func (s *service) sendModule(r request) {
	array := bytesToJS(s.lab.Module())
	js.Global().Call("postMessage", map[string]any{"id": r.id, "module": array}, []any{array.Get("buffer")})
}

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
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(bytesToJS(s.lab.Module()))).Get("exports")
	memory := exports.Get("memory").Get("buffer")
	width := len(x) / len(rows)
	input := js.Global().Get("Uint8Array").New(memory, 0, 4*width)
	var outputs [][]float32
	for ; len(x) > 0; x = x[width:] {
		js.CopyBytesToJS(input, bytesOf(x[:width]))
		at := exports.Call("predict").Int()
		y := make([]float32, s.lab.Outputs())
		js.CopyBytesToGo(bytesOf(y), js.Global().Get("Uint8Array").New(memory, at, 4*len(y)))
		outputs = append(outputs, y)
	}
	return outputs, nil
}

// bytesOf is the memory of numbers, which are little-endian in WebAssembly.
func bytesOf(v []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v))
}

func bytesToJS(b []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}

func (s *service) predict(r request) {
	var args struct{ Rows [][]float32 }
	if err := json.Unmarshal(r.args, &args); err != nil {
		refuse(r.id, wrongRows(err))
		return
	}
	outputs, err := s.outputsFor(args.Rows)
	answer(r.id, outputs, err)
}
