// Package data makes the samples that networks learn from: points of the
// plane that belong to two or three classes or carry a value, a table of
// twenty features of which only some matter, handwritten digits, and whatever
// a person drew or brings along: images in the format of MNIST ([ReadIDX]) or
// a table in a CSV file ([ReadCSV]).
//
// A set that is made is decided by its name, its noise and its seed, down to
// the last bit and on every machine: generators draw from a PCG of their own,
// take their logarithms from engine/num, and leave no product for the compiler
// to fuse with a sum. A set that is read is decided by its file and, where
// rows are put in order, a seed.
package data
