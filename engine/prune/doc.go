// Package prune decides which connections of a network are removed.
//
// A [Rule] has three parts. Its criterion names how every weight (or every
// neuron) is scored; the lowest scores are removed first. Its scope says which
// weights are compared with one another: all of them, those of one layer, or
// those of one neuron. Its amount says how many are removed, as a threshold ε
// on |w| or as a fraction of all weights. Bounds for each layer and pins on
// single connections restrict it further.
//
// [Rule.Masks] returns a mask for each layer, 1 for a kept weight and 0 for a
// pruned one. The weights are not touched, so a mask can be taken back.
//
// The package knows the names of the criteria but not how they are computed:
// that is package criteria, which needs a network and samples. So a program
// that shows what a rule would remove does not contain the code that trains.
package prune
