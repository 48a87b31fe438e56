package recipe

import (
	"slices"

	"bonsai/engine/prune"
)

// What the page needs of package prune, so that it knows only this package.

// A Rule says which weights to prune.
type Rule = prune.Rule

// A Bound says how much of a layer a rule prunes at least and at most, in per
// cent.
type Bound = prune.Bound

// What the amount of a rule means.
const (
	ByEpsilon  = prune.ByEpsilon
	BySparsity = prune.BySparsity
)

// Criteria returns the names of the pruning criteria.
func Criteria() []string { return prune.Criteria() }

// Scopes returns the names of the scopes of a pruning rule.
func Scopes() []string { return prune.Scopes() }

// formats are the encodings of a network, the plainest first.
var formats = []string{"dense", "gzip", "bitmask", "csr", "relative", "codebook", "huffman", "arithmetic"}

// Formats returns the names of the formats that a network is encoded in.
func Formats() []string { return slices.Clone(formats) }
