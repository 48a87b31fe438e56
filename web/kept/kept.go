// Package kept holds the experiments that a browser keeps for a person: a list
// of those that have a name, two of which can be compared, and the decision
// whether the present one is kept as the last.
package kept

import (
	"encoding/json"
	"slices"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/text"
)

// An Experiment has a name, a link from which it is made again, and the numbers
// that the list shows.
type Experiment struct {
	Name     string  `json:"name"`
	Link     string  `json:"link"`
	Accuracy float64 `json:"accuracy"`
	Value    bool    `json:"value"`            // the accuracy is R²
	NoData   bool    `json:"noData,omitempty"` // there was nothing to measure the accuracy on
	Kept     int     `json:"kept"`
	Total    int     `json:"total"`
	Bytes    int     `json:"bytes"` // in the smallest format
}

// Of returns the experiment of a snapshot under a name.
func Of(s *snapshot.Snapshot, name string) Experiment {
	return Experiment{
		Name: strings.TrimSpace(name), Link: recipe.ShortLink(s.Link, false),
		Accuracy: s.Test.Accuracy, Value: s.Classes == 0, NoData: figures.Unmeasured(s), Kept: s.Kept, Total: s.Total, Bytes: figures.Smallest(s.Bytes),
	}
}

// A List is experiments with different names, the newest last.
type List []Experiment

// Parse reads a list; "" is an empty one. If the text is not a list, it is damaged,
// and must not be overwritten.
func Parse(encoded string) (list List, damaged bool) {
	if encoded == "" {
		return nil, false
	}
	if json.Unmarshal([]byte(encoded), &list) != nil {
		return nil, true
	}
	return list, false
}

// String writes the list as Parse reads it.
func (l List) String() string {
	encoded, err := json.Marshal(l)
	if err != nil {
		panic(err) // accuracies are finite
	}
	return string(encoded)
}

// Index returns the place of a name in the list, -1 if it is not there.
func (l List) Index(name string) int {
	return slices.IndexFunc(l, func(e Experiment) bool { return e.Name == name })
}

// With returns the list with an experiment at its end, in place of one of the
// same name.
func (l List) With(e Experiment) List { return append(l.Without(e.Name), e) }

// Without returns the list without a name.
func (l List) Without(name string) List {
	return slices.DeleteFunc(slices.Clone(l), func(e Experiment) bool { return e.Name == name })
}

// Suggestion returns a name for a snapshot's experiment that says what was
// done, and that is not in the list yet.
func (l List) Suggestion(w *text.Words, s *snapshot.Snapshot) string {
	name := w.Option("dataset", s.Recipe.Dataset)
	if s.Kept < s.Total {
		name += ", " + w.Option("criterion", s.Pruning.Criterion) + " " + w.Percent(figures.Sparsity(s))
	}
	return l.free(w, name)
}

// free returns a name that is not in the list yet: this one, or one with a number.
func (l List) free(w *text.Words, name string) string {
	free := name
	for n := 2; l.Index(free) >= 0; n++ {
		free = name + " (" + w.Count(n) + ")"
	}
	return free
}

// A Pair is the names of the experiments that are compared, two at most.
type Pair []string

// Toggle adds a name, or removes it. The first of three goes.
func (p Pair) Toggle(name string) Pair {
	if i := slices.Index(p, name); i >= 0 {
		return slices.Delete(slices.Clone(p), i, i+1)
	}
	p = append(slices.Clone(p), name)
	return p[max(0, len(p)-2):]
}

// Has tells whether a name is compared.
func (p Pair) Has(name string) bool { return slices.Contains(p, name) }

// In returns the experiments of a list that are compared, none unless there
// are two names.
func (p Pair) In(l List) []Experiment {
	if len(p) < 2 {
		return nil
	}
	var compared []Experiment
	for _, name := range p {
		if i := l.Index(name); i >= 0 {
			compared = append(compared, l[i])
		}
	}
	return compared
}
