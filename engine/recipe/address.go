package recipe

import (
	"strings"
)

// Limits of an address. A lab refuses to record an operation once an address has
// reached mostOperations or mostLength. More than that can be read, up to
// maxOperations and maxLength: one operation adds less than the difference, so
// whatever a lab writes can be read again.
const (
	mostOperations  = 5_000
	mostLength      = 200_000 // characters
	maxOperations   = mostOperations + 200
	maxLength       = mostLength + 20_000
	maxShort        = maxLength*3/2 + 100 // of a short link: in the QR code's form, three characters carry two bytes
	MaxNetwork      = 20_000              // characters of one network
	operationsField = "steps"             // the name of the list of operations in an address
)

// An Experiment is a recipe and what was done after it: everything that is
// needed to repeat it to the last bit.
type Experiment struct {
	Recipe     Recipe
	Operations []Operation
}

// Address returns the experiment as an address: '#', then name=value for each
// field that is not at its default, in the order of the table, and the list of
// operations. Teachers read and write it, too.
func (x Experiment) Address() string {
	texts := make([]string, len(x.Operations))
	for i, o := range x.Operations {
		texts[i] = o.Text()
	}
	parts := append(fieldParts(&x.Recipe), operationsField+"="+strings.Join(texts, ","))
	return "#" + strings.Join(parts, "&")
}

// fieldParts returns name=value for the fields that differ from the defaults.
func fieldParts(r *Recipe) []string {
	var parts []string
	standard := Default()
	for _, f := range fields {
		if text := f.Text(r); text != f.Text(&standard) {
			parts = append(parts, f.Name+"="+text)
		}
	}
	return parts
}

// Room returns an error if the experiment is as long as an address may get.
func (x Experiment) Room() error {
	if have := len(x.Operations); have >= mostOperations {
		return NewProblem("manySteps", "have", have, "max", mostOperations)
	}
	if have := len(x.Address()); have >= mostLength {
		return NewProblem("longAddress", "have", have, "max", mostLength)
	}
	return nil
}

// ParseAddress reads an address, with or without its '#', or a short link.
// Every value is checked. An address without a list of operations stands for
// training for the recipe's epochs.
func ParseAddress(hash string) (Experiment, error) {
	x := Experiment{Recipe: Default()}
	address, err := plainAddress(hash)
	if err != nil {
		return x, err
	}
	trained := false
	seen := map[string]bool{}
	for _, part := range strings.Split(address, "&") {
		if part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return x, unreadable(part)
		}
		if seen[name] {
			return x, NewProblem("repeated", "field", "#", "value", name)
		}
		seen[name] = true
		if name == operationsField {
			trained = true
			if x.Operations, err = parseOperations(value); err != nil {
				return x, err
			}
			continue
		}
		f, err := FieldNamed(name)
		if err != nil {
			return x, err
		}
		if err := f.Parse(&x.Recipe, value); err != nil {
			return x, err
		}
	}
	if !trained {
		x.Operations = []Operation{Train{Length{x.Recipe.Epochs, true}}}
	}
	if have := len(x.Address()); have > maxLength { // numbers can be written shorter than Address writes them
		return x, NewProblem("linkLength", "have", have, "max", maxLength)
	}
	return x, x.Recipe.Check()
}

func parseOperations(text string) ([]Operation, error) {
	if text == "" {
		return nil, nil
	}
	if n := strings.Count(text, ",") + 1; n > maxOperations {
		return nil, NewProblem("count", "field", operationsField, "value", n, "min", 0, "max", maxOperations)
	}
	var operations []Operation
	for t := range strings.SplitSeq(text, ",") {
		o, err := parseRecorded(t)
		if err != nil {
			return nil, err
		}
		operations = append(operations, o)
	}
	return operations, nil
}

// HasOperations reports whether an address says what was done, or only what to
// start with.
func HasOperations(hash string) bool {
	address, _ := plainAddress(hash)
	for _, part := range strings.Split(address, "&") {
		if strings.HasPrefix(part, operationsField+"=") {
			return true
		}
	}
	return false
}

// SameOperation reports whether two operations do the same.
func SameOperation(a, b Operation) bool { return a.Text() == b.Text() }
