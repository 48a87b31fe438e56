package class

import (
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

// A Board says what the class may do with results, and see of them.
type Board struct {
	Open      bool `json:"open"`      // students can hand in
	AskNames  bool `json:"askNames"`  // names are kept
	Shown     bool `json:"shown"`     // students see the results
	ShowNames bool `json:"showNames"` // and the names
}

// MostChecked is how many seconds the teacher's page may take to compute a result again,
// before the next one's turn.
const MostChecked = 300

// A Result is what a student has handed in.
type Result struct {
	ID          string  `json:"result"`
	Name        string  `json:"name"`
	Link        string  `json:"link"`
	Accuracy    float64 `json:"accuracy"` // a share; R² in regression
	Bytes       int     `json:"bytes"`    // in the smallest format
	Connections int     `json:"connections"`
	Verified    bool    `json:"verified"` // the teacher's page got the same numbers
	Time        int64   `json:"time"`     // in ms since 1970
}

// A HandIn is what a student's page sends.
type HandIn struct {
	ID          string  `json:"id"`
	Link        string  `json:"link"`
	Accuracy    float64 `json:"accuracy"`
	Bytes       int     `json:"bytes"`
	Connections int     `json:"connections"`
	Name        string  `json:"name,omitempty"`
}

// HandInOf returns what a student with an id and a name hands in.
func HandInOf(id, name string, s *snapshot.Snapshot) HandIn {
	return HandIn{id, recipe.ShortLink(s.Link, false), s.Test.Accuracy, figures.Smallest(s.Bytes), s.Kept, strings.TrimSpace(name)}
}

// Agrees reports whether an experiment, computed again from the result's link,
// has exactly the numbers that were handed in.
func (r Result) Agrees(s *snapshot.Snapshot) bool {
	return r.Accuracy == s.Test.Accuracy && r.Bytes == figures.Smallest(s.Bytes) && r.Connections == s.Kept
}

// Front returns the results that no other result beats: none is as small and more
// accurate, or smaller and as accurate. They are in the order of their bytes.
func Front(results []Result) []Result {
	sorted := slices.Clone(results)
	slices.SortStableFunc(sorted, func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.Bytes, b.Bytes), cmp.Compare(b.Accuracy, a.Accuracy))
	})
	var front []Result
	for _, r := range sorted {
		if last := len(front) - 1; last < 0 || r.Accuracy > front[last].Accuracy {
			front = append(front, r)
		}
	}
	return front
}

// Ranked returns the results, the most accurate first, of equally accurate ones
// the smallest.
func Ranked(results []Result) []Result {
	sorted := slices.Clone(results)
	slices.SortStableFunc(sorted, func(a, b Result) int {
		return cmp.Or(cmp.Compare(b.Accuracy, a.Accuracy), cmp.Compare(a.Bytes, b.Bytes))
	})
	return sorted
}

// Table returns the results as a CSV file. A name that a spreadsheet would take
// for a formula has an apostrophe before it.
func Table(results []Result) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	rows := [][]string{{"name", "accuracy", "bytes", "connections", "verified", "link"}}
	for _, r := range Ranked(results) {
		name := r.Name
		if name != "" && strings.ContainsRune("=+-@\t\r", rune(name[0])) {
			name = "'" + name
		}
		rows = append(rows, []string{
			name, strconv.FormatFloat(r.Accuracy, 'g', -1, 64), strconv.Itoa(r.Bytes), strconv.Itoa(r.Connections), strconv.FormatBool(r.Verified), r.Link,
		})
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // memory takes everything
	}
	return out.String()
}
