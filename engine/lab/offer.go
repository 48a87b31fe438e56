package lab

import "bonsai/engine/prune"

// What the page needs of the packages below, so that it knows only this one.

// A Rule says which weights to prune.
type Rule = prune.Rule

// A Bound says how much of a layer a rule cuts at least and at most, in per cent.
type Bound = prune.Bound

// What the amount of a rule means.
const (
	ByEpsilon  = prune.ByEpsilon
	BySparsity = prune.BySparsity
)

// Datasets returns the names of the data sets, in the order of the page.
func Datasets() []string { return datasetNames() }

// Criteria returns the names of the pruning criteria.
func Criteria() []string { return prune.Criteria() }

// Scopes returns the names of the scopes of a pruning rule.
func Scopes() []string { return prune.Scopes() }

// Schedules returns the names of the schedules of gradual pruning. All are of
// sparsity but the last, "decay", which is of the threshold.
func Schedules() []string { return append(prune.Schedules(), decay) }

// WholeNeurons tells whether a criterion removes neurons rather than single
// connections.
func WholeNeurons(criterion string) bool { return prune.Whole(criterion) }
