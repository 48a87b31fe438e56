package snapshot

import (
	"cmp"
	"encoding/json"
	"slices"

	"bonsai/engine/choose"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
)

// A StudyTask asks for one curve: the network at one amount of pruning after
// the other.
type StudyTask struct {
	Kind      string `json:"kind"`
	Criterion string `json:"criterion"`
	Scope     string `json:"scope"`
	Layer     int    `json:"layer"` // the one that StudySensitivity prunes
}

// Kinds of studies.
const (
	StudyCurveOnly   = "curve"       // the given criterion and scope
	StudyCriteria    = "criteria"    // all criteria, in the given scope
	StudySensitivity = "sensitivity" // one layer at a time, by the given criterion
	StudyTickets     = "tickets"     // lottery tickets and their controls, round by round
)

// A StudyCurve is what was measured, under the name of a criterion, the number
// of a layer counted from 1, or TicketsFound or TicketsRedrawn.
type StudyCurve struct {
	Name   string       `json:"name"`
	Points []StudyPoint `json:"points"`
	Part   Part         `json:"part,omitzero"` // of the training samples; zero: all, or the test samples
}

// A StudyPoint is the network at one amount. Sparsity is that of the whole network, or
// with StudySensitivity that of the layer. Epsilon is the threshold on |w| that removes
// as many of the same weights.
type StudyPoint struct {
	Sparsity float64 `json:"sparsity"`
	Epsilon  float64 `json:"epsilon"`
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"`
	Bytes    int     `json:"bytes"`
}

// StudyTasks returns the curves of a study of a network with a number of
// layers. They can be measured independently of each other. Those of
// StudyTickets are TicketTasks instead.
func StudyTasks(kind, criterion, scope string, layers int) ([]StudyTask, error) {
	switch kind {
	case StudyCurveOnly:
		return []StudyTask{{Kind: kind, Criterion: criterion, Scope: scope}}, nil
	case StudyCriteria:
		var tasks []StudyTask
		for _, name := range prune.Criteria() {
			tasks = append(tasks, StudyTask{Kind: kind, Criterion: name, Scope: scope})
		}
		return tasks, nil
	case StudySensitivity:
		tasks := make([]StudyTask, layers)
		for i := range tasks {
			tasks[i] = StudyTask{Kind: kind, Criterion: criterion, Scope: scope, Layer: i}
		}
		return tasks, nil
	}
	options := StudyCurveOnly + ", " + StudyCriteria + ", " + StudySensitivity + ", " + StudyTickets
	return nil, recipe.NewProblem("choice", "field", "kind", "value", kind, "options", options)
}

// A TicketTask is a lottery whose networks are measured after each round,
// together with a control that tells whether the mask alone explains the
// result: the same mask with reinitialised weights (Frankle and Carbin, ICLR
// 2019, figure 4). Rounds depend on each other, controls do not: of them the
// task trains only its part.
type TicketTask struct {
	Lottery json.RawMessage `json:"lottery"` // the arguments of the operation
	Part    int             `json:"part"`
	Of      int             `json:"of"`
}

// Tickets are the trained networks of a lottery on the test samples. The points
// of Found are the dense network and then one for each round, those of Redrawn
// are the controls.
type Tickets struct {
	Found   StudyCurve `json:"found"`
	Redrawn StudyCurve `json:"redrawn"`
}

// Names of the curves of tickets.
const (
	TicketsFound   = "ticket"
	TicketsRedrawn = "redrawn"
)

// MergeTickets puts the parts of one lottery together.
func MergeTickets(parts []Tickets) []StudyCurve {
	merged := parts[0]
	for _, part := range parts[1:] {
		merged.Redrawn.Points = append(merged.Redrawn.Points, part.Redrawn.Points...)
	}
	slices.SortFunc(merged.Redrawn.Points, func(a, b StudyPoint) int { return cmp.Compare(a.Sparsity, b.Sparsity) })
	return []StudyCurve{merged.Found, merged.Redrawn}
}

// A FoldTask asks for one fold of a cross-validation.
type FoldTask struct {
	Folds     int     `json:"folds"`
	Index     int     `json:"index"`
	Criterion string  `json:"criterion"`
	Scope     string  `json:"scope"`
	By        string  `json:"by"`
	Highest   float64 `json:"highest"` // by ε: the largest threshold that is tried
}

// A FoldResult is what one fold measured.
type FoldResult = choose.Fold

// A Choice is the amount that all folds together choose.
type Choice = choose.Choice

// ByOneError is the tolerance that stands for the one-standard-error rule.
const ByOneError = choose.ByOneError

// Limits of the number of folds.
const (
	MinFolds = 2
	MaxFolds = 20
)

// CombineFolds chooses an amount from all folds, with ByOneError or with a
// tolerance in accuracy.
func CombineFolds(folds []FoldResult, tolerance float64) (Choice, error) {
	return choose.Combine(folds, tolerance)
}

// A RivalsTask asks what else the same bytes and the same training could have
// achieved: the pruned network of the experiment, a smaller dense network
// distilled from the unpruned one, and the same smaller network trained
// without a teacher (the comparison of large sparse and small dense networks
// in Zhu and Gupta, arXiv 1710.01878).
type RivalsTask struct {
	Temperature float64 `json:"temperature"`
	Hard        float64 `json:"hard"`
}

// Names of the network of the experiment among its rivals.
const (
	RivalPruned  = "pruned"
	RivalPresent = "present" // if nothing is pruned
)

// A Rival is one of the three.
type Rival struct {
	Name    string `json:"name"` // RivalPruned or RivalPresent, "distilled", "plain"
	Layers  []int  `json:"layers"`
	Kept    int    `json:"kept"`
	Bytes   int    `json:"bytes"` // in the smallest format
	Metrics        // on the test set, once everything is trained
}
