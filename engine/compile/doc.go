// Package compile turns a pruned network into a WebAssembly module that computes
// its outputs and needs nothing from its host. Every kept connection costs one
// multiplication and one addition; a pruned one costs nothing.
//
// [Module] is for one sample at a time, [Batch] for many. The module exports
// "memory" and "predict". The host writes a sample's features at address 0 as
// float32, calls predict, and finds the outputs at the address that it returns:
// the probability of class 1, the probabilities of all classes, or the value of a
// regression. They have the same bits as in the engine.
package compile
