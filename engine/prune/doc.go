// Package prune decides which connections of a network go.
//
// A [Rule] says it in three parts: a [Criterion] scores every weight or every
// neuron by what it finds in the [Evidence] (the lowest scores go first), a
// scope says who competes with whom, and an amount says how many go, as a
// threshold ε or as a fraction of all weights.
//
// The result is a mask for each layer, 1 for a kept weight and 0 for a pruned
// one. The weights themselves are never touched, so a mask can be taken back.
// [Compensate] is the exception: it solves the survivors anew, so that they make
// up for what was cut.
package prune
