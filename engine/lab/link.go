package lab

import (
	"strings"
)

// Limits of an address: more than any that a lab writes.
const (
	maxLink  = 20_000 // characters
	maxSteps = 200
)

// An address is a list of name=value after a '#': the fields of the recipe
// that are not at their defaults, in the order of the table, and the steps.
// It is meant to be read and written by people too, who prepare a lesson.

// link writes the address of the present state.
func (l *Lab) link() string {
	parts := recipeParts(&l.start)
	steps := make([]string, len(l.steps))
	for i, s := range l.steps {
		steps[i] = s.text()
	}
	parts = append(parts, "steps="+strings.Join(steps, ","))
	return "#" + strings.Join(parts, "&")
}

// recipeParts writes the fields that differ from the defaults.
func recipeParts(r *Recipe) []string {
	var parts []string
	standard := Default()
	for _, f := range fields {
		if text := f.text(r); text != f.text(&standard) {
			parts = append(parts, f.Name+"="+text)
		}
	}
	return parts
}

// opened is what an address says.
type opened struct {
	recipe Recipe
	steps  []step
}

// parseLink reads an address, with or without its '#', or a short link. Every
// value is checked. Where it says nothing of steps, training for the recipe's
// epochs is meant.
func parseLink(hash string) (opened, error) {
	o := opened{recipe: Default()}
	hash, err := plainAddress(hash)
	if err != nil {
		return o, err
	}
	stepsGiven := false
	seen := map[string]bool{}
	for _, part := range strings.Split(hash, "&") {
		if part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return o, problem("link", "part", part)
		}
		if seen[name] {
			return o, problem("repeated", "field", "#", "value", name)
		}
		seen[name] = true
		if name == "steps" {
			stepsGiven = true
			steps, err := parseSteps(value)
			if err != nil {
				return o, err
			}
			o.steps = steps
			continue
		}
		f, err := fieldNamed(name)
		if err != nil {
			return o, err
		}
		if err := f.parse(&o.recipe, value); err != nil {
			return o, err
		}
	}
	if !stepsGiven {
		o.steps = []step{trainStep{o.recipe.Epochs, true}}
	}
	return o, o.recipe.check()
}

func parseSteps(text string) ([]step, error) {
	if text == "" {
		return nil, nil
	}
	texts := strings.Split(text, ",")
	if len(texts) > maxSteps {
		return nil, problem("count", "field", "steps", "value", len(texts), "min", 0, "max", maxSteps)
	}
	steps := make([]step, len(texts))
	for i, t := range texts {
		var err error
		if steps[i], err = parseStep(t); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// HasSteps tells whether an address says what was done, or only what to
// begin with.
func HasSteps(hash string) bool {
	address, _ := plainAddress(hash)
	for _, part := range strings.Split(address, "&") {
		if strings.HasPrefix(part, "steps=") {
			return true
		}
	}
	return false
}
