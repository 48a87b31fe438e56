// Package compile turns a pruned network into a WebAssembly module of its own:
// straight code in which every kept connection is one multiplication and one
// addition, and nothing else is left.
//
// The module needs nothing from its host. It exports "memory" and "predict":
// the host writes a sample's features at address 0, as float32, calls predict,
// and finds the outputs at the address that it returns: the probability of
// class 1, those of all classes, or in regression the value. They have the same
// bits as in the engine.
package compile
