// Package simd runs the engine's inner loops on WebAssembly's vectors of four
// numbers, which Go's compiler does not use.
//
// [Module] assembles the kernels: matrix products, activations, the gradients
// of the losses, optimisers, and a whole training step that calls the others.
// In a browser they are instantiated on the memory of the Go program itself
// (Start), so that slices are passed as addresses and nothing is copied.
// Natively there are none: tests run them under wazero.
//
// Every kernel gives the same bits as the plain Go that it stands for. What
// runs side by side are independent results; a sum is never split, and products
// are rounded before they are added.
package simd
