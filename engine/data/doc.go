// Package data makes and reads the samples that networks learn from.
//
// [Generate] makes the sets that the page offers ([Kinds] lists them): points of
// the plane in two or three classes or with a value each, a table of twenty
// features of which only some matter, and images of handwritten digits. [Drawn]
// makes a set of points that a person drew, [ReadIDX] reads images in the format
// of MNIST, and [ReadCSV] reads a table.
//
// A generated set is determined by its name, noise and seed, to the last bit on
// every machine: each set has a PCG random generator of its own, elementary
// functions come from engine/num, and every product is converted before it is
// added to something, so that no compiler fuses the two. A set that is read is
// determined by its file and, where the rows are shuffled, a seed.
package data
