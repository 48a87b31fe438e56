//go:build js

// Package memory passes bytes and numbers between Go's memory and JavaScript's.
package memory

import (
	"syscall/js"
	"unsafe"
)

// Array returns a Uint8Array with a copy of the bytes.
func Array(b []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}

// Bytes is a copy of the bytes of a Uint8Array.
func Bytes(array js.Value) []byte {
	b := make([]byte, array.Length())
	js.CopyBytesToGo(b, array)
	return b
}

// BytesOf returns the memory of numbers as bytes, without a copy. They are
// little-endian, in Go's memory as in JavaScript's typed arrays.
func BytesOf(v []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v))
}
