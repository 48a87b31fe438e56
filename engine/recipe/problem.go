package recipe

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Problem is an error that a person can be told in any language. Code is the
// kind of error, and Args are the values to fill into its sentence.
type Problem struct {
	Code string            `json:"code"`
	Args map[string]string `json:"args"`

	// Text is the English sentence of a kind of error that this package does not
	// know.
	Text string `json:"text,omitempty"`
}

// sentences in English, by code. The page has its own in its message files.
var sentences = map[string]string{
	"unknownField":   "there is no {field}; known are {options}",
	"unknown":        "there is no operation {field}",
	"type":           "{field}: {value} is not {want}",
	"range":          "{field}: {value} is not between {min} and {max}",
	"whole":          "{field}: {value} is not a whole number between {min} and {max}",
	"empty":          "{field} is empty: enter a number between {min} and {max}",
	"choice":         "{field}: {value} is not one of {options}",
	"count":          "{field}: {value} entries; there can be {min} to {max}",
	"triples":        "{field}: {value} numbers; each point needs three: x, y and the class",
	"repeated":       "{field}: {value} occurs twice",
	"activations":    "activation: {have} given for {layers} hidden layers; give one for all or one for each",
	"missing":        "{field} is missing",
	"oneOf":          "give either {options}",
	"link":           "the address cannot be read at “{part}”",
	"modelLength":    "the network takes {have} characters, and a link has room for {max}: prune more, or use fewer values per layer",
	"linkDamaged":    "this link was truncated or altered on its way: ask for it again",
	"linkVersion":    "this link was made by a newer Bonsai (version {value}): reload the page",
	"linkLength":     "the address has {have} characters; at most {max} can be opened",
	"manySteps":      "this experiment has {have} steps, the most that a link can carry; nothing was changed: undo some, start over, or continue from a link that contains the network",
	"longAddress":    "the address of this experiment has {have} characters, and a link can carry {max}; nothing was changed: undo some steps, start over, or continue from a link that contains the network",
	"diverged":       "training diverged at step {step}: the loss is not a number any more; the network is as it was before, try a learning rate below {learningRate}",
	"noPoints":       "there are too few drawn points to train on: draw at least {min} of each class",
	"noWeight":       "there is no weight or neuron {value} in the network",
	"pruned":         "{value}: this connection is pruned, so it has no weight to set; bring it back first",
	"bounds":         "bounds: {value}; give the least and the most per cent of each layer, from 0 to 100",
	"schedule":       "schedule: {value} needs a sparsity, decay needs a threshold ε",
	"files":          "{value} files; open one CSV file, or the two or four files of an image set in MNIST's format",
	"file":           "{name}: {detail}",
	"folds":          "{value} folds: there are only {rows} training samples, too few for each fold to have some; use fewer folds",
	"cell":           "rows: row {row}, column {column}: give a finite number",
	"fewRows":        "{value} samples are too few: some are needed for training and some for testing",
	"ownNone":        "you have not opened any data yet: open a file first",
	"ownMissing":     "this experiment uses somebody's own data, which a link cannot carry: open the same file first (its digest is {value})",
	"ownColumns":     "this experiment was made with a table of {want} columns (digest {value}), and {name}, which is open, has {columns} columns and {rows} rows (digest {have}): open the same file first",
	"ownOther":       "this experiment was made with another version of the table: {name}, which is open, has the same {columns} columns, but other rows or values ({rows} rows, digest {have} instead of {value}): open the same file first",
	"network":        "the network in the address cannot be opened: {detail}",
	"networkMissing": "this experiment begins with a network from a file, which a link cannot carry: open the same file first (its digest is {value})",
	"networkInputs":  "the network takes {have} inputs, and {data} has {want} features: {names}",
	"networkClasses": "the network has {have} outputs, and the data have {want} classes",
	"networkValues":  "the network has {have} outputs, and the target is a number, for which one is needed",
	"networkTask":    "the network's output ({have}) does not suit the target: a probability is for two classes, and a value for a regression",
	"networkScale":   "the file does not say how the inputs were scaled: choose it",
	"networkColumn":  "the network's input column {column} and the table's column {value} are of different types: one is a category, the other a number",
	"networkNames":   "the network was trained on columns that the table lacks or leaves out: {names}",
	"networkColumns": "the network was trained on {have} columns, and {want} of the table are used as features",
	"networkGiven":   "give as many deviations as means, none of them 0: one for all numbers or one for each; there are {have} means and {deviations} deviations",
	"noData":         "this network was opened without data, and this needs some: open the network together with a table or images",
	"costly":         "opening this address takes about {seconds} seconds; load(address, {long: true}) opens it all the same",
	"noRows":         "rows: give at least one row",
	"row":            "rows: row {row} has {have} numbers; give {want}",
}

// ProblemCodes returns the codes of all problems, sorted.
func ProblemCodes() []string { return slices.Sorted(maps.Keys(sentences)) }

// Values that people read and type in per cent: shares, and fields that are in
// per cent in the recipe too.
var (
	shares   = []string{"sparsity", "fraction"}
	percents = []string{"noise", "trainShare", "bounds"}
)

// Shown returns the arguments as the page's controls show them: a script has
// the sparsity 0.8, a person the level 80 %.
func (p *Problem) Shown() map[string]string {
	shown := maps.Clone(p.Args)
	factor := 0.0
	switch {
	case p.Code != "range" && p.Code != "empty" && p.Code != "whole":
	case slices.Contains(shares, p.Args["field"]):
		factor = 100
	case slices.Contains(percents, p.Args["field"]):
		factor = 1
	}
	if factor == 0 {
		return shown
	}
	for _, name := range []string{"value", "min", "max"} {
		if v, err := strconv.ParseFloat(shown[name], 64); err == nil {
			shown[name] = strconv.FormatFloat(v*factor, 'g', 10, 64)
		}
	}
	for _, name := range []string{"value", "max"} {
		if shown[name] != "" {
			shown[name] += " %"
		}
	}
	return shown
}

// longestArgument is how many characters of a value go into a sentence. Values
// come from links, which may have thousands.
const longestArgument = 240

// NewProblem makes a Problem out of a code and pairs of argument names and
// values.
func NewProblem(code string, pairs ...any) *Problem {
	p := &Problem{Code: code, Args: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		value := []rune(fmt.Sprint(pairs[i+1]))
		if len(value) > longestArgument {
			value = append(value[:longestArgument-1], '…')
		}
		p.Args[pairs[i].(string)] = string(value)
	}
	return p
}

// Error returns the English sentence.
func (p *Problem) Error() string {
	if p.Text != "" {
		return "bonsai: " + p.Text
	}
	sentence := sentences[p.Code]
	for name, value := range p.Args {
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
	}
	return "bonsai: " + sentence
}
