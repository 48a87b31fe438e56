// Package simd runs the engine's inner loops with WebAssembly's vector
// instructions, which compute four numbers at once and which Go's compiler does
// not use.
//
// [Module] assembles the kernels: matrix products, activation functions, the
// gradients of the losses, optimisers, a whole training step that calls the
// others, and parts of a Cholesky factorisation. In a browser, Start instantiates
// them on the memory of the Go program itself, so that slices are passed as
// addresses and nothing is copied. Outside a browser the engine does without;
// tests run the kernels with wazero.
//
// Every kernel computes the same bits as the Go code that it replaces. What is
// computed at the same time is independent results: a sum is never split, and
// products are rounded before they are added.
package simd
