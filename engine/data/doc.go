// Package data makes the samples that networks learn from: points of the
// plane that belong to two or three classes or carry a value, a table of
// twenty features of which only some matter, and whatever a person drew.
//
// A set is decided by its name, its noise and its seed, down to the last bit
// and on every machine: generators draw from a PCG of their own, take their
// logarithms from engine/num, and leave no product for the compiler to fuse
// with a sum.
package data
