// Package prune decides which connections of a network go.
//
// A [Rule] says it in three parts: a [Criterion] scores every weight (the
// lowest scores go first), a scope says whether the weights of the whole
// network compete with each other or only those of one layer, and an amount
// says how many go, as a threshold ε or as a fraction of all weights.
//
// The result is a mask for each layer, 1 for a kept weight and 0 for a pruned
// one. The weights themselves are never touched, so a mask can be taken back.
package prune
