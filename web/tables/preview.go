// Package tables shows a person's table before an experiment starts on it: what
// was detected about the file, its first rows, and its columns with their
// types and roles, all of which can be changed.
package tables

// A Preview is what the worker says of a table under certain choices. Its JSON
// is that of package samples in the engine.
type Preview struct {
	Name    string `json:"name"`
	Digest  string `json:"digest"`
	Choices string `json:"choices"` // their text form, the recipe's field "reading"

	Dialect      map[string]any `json:"dialect"`
	Missing      string         `json:"missing"`
	Merge        bool           `json:"merge"`
	Task         string         `json:"task"`
	Target       int            `json:"target"`
	TargetReason string         `json:"targetReason"`
	LeftOut      []string       `json:"leftOut"`
	Columns      []Column       `json:"columns"`
	First        [][]string     `json:"first"`

	Rows         int        `json:"rows"`
	Usable       int        `json:"usable"`
	WithoutLabel int        `json:"withoutLabel"`
	Incomplete   int        `json:"incomplete"`
	Inputs       int        `json:"inputs"`
	Classes      []Counted  `json:"classes"`
	Similar      [][]string `json:"similar"`
	Problem      *Problem   `json:"problem"`
	Network      string     `json:"network"` // digest of the network that comes with the table; "" if there is none
}

// A Column is one of the table.
type Column struct {
	Name     string    `json:"name"`
	Type     string    `json:"type"`
	Use      bool      `json:"use"`
	Types    []string  `json:"types"` // that it can have
	Missing  int       `json:"missing"`
	Constant bool      `json:"constant"`
	Least    float64   `json:"least"`
	Greatest float64   `json:"greatest"`
	Bins     []int     `json:"bins"`
	Values   []Counted `json:"values"`
}

// A Counted is a value and the number of rows that have it.
type Counted struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// A Problem says why nothing can be learnt with these choices.
type Problem struct {
	Code string
	Args map[string]string
}

// Parts of the file's format that can be changed, with their values, and the formats in
// which they say anything.
var parts = []struct {
	name    string
	values  []string
	formats string
}{
	{"format", []string{"csv", "arff", "json"}, "csv arff json"},
	{"encoding", []string{"utf-8", "utf-16le", "utf-16be", "windows-1252"}, "csv arff json"},
	{"separator", []string{"comma", "semicolon", "tab", "pipe", "space"}, "csv"},
	{"decimal", []string{"point", "comma"}, "csv arff json"},
	{"thousands", []string{"none", "comma", "point", "space", "apostrophe"}, "csv arff json"},
	{"quote", []string{"double", "single", "none"}, "csv"},
	{"header", []string{"yes", "no", "shifted", "comment"}, "csv"},
	{"comment", []string{"none", "hash", "percent"}, "csv"},
}

// mostSkipped is the most lines that can be skipped above or below a table, as in
// package text of the engine.
const mostSkipped = 999
