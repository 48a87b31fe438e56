package lab

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Problem is an error that a person can be told in any language: Code names
// the kind, and Args are what to fill into the sentence.
type Problem struct {
	Code string            `json:"code"`
	Args map[string]string `json:"args"`
}

// sentences in English, by code. The page has its own in its message files.
var sentences = map[string]string{
	"unknownField": "there is no {field}; known are {options}",
	"unknown":      "there is no command {field}",
	"type":         "{field}: {value} is not {want}",
	"range":        "{field}: {value} is not in the range {min} to {max}",
	"choice":       "{field}: {value} is not one of {options}",
	"count":        "{field}: {value} entries, where {min} to {max} can be",
	"triples":      "{field}: {value} numbers, where three for each point are meant: x, y and the class",
	"repeated":     "{field}: {value} is there twice",
	"activations":  "activation: {have} given for {layers} hidden layers; give one for all or one for each",
	"missing":      "{field} is missing",
	"oneOf":        "give either {options}",
	"link":         "the address is broken at “{part}”",
	"modelLength":  "the network takes {have} characters, and a link can have {max}: prune it, or give its layers fewer values",
	"linkDamaged":  "this link was cut or altered on its way: ask for it again",
	"linkVersion":  "this link was made by a newer Bonsai (version {value}): load the page anew",
	"linkLength":   "the address has {have} characters; the longest that can be opened has {max}",
	"manySteps":    "this experiment has {have} steps, the most that a link can carry; nothing was changed: undo some, start over, or go on from a link with the network itself",
	"longAddress":  "the address of this experiment has {have} characters, and a link can carry {max}; nothing was changed: undo some steps, start over, or go on from a link with the network itself",
	"diverged":     "training diverged at step {step}: the loss is no number any more; the network is as it was before, try a learning rate below {learningRate}",
	"noPoints":     "there are too few drawn points to train on: draw at least {min} of each class",
	"noWeight":     "there is no weight or neuron {value} in the network",
	"pruned":       "{value}: this connection is pruned, so it has no weight to set; bring it back first",
	"bounds":       "bounds: {value}; give the least and the most per cent of each layer, from 0 to 100",
	"schedule":     "schedule: {value} goes with a sparsity, decay with a threshold ε",
	"files":        "{value} files; one CSV file can be opened, or the two or four files of a set of images in MNIST's format",
	"file":         "{name}: {detail}",
	"fewRows":      "{value} samples are too few to train on some and to test on others",
	"ownNone":      "there are no data of your own yet: open a file first",
	"ownMissing":   "this experiment is about somebody's own data, which a link cannot carry: open the same file first (it is known by {value})",
	"network":      "the network in the address cannot be opened: {detail}",
	"row":          "rows: row {row} has {have} numbers, where {want} go in",
}

// ProblemCodes returns the codes of all problems, sorted.
func ProblemCodes() []string { return slices.Sorted(maps.Keys(sentences)) }

// What a person reads and types in per cent: shares, and fields that are in per
// cent in the recipe too.
var (
	shares   = []string{"sparsity", "fraction"}
	percents = []string{"noise", "trainShare"}
)

// Shown are the arguments as the page's controls have them: a script gives the
// sparsity 0.8, a person the level 80 %.
func (p *Problem) Shown() map[string]string {
	shown := maps.Clone(p.Args)
	factor := 0.0
	switch {
	case p.Code != "range":
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
	shown["value"] += " %"
	shown["max"] += " %"
	return shown
}

// longestArgument is how many characters of a value go into a sentence. Values
// come from links, which may have thousands.
const longestArgument = 240

// problem makes a Problem out of pairs of argument names and values.
func problem(code string, pairs ...any) *Problem {
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

func (p *Problem) Error() string {
	sentence := sentences[p.Code]
	for name, value := range p.Args {
		sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
	}
	return "lab: " + sentence
}
