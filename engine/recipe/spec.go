package recipe

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// A Spec describes a value that can be set: a field of a recipe or an argument
// of an operation. It is what the page needs to set up a control.
type Spec struct {
	Name     string
	Kind     Kind
	Min, Max float64  // of a number, or of each entry of a list of numbers
	Unit     string   // what such a number counts; "" if its name says it
	Options  []string // of a choice
	Optional bool     // an argument that may be left out
	Default  string   // of an optional argument, as in an address

	// Either names a group of arguments of which exactly one must be given.
	Either string
}

// A Kind is the type of a value in a script, in the words of an error message.
type Kind string

// The kinds of values.
const (
	Number      Kind = "a number"
	Integer     Kind = "a whole number"
	Word        Kind = "a string"
	Flag        Kind = "true or false"
	Numbers     Kind = "a list of numbers"
	Words       Kind = "a list of strings"
	WordOrWords Kind = "a string or a list of strings" // one for all, or one for each layer
	Pairs       Kind = "a list of pairs of whole numbers"
)

// Units of numbers.
const (
	Percent = "per cent"
	Share   = "share" // from 0 to 1, which the page shows in per cent
	Steps   = "optimiser steps"
	Tenths  = "tenths"
)

// A Value is a variable of a recipe or an operation, with its specification.
type Value struct {
	Spec

	// Text returns the value as it stands in an address.
	Text func() string

	// Parse sets the variable. It checks everything that can be wrong with the
	// text, and changes the variable only if nothing is.
	Parse func(text string) error
}

// listSeparator stands between the entries of a list in an address. Messengers
// neither escape a dot nor cut an address at it.
const listSeparator = "."

// textOf turns a value from a script into the text that an address has for it,
// so that both are checked by the same Parse.
func (s *Spec) textOf(value json.RawMessage) (string, error) {
	if string(value) == "null" {
		return "", s.empty()
	}
	wrong := NewProblem("type", "field", s.Name, "value", string(value), "want", s.Kind)
	decoded := func(v any) bool { return json.Unmarshal(value, v) == nil }
	var (
		number  float64
		numbers []float64
		word    string
		words   []string
		flag    bool
		pairs   [][]int
	)
	switch {
	case (s.Kind == Number || s.Kind == Integer) && decoded(&number):
		return formatFloat(number), nil
	case s.Kind == Flag && decoded(&flag):
		return formatBool(flag), nil
	case (s.Kind == Word || s.Kind == WordOrWords) && decoded(&word):
		return word, nil
	case (s.Kind == Words || s.Kind == WordOrWords) && decoded(&words):
		return strings.Join(words, listSeparator), nil
	case s.Kind == Numbers && decoded(&numbers) && !strings.Contains(string(value), "null"):
		if text, ok := joinNumbers(numbers); ok {
			return text, nil
		}
	case s.Kind == Pairs && decoded(&pairs):
		return joinPairs(pairs)
	}
	return "", wrong
}

// empty is the problem of a value that was left empty in the page.
func (s *Spec) empty() error {
	if s.Max > s.Min {
		return NewProblem("empty", "field", s.Name, "min", formatFloat(s.Min), "max", formatFloat(s.Max))
	}
	return NewProblem("missing", "field", s.Name)
}

// joinNumbers writes whole numbers as a list; ok is false if one is not whole.
func joinNumbers(numbers []float64) (text string, ok bool) {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		if n != math.Trunc(n) {
			return "", false
		}
		texts[i] = strconv.FormatFloat(n, 'f', 0, 64)
	}
	return strings.Join(texts, listSeparator), true
}

// joinPairs writes pairs as "0-90.0-100".
func joinPairs(pairs [][]int) (string, error) {
	texts := make([]string, len(pairs))
	for i, pair := range pairs {
		if len(pair) != 2 {
			return "", NewProblem("bounds", "value", joinInts(pair))
		}
		texts[i] = strconv.Itoa(pair[0]) + "-" + strconv.Itoa(pair[1])
	}
	return strings.Join(texts, listSeparator), nil
}

func joinInts(values []int) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strconv.Itoa(v)
	}
	return strings.Join(texts, listSeparator)
}

func splitList(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(strings.ReplaceAll(text, ",", listSeparator), listSeparator)
}

func formatFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func formatBool(v bool) string {
	if v {
		return "1"
	}
	return "0"
}

func parseNumber(name, text string, lowest, highest float64) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, NewProblem("type", "field", name, "value", text, "want", Number)
	}
	if v < lowest || v > highest {
		return 0, NewProblem("range", "field", name, "value", text, "min", formatFloat(lowest), "max", formatFloat(highest))
	}
	return v, nil
}

func parseInteger(name, text string, lowest, highest int) (int, error) {
	v, err := parseNumber(name, text, float64(lowest), float64(highest))
	if err != nil {
		return 0, err
	}
	if v != math.Trunc(v) {
		return 0, NewProblem("type", "field", name, "value", text, "want", Integer)
	}
	return int(v), nil
}
